/// The letters under letters with marks, and the letters that ligatures are made of.
enum LetterTable {
  /// The letters that a character stands for in an order of words, in lower case; nil where it stands
  /// for itself.
  static func letters(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? { known[scalar] }

  private static let known: [Unicode.Scalar: [Unicode.Scalar]] = {
    var known: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for line in lines.split(separator: "\n") {
      let parts = line.split(separator: " ")
      for scalar in parts[1].unicodeScalars { known[scalar] = Array(parts[0].unicodeScalars) }
    }
    return known
  }()

  /// From Unicode's compatibility decompositions (UnicodeData.txt) of Latin, Greek and Cyrillic; beside
  /// those the letters that have none and are looked up under another: ß, æ, œ, ø, đ, ð, ł, þ, ħ, ŋ, ŧ.
  private static let lines = """
    a ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ
    ae Ææ
    aʾ ẚ
    b ḂḃḄḅḆḇ
    c ÇçĆćĈĉĊċČčḈḉ
    d ÐðĎďĐđḊḋḌḍḎḏḐḑḒḓ
    dz ǄǅǆǱǲǳ
    e ÈÉÊËèéêëĒēĔĕĖėĘęĚěǝȄȅȆȇȨȩḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ
    f Ḟḟ
    g ĜĝĞğĠġĢģǦǧǴǵḠḡ
    h ĤĥĦħȞȟḢḣḤḥḦḧḨḩḪḫẖ
    i ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐȈȉȊȋḬḭḮḯỈỉỊị
    ij Ĳĳ
    j Ĵĵǰ
    k ĶķĸǨǩḰḱḲḳḴḵ
    l ĹĺĻļĽľŁłḶḷḸḹḺḻḼḽ
    lj Ǉǈǉ
    l· Ŀŀ
    m ḾḿṀṁṂṃ
    n ÑñŃńŅņŇňǸǹṄṅṆṇṈṉṊṋ
    ng Ŋŋ
    nj Ǌǋǌ
    o ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒǪǫǬǭȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ
    oe Œœ
    p ṔṕṖṗ
    r ŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ
    s ŚśŜŝŞşŠšſȘșṠṡṢṣṤṥṦṧṨṩẛ
    ss ßẞ
    t ŢţŤťŦŧȚțṪṫṬṭṮṯṰṱẗ
    th Þþ
    u ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự
    v ṼṽṾṿ
    w ŴŵẀẁẂẃẄẅẆẇẈẉẘ
    x ẊẋẌẍ
    y ÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ
    z ŹźŻżŽžẐẑẒẓẔẕ
    æ ǢǣǼǽ
    ø Ǿǿ
    ʒ Ǯǯ
    ʼn ŉ
    α ΆάἀἁἂἃἄἅἆἇἈἉἊἋἌἍἎἏὰάᾀᾁᾂᾃᾄᾅᾆᾇᾈᾉᾊᾋᾌᾍᾎᾏᾰᾱᾲᾳᾴᾶᾷᾸᾹᾺΆᾼ
    β ϐ
    ε ΈέϵἐἑἒἓἔἕἘἙἚἛἜἝὲέῈΈ
    η ΉήἠἡἢἣἤἥἦἧἨἩἪἫἬἭἮἯὴήᾐᾑᾒᾓᾔᾕᾖᾗᾘᾙᾚᾛᾜᾝᾞᾟῂῃῄῆῇῊΉῌ
    θ ϑϴ
    ι ΊΐΪίϊἰἱἲἳἴἵἶἷἸἹἺἻἼἽἾἿὶίιῐῑῒΐῖῗῘῙῚΊ
    κ ϰ
    ο ΌόὀὁὂὃὄὅὈὉὊὋὌὍὸόῸΌ
    π ϖ
    ρ ϱῤῥῬ
    ς ϲ
    σ Ϲ
    υ ΎΫΰϋύϒϓϔὐὑὒὓὔὕὖὗὙὛὝὟὺύῠῡῢΰῦῧῨῩῪΎ
    φ ϕ
    ω ΏώὠὡὢὣὤὥὦὧὨὩὪὫὬὭὮὯὼώᾠᾡᾢᾣᾤᾥᾦᾧᾨᾩᾪᾫᾬᾭᾮᾯῲῳῴῶῷῺΏῼ
    а ӐӑӒӓ
    г Ѓѓ
    е ЀЁѐёӖӗ
    ж ӁӂӜӝ
    з Ӟӟ
    и ЍЙйѝӢӣӤӥ
    к Ќќ
    о Ӧӧ
    у ЎўӮӯӰӱӲӳ
    ч Ӵӵ
    ы Ӹӹ
    э Ӭӭ
    і Її
    ѵ Ѷѷ
    ә Ӛӛ
    ө Ӫӫ
    """
}

import Testing

@testable import Charting

/// The last column of each table is what vega-time gives.
@Suite struct TimeUnitTests {
  @Test(
    arguments: [
      ("year", 1, 1337247527156, 1325376000000),
      ("year", 1, 1420070400000, 1420070400000),
      ("year", 1, 946684799999, 915148800000),
      ("quarter", 1, 1337247527156, 1333238400000),
      ("quarter", 1, 1420070400000, 1325376000000),
      ("quarter", 1, 946684799999, 1349049600000),
      ("month", 1, 1337247527156, 1335830400000),
      ("month", 1, 1420070400000, 1325376000000),
      ("month", 1, 946684799999, 1354320000000),
      ("week", 1, 1337247527156, 1336867200000),
      ("week", 1, 1420070400000, 1324771200000),
      ("week", 1, 946684799999, 1356220800000),
      ("date", 1, 1337247527156, 1326758400000),
      ("date", 1, 1420070400000, 1325376000000),
      ("date", 1, 946684799999, 1327968000000),
      ("day", 1, 1337247527156, 1325721600000),
      ("day", 1, 1420070400000, 1325721600000),
      ("day", 1, 946684799999, 1325808000000),
      ("dayofyear", 1, 1337247527156, 1337212800000),
      ("dayofyear", 1, 1420070400000, 1325376000000),
      ("dayofyear", 1, 946684799999, 1356825600000),
      ("hours", 1, 1337247527156, 1325408400000),
      ("hours", 1, 1420070400000, 1325376000000),
      ("hours", 1, 946684799999, 1325458800000),
      ("minutes", 1, 1337247527156, 1325378280000),
      ("minutes", 1, 1420070400000, 1325376000000),
      ("minutes", 1, 946684799999, 1325379540000),
      ("seconds", 1, 1337247527156, 1325376047000),
      ("seconds", 1, 1420070400000, 1325376000000),
      ("seconds", 1, 946684799999, 1325376059000),
      ("milliseconds", 1, 1337247527156, 1325376000156),
      ("milliseconds", 1, 1420070400000, 1325376000000),
      ("milliseconds", 1, 946684799999, 1325376000999),
      ("yearquarter", 1, 1337247527156, 1333238400000),
      ("yearquarter", 1, 1420070400000, 1420070400000),
      ("yearquarter", 1, 946684799999, 938736000000),
      ("yearmonth", 1, 1337247527156, 1335830400000),
      ("yearmonth", 1, 1420070400000, 1420070400000),
      ("yearmonth", 1, 946684799999, 944006400000),
      ("yearmonthdate", 1, 1337247527156, 1337212800000),
      ("yearmonthdate", 1, 1420070400000, 1420070400000),
      ("yearmonthdate", 1, 946684799999, 946598400000),
      ("yearweek", 1, 1337247527156, 1336867200000),
      ("yearweek", 1, 1420070400000, 1419724800000),
      ("yearweek", 1, 946684799999, 946166400000),
      ("yearweekday", 1, 1337247527156, 1337212800000),
      ("yearweekday", 1, 1420070400000, 1420070400000),
      ("yearweekday", 1, 946684799999, 946598400000),
      ("yeardayofyear", 1, 1337247527156, 1337212800000),
      ("yeardayofyear", 1, 1420070400000, 1420070400000),
      ("yeardayofyear", 1, 946684799999, 946598400000),
      ("monthdate", 1, 1337247527156, 1337212800000),
      ("monthdate", 1, 1420070400000, 1325376000000),
      ("monthdate", 1, 946684799999, 1356912000000),
      ("weekday", 1, 1337247527156, 1337212800000),
      ("weekday", 1, 1420070400000, 1325116800000),
      ("weekday", 1, 946684799999, 1356652800000),
      ("dayhours", 1, 1337247527156, 1325754000000),
      ("dayhours", 1, 1420070400000, 1325721600000),
      ("dayhours", 1, 946684799999, 1325890800000),
      ("hoursminutes", 1, 1337247527156, 1325410680000),
      ("hoursminutes", 1, 1420070400000, 1325376000000),
      ("hoursminutes", 1, 946684799999, 1325462340000),
      ("yearmonthdatehoursminutes", 1, 1337247527156, 1337247480000),
      ("yearmonthdatehoursminutes", 1, 1420070400000, 1420070400000),
      ("yearmonthdatehoursminutes", 1, 946684799999, 946684740000),
      ("quartermonth", 1, 1337247527156, 1335830400000),
      ("quartermonth", 1, 1420070400000, 1325376000000),
      ("quartermonth", 1, 946684799999, 1354320000000),
      ("minutes", 5, 1337247527156, 1325378100000),
      ("minutes", 5, 1420070400000, 1325376000000),
      ("minutes", 5, 946684799999, 1325379300000),
      ("year", 2, 1337247527156, 1325376000000),
      ("year", 2, 1420070400000, 1388534400000),
      ("year", 2, 946684799999, 883612800000),
      ("yearmonth", 3, 1337247527156, 1333238400000),
      ("yearmonth", 3, 1420070400000, 1420070400000),
      ("yearmonth", 3, 946684799999, 938736000000),
      ("hours", 6, 1337247527156, 1325397600000),
      ("hours", 6, 1420070400000, 1325376000000),
      ("hours", 6, 946684799999, 1325440800000),
      ("date", 10, 1337247527156, 1326240000000),
      ("date", 10, 1420070400000, 1325376000000),
      ("date", 10, 946684799999, 1327968000000),
      ("week", 2, 1337247527156, 1336262400000),
      ("week", 2, 1420070400000, 1324166400000),
      ("week", 2, 946684799999, 1355616000000),
      ("quarter", 2, 1337247527156, 1325376000000),
      ("quarter", 2, 1420070400000, 1325376000000),
      ("quarter", 2, 946684799999, 1341100800000),
      ("yearmonthdate", 7, 1337247527156, 1337040000000),
      ("yearmonthdate", 7, 1420070400000, 1420070400000),
      ("yearmonthdate", 7, 946684799999, 946425600000),
    ] as [(String, Int, Double, Double)])
  func unitsBeginWhereVegaBeginsThem(name: String, step: Int, instant: Double, start: Double) throws
  {
    var unit = try #require(TimeUnit(name))
    unit.step = step
    #expect(unit.floor(instant) == start)
  }

  @Test(
    arguments: [
      ("year", "%Y"),
      ("quarter", "Q%q"),
      ("month", "%b"),
      ("week", "W%U"),
      ("date", "%d"),
      ("day", "%a"),
      ("dayofyear", "%j"),
      ("hours", "%H:00"),
      ("minutes", "00:%M"),
      ("seconds", ":%S"),
      ("milliseconds", ".%L"),
      ("yearquarter", "%Y Q%q"),
      ("yearmonth", "%b %Y"),
      ("yearmonthdate", "%b %d, %Y"),
      ("yearweek", "%Y W%U"),
      ("yearweekday", "%Y W%U %a"),
      ("yeardayofyear", "%Y %j"),
      ("monthdate", "%b %d"),
      ("weekday", "W%U %a"),
      ("dayhours", "%a %H:00"),
      ("hoursminutes", "%H:%M"),
      ("yearmonthdatehoursminutes", "%b %d, %Y %H:%M"),
      ("quartermonth", "Q%q %b"),
    ] as [(String, String)])
  func unitsHaveTheirLabels(name: String, specifier: String) throws {
    #expect(try #require(TimeUnit(name)).formatSpecifier() == specifier)
  }

  @Test(
    arguments: [
      (.year, 1, 1327986000000, 1359608400000),
      (.year, -3, 1327986000000, 1233378000000),
      (.quarter, 1, 1325376000000, 1333238400000),
      (.quarter, -3, 1325376000000, 1301616000000),
      (.month, 1, 1327986000000, 1330664400000),
      (.month, -3, 1327986000000, 1320037200000),
      (.week, 1, 1327986000000, 1328590800000),
      (.week, -3, 1327986000000, 1326171600000),
      (.date, 1, 1327986000000, 1328072400000),
      (.date, -3, 1327986000000, 1327726800000),
      (.hours, 1, 1327986000000, 1327989600000),
      (.hours, -3, 1327986000000, 1327975200000),
      (.minutes, 1, 1327986000000, 1327986060000),
      (.minutes, -3, 1327986000000, 1327985820000),
    ] as [(TimeUnitPart, Int, Double, Double)])
  func offsetsOverflowAsJavaScriptDates(part: TimeUnitPart, count: Int, from: Double, to: Double) {
    #expect(part.offset(from, by: count) == to)
  }

  @Test(
    arguments: [
      (0, 10000000, 10, "yearmonthdatehoursminutes", 15),
      (946684800000, 1262304000000, 20, "year", 1),
      (946684800000, 949363200000, 40, "yearmonthdate", 1),
      (0, 1000, 10, "yearmonthdatehoursminutessecondsmilliseconds", 100),
      (-8520336000000, 1262304000000, 10, "year", 20),
    ] as [(Double, Double, Int, String, Int)])
  func maxbinsChoosesAUnit(start: Double, stop: Double, maxbins: Int, name: String, step: Int) {
    let unit = TimeUnit.choose(extent: (start, stop), maxbins: maxbins)
    #expect(unit.name == name)
    #expect(unit.step == step)
  }

  @Test func prefixesAreFlags() throws {
    let unit = try #require(TimeUnit("binnedutcyearmonth"))
    #expect(unit.isBinned && unit.isUTC && unit.name == "yearmonth")
    #expect(TimeUnit("yearhour") == nil)
    #expect(TimeUnit("") == nil)
  }

  @Test(arguments: [
    ("month", 31.0), ("year", 365), ("quarter", 90), ("week", 7), ("yearmonthdate", 1),
  ])
  func durationsAreMeasuredFromTheFirstOfJanuary2001(name: String, days: Double) throws {
    #expect(try #require(TimeUnit(name)).duration == days * 86_400_000)
  }

  @Test func everyNameReadsBack() {
    for name in TimeUnit.names { #expect(TimeUnit(name)?.name == name) }
    #expect(TimeUnit("day")?.duration == nil)
  }
}

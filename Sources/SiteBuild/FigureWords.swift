/// The words by which a number beside them is told to be a name, a date or a measure.
enum FigureWords {
  static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec",
  ]

  /// Before a number, in any case: "Article 5", "conflict 3", "p. 12".
  static let namers: Set<String> = [
    "annex", "annexes", "appendix", "article", "articles", "art", "chapter", "chapters", "claim",
    "claims", "clause", "clauses", "column", "conflict", "conflicts", "eq", "equation", "fig",
    "figure", "figures", "footnote", "heading", "line", "lines", "no", "nos", "note", "notice",
    "notices", "nr", "page", "pages", "paragraph", "paragraphs", "pillar", "pillars", "pp", "p",
    "question", "row", "rows", "section", "sections", "step", "table", "tables", "version",
  ]

  /// Before a number, with a capital: "Regulation 2024", "Agenda 2030", "Part 4".
  static let capitalNamers: Set<String> = [
    "Act", "Agenda", "Announcement", "Bill", "Briefing", "Case", "Class", "Code", "Communication",
    "Convention", "Decision", "Directive", "Edition", "Grade", "Group", "Highway", "Horizon",
    "Item", "Law", "Level", "Number", "Option", "Order", "Part", "Phase", "Proclamation",
    "Protocol", "Recommendation", "Regulation", "Report", "Resolution", "Round", "Route", "Rule",
    "Scenario", "Schedule", "Stage", "Title", "Treaty", "Type", "Unit",
  ]

  /// After a number of four digits: it measures something and is no year.
  static let measures: Set<String> = [
    "%", "per", "percent", "percentage", "points", "point", "pp", "t", "kt", "tonne", "tonnes",
    "ton", "tons", "kg", "kilograms", "g", "mw", "gw", "kwh", "twh", "km", "m", "usd", "eur",
    "dollar", "dollars", "euro", "euros", "yuan", "yen", "pounds", "thousand", "million",
    "billion", "trillion", "bn", "mn", "days", "weeks", "months", "years", "hours", "countries",
    "companies", "people", "jobs", "materials", "mines", "projects", "states", "units", "claims",
    "sources", "documents", "partnerships", "plants", "factories", "sites", "facilities", "farms",
    "workers", "employees", "staff", "ships", "vessels", "cars", "vehicles", "trucks", "trains",
    "houses", "homes", "households", "schools", "students", "pupils", "patients", "hospitals",
    "beds",
    "cases", "deaths", "births", "voters", "votes", "seats", "members", "citizens", "persons",
    "residents", "inhabitants", "firms", "businesses", "banks", "shops", "licences", "licenses",
    "permits", "applications", "requests", "refugees", "migrants", "arrivals", "departures",
    "visitors",
    "children", "women", "men", "families", "towns", "villages", "municipalities", "regions",
    "magnets", "batteries", "tests", "samples", "products", "items", "orders", "contracts",
  ]

  /// At the head of a word: the digits after it are money.
  static let currencies: Set<String> = [
    "USD", "EUR", "GBP", "CNY", "JPY", "CHF", "AUD", "CAD", "US$", "A$", "C$",
  ]

  /// Between two numbers of one phrase.
  static let joiners: Set<String> = ["and", "or", "to", "&", "until", "through"]
}

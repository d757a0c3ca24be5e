/// Whose rule a formula is, as printed.
enum Source {
  static let derived = "derived here"
  static let definition = "definition"
  static let mergerGuidelines =
    "U.S. Department of Justice and Federal Trade Commission, Merger Guidelines (2023), 2.1"
  static let euMethodology =
    "European Commission, Methodology for establishing the EU list of critical raw materials "
    + "(2017), doi 10.2873/769526"
  static let jrcAssessment =
    "Blengini and others, Assessment of the methodology for the EU list of critical raw materials "
    + "(JRC, 2017), doi 10.2760/73303"
  static let usgs = "U.S. Geological Survey, Mineral Commodity Summaries, appendix"
  static let iea = "International Energy Agency, Global Critical Minerals Outlook"
  static let ieaStocks =
    "days of cover as for emergency stocks of oil (International Energy Agency)"
  static let crma = "Regulation (EU) 2024/1252, Article 5(1)"
  static let audit = "European Court of Auditors, special report 04/2026"
  static let unep = "UNEP International Resource Panel, Recycling Rates of Metals (2011)"
  static let contracts =
    "contracts for difference of the United Kingdom; upside shared as in the contract of the U.S. "
    + "Department of Defense with MP Materials (2025)"
  static let priceSupport = "arithmetic of deficiency payments and variable levies"
}

// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A module of ours; which modules it may import is also a table in Tests/LayeringTests.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: swiftSettings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], fixtures: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: fixtures, swiftSettings: swiftSettings)
}

let package = Package(
  name: "assay",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CXXHash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"]), .brew(["nettle"])]),
    .systemLibrary(name: "CPCRE2", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(name: "CLinux"),
    module("Basics", ["CLinux", "CNettle", "CPCRE2", "CXXHash"]),
    module("Tables", ["Basics", "Yams"]),
    .systemLibrary(
      name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    module(
      "Database",
      [
        "Basics", "CSQLite", "Tables", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    module("Incremental", ["Basics"]),
    module("Templating", ["Basics"]),
    .systemLibrary(
      name: "CCMarkGFM",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    module("Markup", ["Basics", "CCMarkGFM"]),
    module("Charting", ["Basics", "Tables"]),
    module("CriticalMinerals", ["Basics", "Tables"]),
    module("Ledger", ["Basics", "Database", "Tables"]),
    module("SiteModel", ["Basics", "Tables"]),
    module(
      "SiteBuild",
      [
        "Basics", "Charting", "CriticalMinerals", "Database", "Incremental", "Ledger", "Markup",
        "SiteModel", "Tables", "Templating",
      ]),
    module("Preview", ["Basics", .product(name: "FlyingSocks", package: "FlyingFox")]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    module("Exporting", ["Basics", "CZlib"]),
    module(
      "Commands",
      [
        "Basics", "Exporting", "Preview", "SiteBuild",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // What `assay init` writes is part of the tool, so that it needs no file beside it.
      resources: [.embedInCode("Starter/Files")]),
    .executableTarget(
      name: "assay", dependencies: ["Commands"], swiftSettings: swiftSettings,
      // By its build ID the tool knows itself again without reading its own file.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--build-id=sha1"], .when(platforms: [.linux]))]),
    // What the fuzzers of all modules share, with the inputs that have failed once.
    .target(
      name: "Fuzzing", dependencies: ["Basics"], path: "Tests/Fuzzing", exclude: ["Corpus"],
      swiftSettings: swiftSettings),
    tests("BasicsTests", ["Basics"]),
    tests("TablesTests", ["Basics", "Fuzzing", "Tables"]),
    tests(
      "DatabaseTests",
      ["Basics", "Database", "Tables", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("MarkupTests", ["Basics", "Markup"]),
    tests("ChartingTests", ["Basics", "Charting", "Fuzzing", "Tables"]),
    tests("CriticalMineralsTests", ["Basics", "CriticalMinerals", "Tables"]),
    tests("IncrementalTests", ["Basics", "Incremental"]),
    tests("LedgerTests", ["Basics", "Database", "Ledger", "Tables"]),
    tests("SiteModelTests", ["Basics", "Fuzzing", "SiteModel", "Tables"]),
    tests(
      "SiteBuildTests", ["Basics", "Database", "Fuzzing", "Markup", "SiteBuild", "Tables"]),
    tests(
      "CommandsTests",
      ["Basics", "Commands", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    tests("ExportingTests", ["Basics", "Exporting"]),
    tests("LayeringTests", []),
    tests("TemplatingTests", ["Basics", "Fuzzing", "Templating"]),
    tests("PreviewTests", ["Basics", "Fuzzing", "Preview"]),
  ],
  swiftLanguageModes: [.v6]
)

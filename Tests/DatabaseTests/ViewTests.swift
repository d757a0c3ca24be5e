import Basics
import Database
import Tables
import Testing

@Suite struct ViewTests {
  @Test func viewsMayStandInAnyOrder() throws {
    let database = try Fixture.database()
    #expect(database.diagnostics.isEmpty)
    #expect(database.viewColumns["over_cap"]?.map(\.name) == ["name", "share"])
    #expect(database.viewColumns["over_cap"]?.last?.unit == "%")
  }

  @Test func theCommentOnTopSaysWhatAViewMeans() {
    #expect(Fixture.views[0].description == "Materials above the cap, by share.")
    #expect(Fixture.views[1].description == nil)
  }

  @Test(arguments: [
    (
      [("a", "select * from b"), ("b", "select * from c"), ("c", "select *\nfrom a")],
      ["Content/data/views/a.sql 1:15-16 ViewCycle: views use each other: a -> b -> c -> a"]
    ),
    (
      [("a", "select nmae from entity"), ("b", "select * from a")],
      [
        "Content/data/views/a.sql 1:8-12 UnknownColumn: there is no column 'nmae' "
          + "(did you mean 'name'?)"
      ]
    ),
    (
      [("claim", "select 1")],
      [
        "Content/data/views/claim.sql 1:1-1 ViewNameTaken: there is already a table or view "
          + "named 'claim' (give the file another name)"
      ]
    ),
    (
      [("a", "select :x")],
      [
        "Content/data/views/a.sql 1:8-10 ViewParameter: a view knows no parameter ':x' "
          + "(only :as_of has a value in a view)"
      ]
    ),
    (
      [("a", "drop table claim")],
      [
        "Content/data/views/a.sql 1:1-5 StatementNotAllowed: a query may only read: "
          + "DROP is not allowed (begin with SELECT, WITH or VALUES)"
      ]
    ),
  ])
  func mistakesStandInTheViewsFile(views: [(String, String)], expected: [String]) throws {
    let database = try Fixture.database(views: views.map { Fixture.view($0.0, $0.1) })
    #expect(database.diagnostics.map { "\($0.path ?? "") \($0.line)" } == expected)
    #expect(try database.run("select count(*) from entity").table.rows == [[.integer(3)]])
  }

  @Test func aViewMayNotHaveANameOfSQLite() throws {
    let database = try Fixture.database(views: [Fixture.view("SQLite_a", "select 1")])
    #expect(
      database.diagnostics.map(\.line) == [
        "1:1-1 ViewNameTaken: 'SQLite_a' cannot be the name of a view: 'sqlite_' is SQLite's own "
          + "(give the file another name)"
      ])
  }

  @Test func aQueryOverABrokenViewNamesItsFile() throws {
    let database = try Fixture.database(views: [Fixture.view("bad", "select nmae from entity")])
    let mistakes = try database.mistakes("select * from bad")
    #expect(
      mistakes.map(\.line) == ["1:15-18 BrokenView: the view 'bad' has mistakes of its own"])
    #expect(mistakes.first?.notes.first?.path == "Content/data/views/bad.sql")
  }
}

internal import Basics
internal import GRDB
internal import Tables

internal import struct Tables.Column
internal import struct Tables.Table

/// Tries every view once, so that its mistakes are reported in its own file.
enum ViewCheck {
  struct Outcome {
    var views: [PreparedView] = []
    var broken: [ViewDefinition] = []
    var diagnostics: [Diagnostic] = []
    var columns: [String: [Column]] = [:]
  }

  static func run(
    _ graph: ViewGraph, _ content: SQLDatabase.Content, _ limits: QueryLimits
  ) throws(EnvironmentError) -> Outcome {
    var outcome = Outcome()
    outcome.broken = graph.broken
    guard !graph.ordered.isEmpty else { return outcome }
    let connection = try Connection(content, views: [], asOf: nil)
    for view in graph.ordered {
      let brokenNames = Set(outcome.broken.map { $0.name.lowercased() })
      // A view over a broken one has nothing to say of its own.
      let isOverBroken = !view.scan.names.isDisjoint(with: brokenNames)
      let context = QueryContext(content, graph, broken: outcome.broken)
      let prepared = connection.queue.inDatabase { db -> Result<[Column], DiagnosticsError> in
        let preparation = QueryPreparation(context, view.scan, connection.monitor, db)
        return preparation.statement().map(preparation.columns(of:)).flatMap { columns in
          preparation.asView(view, clock: content.clock).map { columns }
        }
      }
      switch prepared {
      case .success(let columns):
        outcome.views.append(view)
        outcome.columns[view.name] = columns
        // A table without rows may have some tomorrow.
        outcome.diagnostics += SQLSlips.diagnostics(view.scan, context) { _ in true }
      case .failure(let error):
        outcome.broken.append(ViewDefinition(name: view.name, sql: view.scan.sql.source))
        if !isOverBroken { outcome.diagnostics += error.diagnostics }
      }
    }
    return outcome
  }
}

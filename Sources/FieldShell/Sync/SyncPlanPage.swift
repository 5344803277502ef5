import CatalogModel
import ReplicaStore
import SyncCore

/// What a run would send, found out without the network.
enum SyncPlanPage {
  /// The plan of a run that is not made.
  static func answer(
    _ replica: Replica,
    _ session: Session,
    _ request: SyncRequest,
    _ settings: SyncSettings
  ) throws -> Answer {
    let plan = try replica.read { reader in
      let user = try reader.remembered("account") ?? ""
      let catalog = replica.layout.catalog
      let rows = try reader.pendingRows().filter {
        request.includes(catalog.subject(of: $0.row.resource))
      }
      return PushPlanner(catalog: catalog, user: user, now: session.context.clock()).plan(rows)
    }
    let ready = request.pushes ? plan.ready + plan.calls : []
    let blocked = request.pushes ? plan.blocked : []
    let forecast = try Forecaster(replica: replica, settings: settings)
      .forecast(request, operations: ready.count, now: session.context.clock())
    let lines =
      ready.map { row in [TextTable.Cell("\(row.row)"), TextTable.Cell(.wouldBeSent, .good)] }
      + blocked.map { [TextTable.Cell("\($0.row)"), TextTable.Cell(.obstacle($0.obstacle))] }
    let columns = [TextTable.Column(.rowTitle, isWhole: true), TextTable.Column(.stateTitle)]
    let lists: [Block] =
      lines.isEmpty
      ? [.sentence(.nothingToSend)]
      : [.table(TextTable(columns: columns, rows: lines, hasTitles: false))]
    let cost: [Block] = Sentence.forecast(forecast).map { .sentence($0, .dim) }
    return Answer(
      [
        "dry_run": .boolean(true),
        "estimate": node(forecast),
        "ready": .array(ready.map { reference($0.row) }),
        "blocked": .array(
          blocked.map { blocked in
            guard case .object(var members) = reference(blocked.row) else { return .null }
            members["reason"] = .text(SyncNotes.word(blocked.obstacle))
            return .object(members)
          }
        ),
      ],
      lists + cost
    )
  }

  private static func node(_ forecast: RunForecast) -> JSONNode {
    .object([
      "requests": .integer(Int64(forecast.requests)),
      "rows": forecast.rows.map { .integer(Int64($0)) } ?? .null,
      "bytes": forecast.bytes.map { .integer(Int64($0)) } ?? .null,
      "seconds": forecast.seconds.map { .real(($0 * 10).rounded() / 10) } ?? .null,
      "uncounted": .array(forecast.uncounted.map(JSONNode.text)),
    ])
  }

  private static func reference(_ row: RowReference) -> JSONNode {
    .object(["resource": .text(row.resource), "key": row.key.json])
  }
}

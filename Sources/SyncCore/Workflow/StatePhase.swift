import CatalogModel
import RemoteAPI
import ReplicaStore

/// Brings the states of open repairs: what has to be entered in them and what may happen.
///
/// The repair's own row, which each run brings anyway, says which state it is in; so a state is asked for
/// only where it is another one than the state held, was not read in this language, or was left by a step
/// of ours.
struct StatePhase {
  let run: RunContext

  /// The newest open repairs are looked at, and so many states read in one run.
  private static let (looked, read) = (300, 20)

  func perform() async throws {
    guard let actions = WorkflowActions(run.layout.catalog),
      run.request.includes(actions.repairs.name),
      let table = run.layout.table(actions.repairs.name), try !isDenied(actions)
    else { return }
    let wanted = try run.replica.read { try self.wanted(actions, table, $0) }
    let reader = StandingReader(run: run, actions: actions)
    for repair in wanted.prefix(Self.read) {
      guard try await reader.refresh(repair) else { return }
    }
  }

  private func isDenied(_ actions: WorkflowActions) throws -> Bool {
    let right = DeniedRight(resource: actions.state.name, method: .read)
    return try run.replica.read { try $0.deniedRights().contains(right) }
  }

  // Those that a step of ours has moved come first.
  private func wanted(
    _ actions: WorkflowActions,
    _ table: ResourceTable,
    _ reader: ReplicaReader
  ) throws -> [RowKey] {
    let known = KnownStates(reader, actions, language: run.server.language)
    let open = try reader.rows(
      in: table,
      where: [RowCondition(actions.repairState.name, .isNotNull)]
        + actions.repairEnd.filter { table.column($0.name) != nil }
        .map { RowCondition($0.name, .isNull) },
      order: [RowOrder(actions.repairs.key.name, isDescending: true)],
      limit: Self.looked
    )
    let left = run.moved.sorted()
    let stale = try open.compactMap { row -> RowKey? in
      guard let key = row.key(in: actions.repairs), !key.isProvisional, !run.moved.contains(key),
        case .text(let ident)? = row[actions.repairState.name],
        try !known.isHeld(of: key, ident: ident)
      else { return nil }
      return key
    }
    return left + stale
  }
}

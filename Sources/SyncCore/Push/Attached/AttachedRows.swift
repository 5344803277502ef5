import CatalogModel
import ReplicaStore

/// Chooses the rows that go to the server inside the creation of the row they belong to.
///
/// One request instead of several, and no repair without its symptoms. Only what could go by itself right
/// behind it is taken, and only rows that nothing refers to: their keys are not in the answer, so
/// whatever waited for one would wait for the look at the server that follows.
struct AttachedRows {
  let run: RunContext
  /// Actions that go before what was edited after them.
  let order: CallOrder

  /// The most rows in one request: it is lost as a whole, too.
  private static let atMost = 20

  /// For how long a resource goes row by row after the server took no rows within its rows, in seconds.
  private static let rest: Double = 86_400

  /// What is ready to go inside the creation of a row; nothing where the server took none lately.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  func drafts(
    of row: RowReference,
    in table: ResourceTable,
    _ reader: ReplicaReader
  ) throws -> [OperationDraft] {
    guard row.key.isProvisional, try !isResting(table.resource, reader) else { return [] }
    var drafts: [OperationDraft] = []
    for relation in table.resource.relations {
      guard let child = run.layout.table(relation.resource), canBeAttached(child),
        let column = child.column(relation.via), column.link?.resource == table.name
      else { continue }
      let keys = try reader.keys(referringTo: row, by: column, in: child, atMost: Self.atMost)
      for key in keys where drafts.count < Self.atMost {
        let reference = RowReference(resource: child.name, key: key)
        guard !drafts.contains(where: { $0.row == reference }),
          var draft = try draft(of: reference, belongingTo: row, in: child, reader)
        else { continue }
        draft.relation = relation.name
        drafts.append(draft)
      }
    }
    return drafts
  }

  /// Lets rows of a resource go one by one for a day.
  static func setResting(_ resource: String, with writer: ReplicaWriter, now: NaiveTime) throws {
    try writer.remember(name(resource), now.description)
  }

  private func isResting(_ resource: Resource, _ reader: ReplicaReader) throws -> Bool {
    let since = try reader.remembered(Self.name(resource.name)).flatMap { NaiveTime($0) }
    guard let since else { return false }
    return abs(run.now.secondsSince1970 - since.secondsSince1970) < Self.rest
  }

  private static func name(_ resource: String) -> String { "one-by-one:\(resource)" }

  // An object with a key or a unique value may stand for a row that is there, and in nested rows the
  // library hands dates to the database as they come.
  private func canBeAttached(_ table: ResourceTable) -> Bool {
    let resource = table.resource
    return resource.allows(.create) && resource.keyAssignment == .server
      && run.request.includes(resource.name) && run.layout.links(to: resource).isEmpty
      && !resource.columns.contains { $0.isUnique && $0.role == .data }
  }

  private func draft(
    of reference: RowReference,
    belongingTo row: RowReference,
    in table: ResourceTable,
    _ reader: ReplicaReader
  ) throws -> OperationDraft? {
    let planner = PushPlanner(catalog: run.layout.catalog, user: run.user, now: run.now)
    guard let pending = try reader.pendingRow(reference), pending.effect == .create,
      pending.operation == nil, pending.needs == [row], planner.obstacle(to: pending) == nil,
      try reader.size(of: pending.changes) <= run.settings.smallPayload,
      try order.isEmpty || !order.isBehind(pending, about: reader.subjects(of: reference)),
      var draft = try reader.draft(of: pending)
    else { return nil }
    for (name, value) in draft.values {
      guard let column = table.resource.column(name), Self.plain.contains(column.type),
        let checked = try? column.checked(value)
      else { return nil }
      draft.values[name] = checked
    }
    return draft
  }

  private static let plain: Set<ColumnType> = [.integer, .real, .boolean, .text]
}

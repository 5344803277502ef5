import CatalogModel
import ReplicaStore

/// Finds the repair that a person means: by its key, or by what stands on the thing that is repaired, where
/// one repair of it is open here.
struct RepairFinder {
  let planner: DayPlanner
  let repairs: Resource
  let things: Resource
  /// The column of a repair that refers to the thing.
  let repairThing: ResourceColumn
  /// The columns of a repair that are filled when it is closed.
  let ends: [ResourceColumn]

  private var reader: ReplicaReader { planner.reader }

  /// The key of the repair.
  ///
  /// - Parameters:
  ///   - typed: what a person typed.
  ///   - coming: a repair that is yet to be begun, where what was typed means one.
  ///   - none: the sentence for a thing that has no open repair here.
  /// - Returns: the key.
  /// - Throws: ``ShellError`` with code `unknown-key` where there is none, with `ambiguous-name` where
  ///   several are open.
  func repair(
    _ typed: String,
    coming: (String) throws -> RowKey? = { _ in nil },
    none: (_ thing: String) -> Sentence
  ) throws -> RowKey {
    let table = try RowFinder.table(repairs.name, in: reader.layout)
    if let key = try reader.locate(typed, in: table), try reader.row(key, in: table) != nil {
      return key
    }
    if let coming = try coming(typed) { return coming }
    guard let thing = try thing(on: typed) else { return try planner.row(typed, of: repairs).key }
    let open = try open(of: thing).compactMap { $0.key(in: repairs) }
    let name = "\(things.name) \(thing)"
    guard let key = open.first else { throw ShellError(.unknownKey, none(name)) }
    guard open.count == 1 else {
      throw ShellError(
        .ambiguousName,
        .severalOpenRepairs(of: name, open.map(\.description)),
        exit: .usage
      )
    }
    return key
  }

  /// The repairs of a thing that are open here, in the order of their keys.
  ///
  /// - Parameters:
  ///   - thing: the thing.
  ///   - more: what they have to satisfy beside that.
  /// - Returns: the rows.
  /// - Throws: ``ShellError`` with code `not-held` where the replica does not hold repairs.
  func open(of thing: RowKey, where more: RowCondition...) throws -> [RowFields] {
    let table = try RowFinder.table(repairs.name, in: reader.layout)
    let unfinished = ends.filter { table.column($0.name) != nil }
      .map { RowCondition($0.name, .isNull) }
    return try reader.rows(
      in: table,
      where: [RowCondition(repairThing.name, .equal, thing.value)] + more + unfinished
    )
  }

  // A key that the server counts up stands on nothing, and would be taken for a repair's.
  private func thing(on typed: String) throws -> RowKey? {
    guard let table = reader.layout.table(things.name) else { return nil }
    let keys = try reader.keys(in: table, matching: typed).filter { key in
      things.keyAssignment == .client || key.description != typed
    }
    return keys.count == 1 ? keys.first : nil
  }
}

import CatalogModel
import ReplicaStore

/// Where a plan looks: the replica, the catalog, the day.
struct DayPlanner {
  let reader: ReplicaReader
  let facts: FactReader
  let zone: LocalZone
  /// The laptop's clock.
  let now: NaiveTime

  /// Today, by the clock on the wall.
  var today: String { String(zone.text(now).prefix(10)) }

  /// The row that a person means by its key or by a number that stands on it.
  ///
  /// - Throws: ``ShellError`` with code `unknown-key`, or `ambiguous-name` where a number is the key of
  ///   one row and stands on another.
  func row(
    _ text: String,
    of resource: Resource
  ) throws -> (key: RowKey, fields: RowFields) {
    let table = try RowFinder.table(resource.name, in: reader.layout)
    let keys = try reader.keys(in: table, matching: text)
    guard keys.count < 2 else {
      throw ShellError(
        .ambiguousName,
        .numberOfSeveral(text, resource: resource.name, keys: keys.map(\.description)),
        exit: .usage
      )
    }
    let typed = keys.first?.description ?? text
    return try RowFinder(reader: reader).row(typed, in: table)
  }

  /// Rows of a resource that satisfy every condition, in the order of their keys.
  ///
  /// - Throws: ``ShellError`` with code `not-held` where the replica does not hold the resource.
  func rows(of resource: Resource, where conditions: RowCondition...) throws -> [RowFields] {
    try reader.rows(
      in: RowFinder.table(resource.name, in: reader.layout),
      where: conditions
    )
  }

  /// What a row is called: its label, else its key.
  func name(_ key: RowKey, in resource: String) throws -> String {
    try RowFinder(reader: reader).label(of: key, in: resource) ?? key.description
  }
}

import CatalogModel

/// Where the keys stand that the replica believes the server to have, as SQL.
///
/// Rows here without those that exist only here; rows whose deletion waits, of which the base is left;
/// and rows that could not be read, where at least their key could (a question mark begins the name of
/// others). Those in conflict because they are gone there are known to be gone. Where the replica holds
/// some rows only, those count that the server has in that scope: of an edited row its base tells.
///
/// Conditions go into each place by themselves, where its index serves them: a union of whole tables
/// would be made anew for every question.
struct KnownKeys {
  let table: ResourceTable
  /// What their column `key` must satisfy.
  let condition: String

  /// Keys of a table, where a condition on the column `key` holds.
  init(of table: ResourceTable, where condition: String = "1") {
    self.table = table
    self.condition = condition
  }

  /// All of them, once each; `ending` is put behind the condition of each place, such as an order.
  func all(ending: String = "") -> String {
    let places = [here, deleted, unreadable].map { "SELECT key FROM (\($0) \(ending))" }
    return places.joined(separator: " UNION ")
  }

  /// The one at a place, from 0, in their order, those known to be gone left out.
  ///
  /// Ordered as a whole, the places are merged along their indexes, and nothing is sorted.
  func key(at place: Int) -> String {
    "\(all(ending: "AND key NOT IN (\(gone))")) ORDER BY key LIMIT 1 OFFSET \(place)"
  }

  /// How many there are, those known to be gone left out.
  var count: String {
    let held = """
      EXISTS (SELECT 1 FROM "\(table.name)" WHERE "\(table.keyName)" = found.key\(inScope("AND")))
      """
    let beside = "\(deleted) UNION \(unreadable)"
    return """
      (SELECT count(*) FROM (\(here))) \
      + (SELECT count(*) FROM (\(beside)) AS found WHERE NOT \(held)) \
      - (SELECT count(*) FROM (SELECT key FROM (\(gone)) WHERE \(condition)) AS found \
      WHERE \(held) OR key IN (\(beside)))
      """
  }

  /// Keys known to be gone there.
  var gone: String {
    """
    SELECT DISTINCT key FROM sync_conflict \
    WHERE open = 1 AND resource = '\(table.name)' AND kind = 'update-delete'
    """
  }

  private var here: String {
    let isServers =
      table.resource.key.type == .integer ? "key < \(RowKey.firstProvisional) AND " : ""
    return "\(select(from: table.name, inScope("WHERE"))) WHERE \(isServers)\(condition)"
  }

  private var deleted: String {
    let inScope = table.scope.map { " WHERE \($0.condition(of: table.name))" } ?? ""
    return "\(select(from: table.baseName, inScope)) WHERE \(condition)"
  }

  // What a person has made of a row is not what the server has of it.
  private func inScope(_ word: String) -> String {
    guard let condition = table.scope?.condition(of: table.name) else { return "" }
    let key = "\"\(table.keyName)\""
    let bases = "SELECT \(key) FROM \"\(table.baseName)\""
    return """
       \(word) (\(condition) AND \(key) NOT IN (\(bases)) OR \(key) IN (\(bases) WHERE \(condition)))
      """
  }

  private var unreadable: String {
    let type = table.resource.key.type == .integer ? "integer" : "text"
    return """
      SELECT key FROM sync_set_aside WHERE resource = '\(table.name)' \
      AND typeof(key) = '\(type)' AND key NOT GLOB '[?]*' AND \(condition)
      """
  }

  private func select(from name: String, _ inScope: String) -> String {
    "SELECT key FROM (SELECT \"\(table.keyName)\" AS key FROM \"\(name)\"\(inScope))"
  }
}

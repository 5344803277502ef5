package import CatalogModel
import GRDB

extension ReplicaReader {
  /// When each resource was last compared as a whole, by the server's clock.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func verifiedTimes() throws -> [String: NaiveTime] {
    try layout.tables.reduce(into: [:]) { times, table in
      let name = VerificationName.verified(table)
      times[table.name] = try remembered(name).flatMap { NaiveTime($0) }
    }
  }

  /// Where the comparison of a resource in turns goes on; nothing at its beginning.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func verificationPlace(of table: ResourceTable) throws -> VerificationPlace? {
    guard let text = try remembered(VerificationName.place(table)),
      let node = try? JSONNode(parsing: text), case .text(let time)? = node["started"],
      let startedAt = NaiveTime(time), let after = node["after"].flatMap({ RowKey($0.fieldValue) })
    else { return nil }
    return VerificationPlace(startedAt: startedAt, after: after)
  }
}

extension ReplicaWriter {
  /// Keeps where the comparison of a resource goes on.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func keep(_ place: VerificationPlace, of table: ResourceTable) throws {
    let node = JSONNode.object([
      "started": .text(place.startedAt.description), "after": JSONNode(place.after.value),
    ])
    try remember(VerificationName.place(table), node.description)
  }

  /// Notes that the whole resource was compared, from a time of the server's clock on.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func noteVerified(_ table: ResourceTable, asOf time: NaiveTime) throws {
    try remember(VerificationName.verified(table), time.description)
    try remember(VerificationName.place(table), nil)
  }
}

/// Under which names the comparison of a resource is remembered.
private enum VerificationName {
  static func verified(_ table: ResourceTable) -> String { "verified:\(table.name)" }
  static func place(_ table: ResourceTable) -> String { "verifying:\(table.name)" }
}

package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Keeps keys of a resource for the creations that are frozen next.
  ///
  /// - Returns: the set; it stands as long as the transaction that kept it.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func keepHeld(_ keys: Set<RowKey>, of resource: String) throws -> HeldKeySet {
    guard !keys.isEmpty else { return HeldKeySet(number: nil, keys: []) }
    try execute(
      sql: "INSERT INTO sync_held_keys(resource, keys) VALUES (?, ?)",
      arguments: [resource, Self.text(of: keys)]
    )
    return HeldKeySet(number: db.lastInsertedRowID, keys: keys)
  }

  /// Keys as the bookkeeping tables hold them; nothing where there are none.
  static func text(of keys: Set<RowKey>) -> String? {
    guard !keys.isEmpty else { return nil }
    return JSONNode.array(keys.sorted().map { JSONNode($0.value) }).description
  }
}

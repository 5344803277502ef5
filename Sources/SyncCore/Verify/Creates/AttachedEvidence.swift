import CatalogModel
import ReplicaStore

/// Tells which rows of the server hold what went in a creation.
struct AttachedEvidence {
  /// Rows of the server by the relation under which they are listed, and the row they belong to.
  let rows: [String: [RowKey: [RowFields]]]

  /// Those of the keys whose rows lack something that went in an operation, each sent row counted once.
  func incomplete(_ keys: [RowKey], for operation: StoredOperation) -> Set<RowKey> {
    Set(keys.filter { !holds($0, operation.attached) })
  }

  private func holds(_ key: RowKey, _ attached: [AttachedRow]) -> Bool {
    var left = rows.mapValues { $0[key] ?? [] }
    // Whoever sent more finds its row first: a row equal to what it sent is equal to a part of it as well.
    for row in attached.sorted(by: { $0.fields.count > $1.fields.count }) {
      let name = row.relation.name
      guard let index = left[name]?.firstIndex(where: { row.isShown(by: $0) }) else { return false }
      left[name]?.remove(at: index)
    }
    return true
  }
}

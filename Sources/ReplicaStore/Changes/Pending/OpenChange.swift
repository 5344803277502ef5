import CatalogModel
import GRDB

/// One open change, without its values.
struct OpenChange: FetchableRecord {
  let number: Int64
  let row: RowReference
  let user: String?
  let isHeld: Bool
  let operation: Int64?

  init(row: Row) throws {
    guard let reference = RowReference(row) else {
      throw ReplicaError(.damaged, "sync_changelog")
    }
    self.row = reference
    number = row["change"]
    user = row["user"]
    isHeld = row["held"]
    operation = row["operation"]
  }
}

extension RowReference {
  /// The row named by the columns `resource` and `key`; nothing where the key is not one.
  init?(_ row: Row) {
    guard let key = RowKey(FieldValue(row["key"])) else { return nil }
    self.init(resource: row["resource"], key: key)
  }
}

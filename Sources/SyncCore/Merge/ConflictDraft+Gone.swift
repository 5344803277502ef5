import CatalogModel
import ReplicaStore

extension ConflictDraft {
  /// The conflict between what is held here of a row and its absence on the server.
  init(gone row: RowReference, mine: RowFields, base: RowFields, columns: [ResourceColumn]) {
    self.init(
      row: row,
      kind: .updateDelete,
      columns: columns.map {
        ConflictColumn(
          column: $0.name,
          base: base[$0.name] ?? .null,
          mine: mine[$0.name] ?? .null,
          theirs: .null
        )
      }
    )
  }
}

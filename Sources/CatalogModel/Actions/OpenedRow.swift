/// The row that an action finds or makes, and names in its answer.
package struct OpenedRow: Sendable, Equatable {
  /// The resource of the row.
  package let resource: String
  /// The member of the answer's data that holds the row's key; while the call waits, the column of it that
  /// holds the key by which the row is known here.
  package let member: String

  /// That column.
  package var column: ResourceColumn {
    ResourceColumn(
      name: member,
      role: .data,
      type: .integer,
      isNullable: true,
      link: ColumnLink(resource: resource, isSoft: false)
    )
  }

  /// The key in an answer; nothing where it names none.
  package func key(in answer: JSONNode) -> RowKey? {
    (answer["data"]?[member]).flatMap { RowKey($0.fieldValue) }
  }
}

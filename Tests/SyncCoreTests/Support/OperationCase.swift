import CatalogModel
import ReplicaStore

/// Builds operations and rows of `MergeCatalog` on a clock of seconds.
enum OperationCase {
  /// So many seconds into the story.
  static func at(_ seconds: Double) -> NaiveTime {
    NaiveTime(secondsSince1970: 1_700_000_000 + seconds)
  }

  static func operation(
    _ number: Int64,
    _ kind: ChangeKind = .create,
    values: RowFields,
    base: RowFields = [:],
    sentAt: Double = 0,
    endedAt: Double? = 10,
    baseModifiedAt: NaiveTime? = nil,
    held: Set<RowKey> = []
  ) -> StoredOperation {
    let key = kind == .create ? RowKey.firstProvisional + number : number
    return StoredOperation(
      number: number,
      id: "id\(number)",
      row: RowReference(resource: "rows", key: .integer(key)),
      kind: kind,
      state: .unknown,
      user: "aline",
      values: values,
      base: base,
      attempts: 1,
      sentAt: at(sentAt),
      endedAt: endedAt.map(at),
      notBefore: nil,
      baseModifiedAt: baseModifiedAt,
      heldKeys: held,
      status: nil,
      words: nil
    )
  }

  static func row(
    _ key: Int64,
    _ fields: RowFields,
    by creator: String? = "aline",
    createdAt: Double = 5,
    modifiedAt: Double? = nil
  ) -> RowFields {
    let stamps: RowFields = [
      "id": .integer(key),
      "created_at": .text(at(createdAt).description),
      "created_by": creator.map { .text($0) } ?? .null,
      "modified_at": modifiedAt.map { .text(at($0).description) } ?? .null,
    ]
    return fields.merging(stamps) { $1 }
  }
}

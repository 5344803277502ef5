import CatalogModel
import ReplicaStore

/// Lets a unit be told of changes that reached the server: the action that carries them is queued once for
/// all changes of the unit, and held for as long as another of them is stuck.
struct CarriedChanges {
  let writer: ReplicaWriter
  let now: NaiveTime

  /// Queues what carries a row that has just reached the server, if its unit is one that can be told.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func tell(of row: RowFields, in resource: Resource) throws {
    for action in writer.layout.catalog.actions
    where action.carries.contains(resource.name) && action.delivery == .queued {
      guard let subject = action.subject,
        let key = resource.columns.lazy.filter({ $0.link?.resource == subject.resource })
          .compactMap({ row[$0.name].flatMap { RowKey($0) } }).first,
        try writer.reader.meetsRequirements(
          of: action,
          RowReference(resource: subject.resource, key: key)
        )
      else { continue }
      _ = try writer.queue(action, [subject.parameter: key.value], now: now)
    }
  }
}

import CatalogModel
import ReplicaStore

/// Lets a unit be told of changes that reached the server: the action that carries them is queued once for
/// all changes of the unit, and held for as long as another of them is stuck.
struct CarriedChanges {
  let writer: ReplicaWriter
  let now: NaiveTime

  /// Queues what carries a row that has just reached the server, if its unit is one that can be told.
  ///
  /// Where the unit is not known here, as after the loss of a database, that is decided once it is.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func tell(of row: RowFields, in resource: Resource) throws {
    for action in writer.layout.catalog.actions
    where action.carries.contains(resource.name) && action.delivery == .queued {
      guard let subject = action.subject,
        let key = resource.columns.lazy.filter({ $0.link?.resource == subject.resource })
          .compactMap({ row[$0.name].flatMap { RowKey($0) } }).first
      else { continue }
      if try !tell(key, by: action) { try remember(key, for: action) }
    }
  }

  /// Whether units wait to be known, so that they can be told.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  static func isAnyUntold(_ reader: ReplicaReader) throws -> Bool {
    try reader.untold() != nil
  }

  /// Queues what carries changes of units that are known by now.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func tellLate() throws {
    let left = try untold().filter { name, keys in
      guard let action = writer.layout.catalog.action(named: name) else { return false }
      return try !keys.allSatisfy { try tell($0, by: action) }
    }
    try keep(left)
  }

  // Whether the unit is known, told or not.
  private func tell(_ key: RowKey, by action: Action) throws -> Bool {
    guard let subject = action.subject, let table = writer.layout.table(subject.resource) else {
      return true
    }
    guard try writer.reader.row(key, in: table) != nil else { return false }
    let unit = RowReference(resource: subject.resource, key: key)
    if try writer.reader.meetsRequirements(of: action, unit) {
      _ = try writer.queue(action, [subject.parameter: key.value], now: now)
    }
    return true
  }

  private func remember(_ key: RowKey, for action: Action) throws {
    var untold = try untold()
    untold[action.name, default: []].insert(key)
    try keep(untold)
  }

  private func untold() throws -> [String: Set<RowKey>] {
    guard let text = try writer.reader.untold(),
      case .object(let members) = try? JSONNode(parsing: text)
    else { return [:] }
    return members.mapValues { keys in Set(keys.items.compactMap { RowKey($0.fieldValue) }) }
  }

  private func keep(_ untold: [String: Set<RowKey>]) throws {
    let text = JSONNode.object(
      untold.mapValues { keys in .array(keys.sorted().map { JSONNode($0.value) }) }
    ).description
    try writer.keepUntold(untold.isEmpty ? nil : text)
  }
}

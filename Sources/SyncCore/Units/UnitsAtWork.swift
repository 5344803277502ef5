package import CatalogModel
package import ReplicaStore

/// The units that somebody works on here: those that are watched, and those with an open repair that was
/// edited here of late.
package struct UnitsAtWork {
  let reader: ReplicaReader
  let rules: UnitRules

  /// Edits that are looked at: the last ones tell what somebody works on.
  private static let edits = 1_000

  /// Looks in a replica.
  package init(_ reader: ReplicaReader, _ rules: UnitRules) {
    self.reader = reader
    self.rules = rules
  }

  /// The units, watched ones first, each once.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func units(at now: NaiveTime) throws -> [RowReference] {
    let watched = try watched(at: now)
    let repaired = try repaired(since: now.advanced(bySeconds: -UnitRules.workingTime))
    return watched + repaired.filter { !watched.contains($0) }
  }

  // A clock that was set back would let a watch go on for as long as it was wrong.
  private func watched(at now: NaiveTime) throws -> [RowReference] {
    let latest = now.advanced(bySeconds: UnitRules.watchTime)
    return try reader.watches(at: now)
      .filter { watch in
        watch.unit.resource == rules.units && watch.until.map { $0 <= latest } ?? false
      }
      .map(\.unit)
  }

  private func repaired(since time: NaiveTime) throws -> [RowReference] {
    guard let repairs = reader.layout.table(rules.repairs) else { return [] }
    var seen: Set<RowKey> = []
    var units: [RowReference] = []
    for row in try reader.rowsEdited(since: time, lookingAt: Self.edits) {
      guard let key = try repair(of: row), seen.insert(key).inserted,
        let fields = try reader.row(key, in: repairs),
        (fields[rules.finished] ?? .null).isNull,
        let unit = fields[rules.repairUnit].flatMap(RowKey.init)
      else { continue }
      let reference = RowReference(resource: rules.units, key: unit)
      if !units.contains(reference) { units.append(reference) }
    }
    return units
  }

  // The repair that a row is, or is part of.
  private func repair(of row: RowReference) throws -> RowKey? {
    if row.resource == rules.repairs { return row.key }
    guard let table = reader.layout.table(row.resource),
      let link = table.columns.first(where: { $0.link?.resource == rules.repairs })
    else { return nil }
    return try reader.row(row.key, in: table)?[link.name].flatMap(RowKey.init)
  }
}

import CatalogModel

/// Values as people see them: times by the clock on their wall, where they see a screen.
///
/// In a pipe a time of a row is UTC as the API writes it, with a `Z` behind, so that it can be typed
/// again as it stands.
struct ShownValues {
  let catalog: Catalog
  /// The zone of the screen; nothing where there is none.
  let zone: LocalZone?

  /// How titles name the zone of our own times.
  var zoneName: String { (zone ?? .utc).name }

  /// A time of ours, `2018-11-03 14:30:05`, without a fraction.
  func moment(_ time: NaiveTime) -> String { (zone ?? .utc).text(time) }

  /// A time of ours where no title says whose it is.
  func momentWithZone(_ time: NaiveTime) -> String { "\(moment(time)) \(zoneName)" }

  /// A value of a column; the empty text for null.
  func text(_ value: FieldValue, of column: ResourceColumn?) -> String {
    guard let time = time(value, of: column) else {
      let isKey = column.map { $0.role == .key || $0.link != nil } ?? true
      return isKey ? RowKey(value)?.description ?? value.description : value.description
    }
    return zone?.text(time) ?? "\(time)Z"
  }

  /// A value of a column, null written out.
  func text(_ value: FieldValue, of column: String, in resource: String) -> String {
    value.isNull ? "null" : text(value, of: catalog.column(column, of: resource))
  }

  /// Whether a value is shown as a time, so that the zone has to be said.
  func isTime(_ value: FieldValue, of column: ResourceColumn?) -> Bool {
    time(value, of: column) != nil
  }

  /// What says whose times these are, at the end of a page that shows some.
  func zoneNote(_ showsTimes: Bool) -> [Block] {
    guard showsTimes, let zone else { return [] }
    return [.sentence(.timesIn(zone.name), .dim)]
  }

  private func time(_ value: FieldValue, of column: ResourceColumn?) -> NaiveTime? {
    guard column?.type == .datetime, case .text(let text) = value else { return nil }
    return NaiveTime(text)
  }
}

import CatalogModel

/// A point in time as a person types it: on the local clock, unless it ends with `Z` or an offset.
struct TypedTime {
  let zone: LocalZone

  /// The time as the API writes it, for a column of times; nothing where the text is no time at all.
  ///
  /// Seconds may be left out. A day alone is its first moment here.
  ///
  /// - Throws: ``ShellError`` with code `bad-value` for a time that the local clock jumps over or shows
  ///   twice, or where it is not known which clock is meant.
  func value(_ text: String, for column: ResourceColumn) throws(ShellError) -> FieldValue? {
    let (clock, offset) = Self.parts(of: text)
    guard let local = NaiveTime(clock.hasSuffix("Z") ? "" : clock) else { return nil }
    if let offset { return .text(local.advanced(bySeconds: -Double(offset)).description) }
    try checkZone(text, column)
    switch zone.meaning(of: local) {
    case .once(let time): return .text(time.description)
    case .never:
      throw ShellError(
        .badValue,
        .timeNeverHappens(text, column: column.name, zone: zone.name),
        exit: .usage
      )
    case .twice(let first, let second):
      throw ShellError(
        .badValue,
        .timeHappensTwice(
          text,
          column: column.name,
          choices: [first, second].map(zone.textWithOffset)
        ),
        exit: .usage
      )
    }
  }

  /// The whole local day that a text means, from its first moment up to that of the next day; nothing
  /// where the text is not a day alone.
  ///
  /// - Throws: ``ShellError`` with code `bad-value` where it is not known which clock is meant.
  func day(_ text: String, for column: ResourceColumn) throws(ShellError) -> Range<NaiveTime>? {
    guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil, let midnight = NaiveTime(text) else {
      return nil
    }
    try checkZone(text, column)
    return begin(midnight)..<begin(midnight.advanced(bySeconds: 86_400))
  }

  // Some clocks are put forward at midnight: their day begins an hour later.
  private func begin(_ midnight: NaiveTime) -> NaiveTime {
    switch zone.meaning(of: midnight) {
    case .once(let time), .twice(let time, _): time
    case .never: begin(midnight.advanced(bySeconds: 3_600))
    }
  }

  private func checkZone(_ text: String, _ column: ResourceColumn) throws(ShellError) {
    guard let unknown = zone.unknown else { return }
    throw ShellError(
      .badValue,
      .zoneUnknown(text, column: column.name, zone: unknown),
      exit: .usage
    )
  }

  // The time without its zone, with seconds, and the zone in seconds east of UTC.
  private static func parts(of text: String) -> (clock: String, offset: Int?) {
    let form =
      /(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})(:\d{2}(?:\.\d+)?)? ?(?:([Zz])|([+-])(\d{2}):?(\d{2})?)?/
    guard let match = text.wholeMatch(of: form) else { return (text, nil) }
    let clock = String(match.1) + (match.2.map(String.init) ?? ":00")
    if match.3 != nil { return (clock, 0) }
    guard let sign = match.4, let hours = match.5.flatMap({ Int($0) }), hours < 24 else {
      return (match.4 == nil ? clock : text, nil)
    }
    let seconds = hours * 3_600 + (match.6.flatMap { Int($0) } ?? 0) * 60
    return (clock, sign == "-" ? -seconds : seconds)
  }
}

import CatalogModel
import Foundation

/// The time zone that people see and type times in; API, replica and JSON know naive UTC only.
struct LocalZone: Sendable, Equatable {
  /// What the time on a wall clock can mean.
  enum Meaning: Sendable, Equatable {
    case once(NaiveTime)
    /// The clock was put forward over it.
    case never
    /// The clock was put back over it: the earlier and the later.
    case twice(NaiveTime, NaiveTime)
  }

  /// How screens name it.
  let name: String
  /// What `TZ` says, where that is no zone that is known here: times are shown in UTC then, and none
  /// that is typed without an offset can be read.
  let unknown: String?
  private let zone: TimeZone

  /// No zone but that of the API.
  static let utc = LocalZone(name: "UTC", zone: .gmt)

  /// The zone that the environment asks for by `TZ`, else the machine's.
  ///
  /// `TZ` names a zone of the IANA database or says a fixed offset as POSIX writes it, `CAT-2`; the empty
  /// text means UTC. Whatever else stands there is shown as UTC, as the C library does, and remembered as
  /// ``unknown``.
  static func asked(in environment: [String: String]) -> LocalZone {
    guard let text = environment["TZ"] else { return LocalZone(.current) }
    var name = text.hasPrefix(":") ? String(text.dropFirst()) : text
    if let folder = name.range(of: "zoneinfo/") { name = String(name[folder.upperBound...]) }
    if let fixed = fixed(name) { return fixed }
    if name.isEmpty { return .utc }
    return TimeZone(identifier: name).map { LocalZone($0) }
      ?? LocalZone(name: LocalZone.utc.name, zone: .gmt, unknown: text)
  }

  private init(_ zone: TimeZone) {
    let isPlain = ["GMT", "UTC", "UCT", "Zulu", "Universal"].contains {
      zone.identifier == $0 || zone.identifier == "Etc/\($0)"
    }
    self = isPlain ? .utc : LocalZone(name: zone.identifier, zone: zone)
  }

  private init(name: String, zone: TimeZone, unknown: String? = nil) {
    self.name = name
    self.zone = zone
    self.unknown = unknown
  }

  // POSIX counts westwards, everybody else eastwards.
  private static func fixed(_ text: String) -> LocalZone? {
    let form = /(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)([+-]?)(\d{1,2})(?::(\d{2}))?/
    guard let match = text.wholeMatch(of: form), let hours = Int(match.2), hours <= 24 else {
      return nil
    }
    let seconds = hours * 3_600 + (match.3.flatMap { Int($0) } ?? 0) * 60
    let east = match.1 == "-" ? seconds : -seconds
    guard east != 0, let zone = TimeZone(secondsFromGMT: east) else { return .utc }
    return LocalZone(name: "UTC\(offsetText(east))", zone: zone)
  }

  /// The time as the clock on the wall shows it, `2018-11-03 14:30:05`, with the offset behind it where
  /// the clock shows that twice.
  func text(_ time: NaiveTime) -> String {
    let local = time.advanced(bySeconds: Double(offset(at: time)))
    let text = String(local.description.prefix(19)).replacing("T", with: " ")
    guard case .twice = meaning(of: local) else { return text }
    return text + Self.offsetText(offset(at: time))
  }

  /// The time in the API's own form, from what people see and type, with the offset in force then.
  func textWithOffset(_ time: NaiveTime) -> String {
    let local = time.advanced(bySeconds: Double(offset(at: time)))
    return local.description + Self.offsetText(offset(at: time))
  }

  /// What a time on the wall means.
  func meaning(of local: NaiveTime) -> Meaning {
    // No clock is ever set by more than a day, so both offsets in question are in force around it.
    let near = [-86_400.0, 86_400].map { offset(at: local.advanced(bySeconds: $0)) }
    let times = Set(near).map { (offset: $0, time: local.advanced(bySeconds: -Double($0))) }
      .filter { offset(at: $0.time) == $0.offset }
      .map(\.time).sorted()
    switch times.count {
    case 0: return .never
    case 1: return .once(times[0])
    default: return .twice(times[0], times[1])
    }
  }

  private func offset(at time: NaiveTime) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: time.secondsSince1970))
  }

  private static func offsetText(_ seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return (seconds < 0 ? "-" : "+") + digits.joined(separator: ":")
  }
}

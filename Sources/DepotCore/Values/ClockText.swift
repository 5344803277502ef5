/// A time of day as text, `04:00:00.5+02:00`: its microseconds and its zone.
struct ClockText: Equatable {
  private(set) var microseconds: Int64
  let zone: Int?

  init?(_ text: Substring) {
    let zoneStart = text.firstIndex { "Zz+-".contains($0) } ?? text.endIndex
    let suffix = text[zoneStart...]
    guard let clock = Self.clock(text[..<zoneStart]) else { return nil }
    microseconds = clock
    if suffix.isEmpty {
      zone = nil
    } else {
      guard let seconds = Self.zone(suffix) else { return nil }
      zone = seconds
    }
  }

  /// The time that these figures mean beside AM or PM; nothing where they show more than twelve hours.
  func onClockFace(isAfternoon: Bool) -> ClockText? {
    let half: Int64 = 12 * 3_600 * 1_000_000
    guard microseconds < half + 3_600 * 1_000_000 else { return nil }
    var time = self
    time.microseconds = microseconds % half + (isAfternoon ? half : 0)
    return time
  }

  private static func clock(_ text: Substring) -> Int64? {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    let fields = halves[0].split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count <= 2, (2...3).contains(fields.count),
      let hour = number(fields[0], below: 24), let minute = number(fields[1], below: 60)
    else { return nil }
    var seconds = hour * 3_600 + minute * 60
    if fields.count == 3 {
      guard let second = number(fields[2], below: 60) else { return nil }
      seconds += second
    }
    guard halves.count == 2 else { return Int64(seconds) * 1_000_000 }
    guard let fraction = Double("0.\(halves[1])"), !halves[1].isEmpty else { return nil }
    return Int64(seconds) * 1_000_000 + Int64(fraction * 1_000_000 + 0.5)
  }

  private static func zone(_ text: Substring) -> Int? {
    if text.lowercased() == "z" { return 0 }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), [2, 4].contains(digits.count),
      let hours = number(digits.prefix(2), below: 100),
      let minutes = digits.count == 4 ? number(digits.suffix(2), below: 60) : 0
    else { return nil }
    let seconds = hours * 3_600 + minutes * 60
    return text.first == "-" ? -seconds : seconds
  }

  private static func number(_ text: Substring, below limit: Int) -> Int? {
    guard (1...2).contains(text.count), let number = Int(text), (0..<limit).contains(number) else {
      return nil
    }
    return number
  }
}

import CatalogModel

/// Reads dates the way the server's library does: nearly any order of words is a date, and what is
/// not said comes from today.
///
/// ISO forms, `01/02/2016` (2 January), `1 Jan 2016`, RFC 1123, `2016-01`, `4:00 PM` and a bare day of
/// the month are known.
struct DateReader {
  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var clock: ClockText?
  private var zone: Int?
  private var isSwapped = false

  /// The date in the text; nothing where the server would say that it cannot parse it.
  static func read(_ text: String, now: NaiveTime) -> ReadDate? {
    var reader = DateReader()
    for word in words(of: text) {
      guard reader.take(word) else { return nil }
    }
    return reader.date(now: now)
  }

  private static func words(of text: String) -> [Substring] {
    var words = text.split { " ,\t".contains($0) }
    // `2016-01-01T04:00` is two words.
    if let first = words.first, let mark = first.firstIndex(where: { "Tt".contains($0) }),
      first[..<mark].last?.isNumber == true
    {
      words[0] = first[..<mark]
      words.insert(first[first.index(after: mark)...], at: 1)
    }
    return words
  }

  private mutating func take(_ word: Substring) -> Bool {
    let lower = word.lowercased()
    if word.contains(":") {
      guard clock == nil, let read = ClockText(word) else { return false }
      clock = read
      return true
    }
    if ["z", "utc", "gmt"].contains(lower) {
      zone = 0
      return true
    }
    if ["am", "pm"].contains(lower) {
      guard let half = clock?.onClockFace(isAfternoon: lower == "pm") else { return false }
      clock = half
      return true
    }
    if lower.first?.isLetter == true { return takeName(lower) }
    let fields = word.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
    switch fields.count {
    case 3: return takeFields(fields)
    case 2 where fields[0].count == 4: return takeMonth(fields)
    case 1: return takeNumber(word)
    default: return false
    }
  }

  private mutating func takeName(_ name: String) -> Bool {
    if let index = HTTPDate.months.firstIndex(where: { name.hasPrefix($0.lowercased()) }) {
      guard month == nil else { return false }
      month = index + 1
      return true
    }
    return ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains { name.hasPrefix($0) }
  }

  private mutating func takeMonth(_ fields: [Substring]) -> Bool {
    guard year == nil, month == nil, let first = Int(fields[0]), let second = Int(fields[1]) else {
      return false
    }
    (year, month) = (first, second)
    return true
  }

  private mutating func takeFields(_ fields: [Substring]) -> Bool {
    let numbers = fields.compactMap { Int($0) }
    guard numbers.count == 3, year == nil, month == nil, day == nil else { return false }
    if fields[0].count == 4 {
      (year, month, day) = (numbers[0], numbers[1], numbers[2])
    } else {
      isSwapped = numbers[0] > 12
      (month, day) = isSwapped ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
      year = fields[2].count == 4 ? numbers[2] : 2_000 + numbers[2]
    }
    return true
  }

  private mutating func takeNumber(_ word: Substring) -> Bool {
    guard let number = Int(word), number >= 0 else { return false }
    switch word.count {
    case 1 where day == nil, 2 where day == nil: day = number
    case 4 where year == nil: year = number
    case 8 where year == nil && month == nil && day == nil:
      (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
    case 4 where clock == nil, 6 where clock == nil && day != nil:
      let digits = Array(word)
      let fields = stride(from: 0, to: digits.count, by: 2).map { String(digits[$0...($0 + 1)]) }
      guard let read = ClockText(Substring(fields.joined(separator: ":"))) else { return false }
      clock = read
    default: return false
    }
    return true
  }

  private func date(now: NaiveTime) -> ReadDate? {
    guard year != nil || month != nil || day != nil || clock != nil else { return nil }
    let today = CivilDay(
      daysSince1970: Int(now.microseconds.flooredQuotient(by: 86_400_000_000))
    )
    let year = year ?? today.year
    guard (1...9_999).contains(year),
      let days = CivilDay.daysSince1970(
        year: year,
        month: month ?? today.month,
        day: day ?? today.day
      )
    else { return nil }
    let micros = Int64(days) * 86_400_000_000 + (clock?.microseconds ?? 0)
    return ReadDate(
      naive: NaiveTime(microseconds: micros),
      zone: clock?.zone ?? zone,
      isWhole: self.year != nil && month != nil && self.day != nil && !isSwapped
    )
  }
}

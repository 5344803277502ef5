/// A point in time in microseconds since 1970, read from and written as naive UTC text.
///
/// The server writes `2016-01-01T02:33:33.424630`, without a fraction when it is zero; its documents
/// use a space for the `T` and three digits. All of these read as the same value; no zone is ever
/// written, because the server drops it silently inside nested filters.
package struct NaiveTime: Sendable, Hashable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00 UTC.
  package let microseconds: Int64

  /// The time so many microseconds after 1970-01-01T00:00:00 UTC.
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The time a number of seconds after 1970, at most what 64 bits of microseconds can name.
  package init(secondsSince1970 seconds: Double) {
    microseconds = Self.microseconds(in: seconds)
  }

  /// Seconds since 1970.
  package var secondsSince1970: Double { Double(microseconds) / 1_000_000 }

  /// Whether `left` is the earlier instant.
  package static func < (left: NaiveTime, right: NaiveTime) -> Bool {
    left.microseconds < right.microseconds
  }

  /// The time so many seconds later, or earlier for a negative number.
  package func advanced(bySeconds seconds: Double) -> NaiveTime {
    let (sum, isTooLarge) = microseconds.addingReportingOverflow(Self.microseconds(in: seconds))
    return NaiveTime(microseconds: isTooLarge ? (seconds < 0 ? .min : .max) : sum)
  }

  // A server's header or a setting must not stop the program by being out of range.
  private static func microseconds(in seconds: Double) -> Int64 {
    let exact = (seconds * 1_000_000).rounded()
    return Int64(exactly: exact) ?? (exact.isNaN ? 0 : exact < 0 ? .min : .max)
  }

  /// Reads `YYYY-MM-DD`, then optionally `T` or a space, `HH:MM:SS`, a fraction of up to nine
  /// digits and `Z`; nothing else is a time.
  ///
  /// The first year is 1, as it is for the server.
  package init?(_ text: String) {
    var scanner = DigitScanner(text)
    guard let year = scanner.digits(4), year > 0, scanner.skip("-"), let month = scanner.digits(2),
      scanner.skip("-"), let day = scanner.digits(2),
      let days = CivilDay.daysSince1970(year: year, month: month, day: day)
    else { return nil }
    var seconds = Int64(days) * 86_400
    var fraction: Int64 = 0
    if !scanner.isAtEnd {
      guard scanner.skip("T") || scanner.skip(" "), let hour = scanner.digits(2), hour < 24,
        scanner.skip(":"), let minute = scanner.digits(2), minute < 60,
        scanner.skip(":"), let second = scanner.digits(2), second < 60
      else { return nil }
      seconds += Int64(hour * 3_600 + minute * 60 + second)
      if scanner.skip(".") {
        guard let micros = scanner.fraction() else { return nil }
        fraction = micros
      }
      _ = scanner.skip("Z")
      guard scanner.isAtEnd else { return nil }
    }
    microseconds = seconds * 1_000_000 + fraction
  }
}

extension NaiveTime: CustomStringConvertible {
  /// `2016-01-01T02:33:33.424630`, without the fraction when it is zero.
  package var description: String {
    let (seconds, fraction) = microseconds.flooredDivision(by: 1_000_000)
    let (days, clock) = seconds.flooredDivision(by: 86_400)
    let civil = CivilDay(daysSince1970: Int(days))
    let parts = [clock / 3_600, clock / 60 % 60, clock % 60].map { Self.padded($0, 2) }
    let whole = "\(civil)T\(parts.joined(separator: ":"))"
    return fraction == 0 ? whole : "\(whole).\(Self.padded(fraction, 6))"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

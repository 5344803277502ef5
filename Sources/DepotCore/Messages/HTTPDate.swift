import CatalogModel

/// Times as HTTP headers write them: `Fri, 01 Jan 2016 04:00:00 GMT`.
enum HTTPDate {
  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

  static func text(_ time: NaiveTime) -> String {
    let seconds = time.microseconds.flooredQuotient(by: 1_000_000)
    let days = Int(seconds.flooredQuotient(by: 86_400))
    let clock = Int(seconds) - days * 86_400
    let civil = CivilDay(daysSince1970: days)
    let weekday = weekdays[((days % 7) + 7) % 7]
    let parts = [clock / 3_600, clock / 60 % 60, clock % 60].map(twoDigits)
    return "\(weekday), \(twoDigits(civil.day)) \(months[civil.month - 1]) \(civil.year)"
      + " \(parts.joined(separator: ":")) GMT"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}

extension Int64 {
  /// The quotient rounded towards the past, so that times before 1970 fall on the right day.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

/// Numbers that telecommunication hands out.
enum UnitNumber {
  /// A 15-digit IMEI for the n-th unit of a model, its last digit the Luhn check.
  static func imei(model: Int, unit: Int) -> String {
    let models = ["35679907", "86723402", "35826108"]
    let serial = String(unit % 1_000_000)
    let body =
      models[model % models.count] + String(repeating: "0", count: 6 - serial.count) + serial
    return body + String(luhnDigit(body))
  }

  /// The digit that makes a number pass the Luhn check.
  static func luhnDigit(_ digits: String) -> Int {
    let sum = digits.reversed().enumerated().reduce(0) { sum, entry in
      let digit = entry.element.wholeNumberValue ?? 0
      guard entry.offset.isMultiple(of: 2) else { return sum + digit }
      return sum + (digit < 5 ? digit * 2 : digit * 2 - 9)
    }
    return (10 - sum % 10) % 10
  }
}

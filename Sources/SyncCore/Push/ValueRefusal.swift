package import CatalogModel

/// A value that its column cannot hold exactly, so that nothing of its row was sent.
package struct ValueRefusal: Sendable, Equatable {
  /// The column.
  package let column: String
  /// What is wrong with the value; options are not told.
  package let fault: ValueFault

  /// What is wrong with the value of a column.
  package init(column: String, fault: ValueFault) {
    self.column = column
    if case .notAnOption = fault { self.fault = .notAnOption([]) } else { self.fault = fault }
  }

  /// The refusal that stable words stand for; nothing for other words.
  package init?(words: String) {
    guard let colon = words.firstRange(of: ": ") else { return nil }
    let parts = words[colon.upperBound...].split(separator: ":", maxSplits: 1).map(String.init)
    let detail = parts.count > 1 ? parts[1] : ""
    let found: ValueFault? =
      switch parts.first {
      case "wrong-type": ColumnType(rawValue: detail).map(ValueFault.wrongType)
      case "not-an-option": .notAnOption([])
      case "too-long": Int(detail).map { .tooLong(maximum: $0) }
      case "out-of-range": Self.range(detail).map(ValueFault.outOfRange)
      case "null-not-allowed": .nullNotAllowed
      case "not-exact": .notExact
      default: nil
      }
    guard let found else { return nil }
    self.init(column: String(words[..<colon.lowerBound]), fault: found)
  }

  /// Stable words, kept with the operation and translated where they are shown.
  package var words: String {
    let fault =
      switch fault {
      case .wrongType(let type): "wrong-type:\(type.rawValue)"
      case .notAnOption: "not-an-option"
      case .tooLong(let maximum): "too-long:\(maximum)"
      case .outOfRange(let range): "out-of-range:\(range.lowerBound):\(range.upperBound)"
      case .nullNotAllowed: "null-not-allowed"
      case .notExact: "not-exact"
      }
    return "\(column): \(fault)"
  }

  private static func range(_ text: String) -> ClosedRange<Int>? {
    let bounds = text.split(separator: ":").compactMap { Int($0) }
    guard bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
    return bounds[0]...bounds[1]
  }
}

/// The states of a unit and the steps between them.
package struct StateTransitions: Sendable, Equatable {
  /// Number of each state, by name.
  package let numbers: [String: Int]
  /// States that may follow each state, by name.
  package let followers: [String: [String]]

  /// Whether a unit may go from one state to the other, by number.
  package func allows(from: Int, to: Int) -> Bool {
    guard let source = name(of: from), let target = name(of: to) else { return false }
    return followers[source]?.contains(target) ?? false
  }

  /// The name of the state with that number.
  package func name(of number: Int) -> String? {
    numbers.first { $0.value == number }?.key
  }
}

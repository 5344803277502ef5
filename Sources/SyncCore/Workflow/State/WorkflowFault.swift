/// The rule of an input that a value breaks.
package enum WorkflowFault: Error, Sendable, Equatable {
  /// Not of the input's type.
  case wrongType(WorkflowRule.Name)
  /// Below the least number allowed.
  case below(Double)
  /// Above the greatest number allowed.
  case above(Double)
  /// Between two steps of the scale, which begins at `start`.
  case offStep(Double, from: Double)
  /// Shorter than so many characters.
  case tooShort(Int)
  /// Longer than so many characters.
  case tooLong(Int)
  /// None of these.
  case notOffered([String])
  /// None of the three forms of a date or time.
  case noMoment
  /// The state asks for it, and it is not there.
  case missing
  /// The state does not ask for it; these it asks for.
  case surplus([String])
}

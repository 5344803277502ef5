/// How long a run still waits because its server asks it to (`Retry-After`, RFC 9110, 10.2.3).
///
/// One purse for a whole run: a server that asks for a pause again and again empties it, so that every
/// run ends.
package struct Patience: Sendable, Equatable {
  /// What is left of it, in seconds.
  package private(set) var seconds: Double

  /// The shortest pause, in seconds: a server that asks for none is still not asked without end.
  private static let shortest: Double = 1

  /// A patience of so many seconds.
  package init(seconds: Double) {
    self.seconds = seconds
  }

  /// Takes the pause that the server asks for, in seconds.
  ///
  /// - Returns: the seconds to wait; nothing where that is more than what is left, which then stays.
  package mutating func pause(asked: Double) -> Double? {
    let pause = max(asked, Self.shortest)
    guard pause <= seconds else { return nil }
    seconds -= pause
    return pause
  }
}

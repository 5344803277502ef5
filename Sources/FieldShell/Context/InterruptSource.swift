/// Tells when a person presses Control-C while something long is under way.
package protocol InterruptSource: Sendable {
  /// Calls `action` at each interrupt until the watch ends.
  func watch(_ action: @escaping @Sendable () -> Void) -> any InterruptWatch
}

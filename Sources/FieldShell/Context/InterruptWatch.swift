/// An interrupt source being watched.
package protocol InterruptWatch: Sendable {
  /// Stops watching; interrupts end the process again.
  func end()
}

/// Something of this computer that tells an ``AgentInbox`` of changes as they happen.
package protocol AgentWatch: Sendable {
  /// Tells at once what has happened and was not told yet.
  func look()
  /// Tells nothing any more.
  func end()
}

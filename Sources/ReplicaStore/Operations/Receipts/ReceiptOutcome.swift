/// How the server's confirmation of an operation was had.
package enum ReceiptOutcome: String, Sendable, Codable {
  /// The server answered.
  case confirmed
  /// No answer came; the effect was found on the server afterwards.
  case adopted
  /// The server was already as the operation wanted it.
  case already
}

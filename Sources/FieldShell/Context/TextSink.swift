/// Where text goes.
package protocol TextSink: Sendable {
  /// Writes all of the text, or remembers that it could not.
  func write(_ text: String)

  /// Whether some text could not be written, as on a full disk.
  var hasFailed: Bool { get }
}

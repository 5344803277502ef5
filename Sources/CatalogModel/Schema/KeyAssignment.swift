/// Who gives a new row its key.
package enum KeyAssignment: String, Sendable, Codable {
  /// The server; a row made offline carries a provisional key until then.
  case server
  /// Whoever creates the row.
  case client
}

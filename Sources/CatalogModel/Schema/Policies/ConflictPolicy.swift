/// Who wins when the server and the technician changed the same column.
package enum ConflictPolicy: String, Sendable, Codable {
  /// The technician's value is sent over the server's.
  case mine
  /// The server's value replaces the technician's, which stays in the log.
  case theirs
  /// The later of the two, by corrected clocks; asks where the clocks are not known well enough.
  case latest
  /// A person decides.
  case ask
}

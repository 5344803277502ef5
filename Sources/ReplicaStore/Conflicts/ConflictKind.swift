/// What two people did to the same row.
package enum ConflictKind: String, Sendable, Codable {
  /// Both changed the same column, or columns that belong together.
  case updateUpdate = "update-update"
  /// We changed a row that is gone on the server.
  case updateDelete = "update-delete"
  /// We deleted a row that was changed on the server.
  case deleteUpdate = "delete-update"
  /// A row on the server may be the one we created.
  case duplicate
  /// The repair moved on while its next step waited here.
  case workflow
  /// An action was sent, no answer came, and nothing on the server tells whether it happened.
  case action
}

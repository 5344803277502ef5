extension ReplicaReader {
  static let untoldName = "untold-units"

  /// Units that are to be told of changes that reached the server, as they were kept; nothing where none is.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func untold() throws -> String? { try remembered(Self.untoldName) }
}

extension ReplicaWriter {
  /// Keeps which units are to be told as soon as they are known here, in the second copy of unsent work
  /// too: no change in the queue stands for them any more.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func keepUntold(_ units: String?) throws {
    guard try reader.untold() != units else { return }
    try remember(ReplicaReader.untoldName, units)
    outbox.tell(untold: units)
  }
}

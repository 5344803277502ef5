import GRDB

extension ReplicaError {
  /// The error of a statement or of opening, in the replica's own words.
  ///
  /// - Parameters:
  ///   - error: what GRDB threw; its SQL and arguments are left out, because they hold values.
  ///   - location: the path of the replica.
  init(_ error: DatabaseError, at location: String) {
    let words = error.message
    // Only our own triggers raise this code, and their sentence is the whole message.
    if error.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER {
      let sentence = words ?? "fieldsync: the edit is not allowed."
      self.init(.editNotAllowed, String(sentence.trimmingPrefix("fieldsync: ")))
      return
    }
    let code: Code =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      case .SQLITE_FULL: .storageFull
      case .SQLITE_CORRUPT: .damaged
      case .SQLITE_NOTADB: .notAReplica
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
      case .SQLITE_CANTOPEN: .readOnly
      // The memory shared by readers and writers is a file beside the database; only a full disk
      // keeps it from growing.
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .storageFull
      case .SQLITE_IOERR: .storageFailed
      default: .statementFailed
      }
    self.init(code, location, cause: words)
  }

  /// Runs `body` and translates what GRDB throws; everything else passes as it is.
  static func translating<T>(at location: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw ReplicaError(error, at: location)
    }
  }
}

/// What went wrong with the replica, and with which part of it.
///
/// The text never holds a value of a row.
package struct ReplicaError: Error, Sendable, Equatable {
  /// What went wrong; the raw values are stable.
  package enum Code: String, Sendable, CaseIterable {
    /// There is no file at that place.
    case noReplica = "no-replica"
    /// There is already a file at that place.
    case replicaExists = "replica-exists"
    /// The file is no SQLite database, or another program's.
    case notAReplica = "not-a-replica"
    /// A newer program made the file.
    case newerVersion = "newer-version"
    /// There is no outbox at that place.
    case noOutbox = "no-outbox"
    /// The file is no outbox, or a newer program wrote it.
    case badOutbox = "bad-outbox"
    /// The file or its folder cannot be written.
    case readOnly = "read-only"
    /// Another process holds the replica.
    case busy
    /// The disk is full.
    case storageFull = "storage-full"
    /// The file is damaged.
    case damaged
    /// The disk or the file system reports an error.
    case storageFailed = "storage-failed"
    /// The replica's own rules forbid the edit; the subject is the whole sentence.
    case editNotAllowed = "edit-not-allowed"
    /// The catalog or the replica has no such resource.
    case unknownResource = "unknown-resource"
    /// The table has no such column.
    case unknownColumn = "unknown-column"
    /// There is no row with that key.
    case noSuchRow = "no-such-row"
    /// The values carry no key that the table can hold.
    case badKey = "bad-key"
    /// The query is not one that reads.
    case badQuery = "bad-query"
    /// An operation was sent and not answered; what became of it has to be known first.
    case awaitsVerification = "awaits-verification"
    /// A page of the server is not a page.
    case badPage = "bad-page"
    /// SQLite refused a statement of the program's own.
    case statementFailed = "statement-failed"
  }

  /// What of several things it was, where a code stands for more than one.
  package enum Reason: String, Sendable, CaseIterable {
    case anotherProgram = "another program made it"
    case emptyQuery = "it is empty"
    case notADatabase = "it is not a database"
    case notAFile = "it is not a file"
    case notOneReadingStatement = "only one reading statement is allowed"
  }

  /// What went wrong.
  package let code: Code
  /// The file, resource, column or key at fault.
  package let subject: String
  /// What the layer below said, if anything.
  package let cause: String?
  /// What exactly it was, where this program found it out itself.
  package let reason: Reason?

  /// An error about `subject`, with the words of the layer below.
  package init(_ code: Code, _ subject: String, cause: String? = nil) {
    self.code = code
    self.subject = subject
    self.cause = cause
    reason = nil
  }

  /// An error about `subject`, and what exactly it is.
  package init(_ code: Code, _ subject: String, reason: Reason) {
    self.code = code
    self.subject = subject
    cause = nil
    self.reason = reason
  }
}

extension ReplicaError: CustomStringConvertible {
  /// One sentence that names the thing and the next step.
  package var description: String {
    let because = (reason?.rawValue ?? cause).map { " (\($0))" } ?? ""
    return switch code {
    case .noReplica: "There is no replica at \(subject); make one with `fieldsync init`."
    case .replicaExists: "There is already a file at \(subject); choose another place."
    case .notAReplica:
      "\(subject) is not a replica\(because); choose another home, or move the file away."
    case .newerVersion:
      "\(subject) was made by a newer fieldsync\(because); update this program to open it."
    case .noOutbox: "There is no outbox at \(subject); give the file of an export."
    case .badOutbox: "\(subject) is not an outbox that this program reads; give another file."
    case .readOnly: "\(subject) cannot be written\(because); allow writing to it and its folder."
    case .busy: "\(subject) is in use by another process; wait for it to end, then try again."
    case .storageFull: "The disk that holds \(subject) is full; free some space, then try again."
    case .damaged:
      "\(subject) is damaged\(because); restore a backup, or make a new replica with the outbox."
    case .storageFailed:
      "The disk that holds \(subject) reports an error\(because); check it, then try again."
    case .editNotAllowed: subject
    case .unknownResource: "The replica has no resource \"\(subject)\"; `catalog` lists them."
    case .unknownColumn: "There is no column \"\(subject)\"; `catalog show` lists them."
    case .noSuchRow: "There is no row \(subject) here; check the key, or sync first."
    case .badKey: "\(subject) needs a usable key; give one of the key column's type."
    case .awaitsVerification:
      "\(subject) was sent and not answered yet; sync first, so that its fate is known."
    case .badQuery: "The query cannot run\(because); write one SELECT over the tables."
    case .badPage:
      "The answer for \(subject) is not a page of rows\(because); check the server, then sync again."
    case .statementFailed:
      "The replica \(subject) refused a statement\(because); please report this as a bug."
    }
  }
}

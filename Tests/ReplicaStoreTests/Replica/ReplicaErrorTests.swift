import GRDB
import Testing

@testable import ReplicaStore

/// What SQLite reports becomes a code that scripts can rely on and a sentence that helps.
struct ReplicaErrorTests {
  @Test(
    arguments: [
      (.SQLITE_BUSY, .busy), (.SQLITE_BUSY_SNAPSHOT, .busy), (.SQLITE_FULL, .storageFull),
      (.SQLITE_CORRUPT, .damaged), (.SQLITE_NOTADB, .notAReplica), (.SQLITE_READONLY, .readOnly),
      (.SQLITE_READONLY_DBMOVED, .readOnly), (.SQLITE_CANTOPEN, .readOnly),
      (.SQLITE_IOERR_WRITE, .storageFailed), (.SQLITE_IOERR_SHMSIZE, .storageFull),
      (.SQLITE_ERROR, .statementFailed),
      (.SQLITE_CONSTRAINT_NOTNULL, .statementFailed),
      (.SQLITE_CONSTRAINT_TRIGGER, .editNotAllowed),
    ] as [(ResultCode, ReplicaError.Code)]
  )
  func `each result code has its code`(result: ResultCode, code: ReplicaError.Code) {
    #expect(ReplicaError(DatabaseError(resultCode: result), at: "/home/r").code == code)
  }

  @Test func `values of a statement never reach the text`() {
    let error = DatabaseError(
      resultCode: .SQLITE_FULL,
      message: "database or disk is full",
      sql: "INSERT INTO t VALUES ('secret')",
      arguments: ["secret"]
    )
    #expect(!ReplicaError(error, at: "/home/r").description.contains("secret"))
  }

  @Test(arguments: ReplicaError.Code.allCases)
  func `each code has one sentence that names its subject`(code: ReplicaError.Code) {
    let words = ReplicaError(code, "SUBJECT", cause: "because").description
    #expect(code == .badQuery || words.contains("SUBJECT"))
    #expect(code == .editNotAllowed || words.hasSuffix("."))
    #expect(!words.dropLast().contains(". "))
  }
}

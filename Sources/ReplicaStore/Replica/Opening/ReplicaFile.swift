package import Foundation
import GRDBSQLite

/// The database file as the file system sees it, before SQLite touches it.
struct ReplicaFile {
  let path: String

  init(_ location: URL) {
    path = location.path
  }

  private var folder: String { (path as NSString).deletingLastPathComponent }

  /// Makes the folder, when it is not there, readable for its owner only.
  func makeFolder() throws(ReplicaError) {
    var status = stat()
    if stat(folder, &status) == 0 { return }
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true,
        attributes: attributes
      )
    } catch {
      throw ReplicaError(.readOnly, folder, cause: (error as NSError).localizedDescription)
    }
    // The process's umask may have taken bits from the mode, never added any.
    chmod(folder, 0o700)
  }

  /// Makes the empty file, readable for its owner only; SQLite gives its companions the same mode.
  ///
  /// - Throws: ``ReplicaError`` with `read-only`, `storage-full` or `storage-failed`.
  func makeEmpty() throws(ReplicaError) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path) }
    fchmod(descriptor, 0o600)
    close(descriptor)
  }

  /// Checks that the file is a replica that this program may open, without changing it.
  ///
  /// SQLite would turn another program's database to WAL by merely opening it.
  ///
  /// - Parameter newest: the newest version of the bookkeeping tables that this program knows.
  /// - Throws: ``ReplicaError`` with the code that fits.
  func checkBeforeOpening(newest: Int32) throws(ReplicaError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw ReplicaError(.noReplica, path) }
      throw Self.failure(path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ReplicaError(.notAReplica, path, reason: .notAFile)
    }
    try checkHeader(newest: newest)
    guard access(path, W_OK) == 0 else { throw ReplicaError(.readOnly, path) }
    guard access(folder, W_OK) == 0 else { throw ReplicaError(.readOnly, folder) }
  }

  // Read through SQLite, as an immutable file: closing a descriptor of our own would drop the locks
  // that other connections of this process hold (https://www.sqlite.org/howtocorrupt.html, 2.2).
  private func checkHeader(newest: Int32) throws(ReplicaError) {
    var connection: OpaquePointer?
    let address = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
    sqlite3_open_v2(address, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
    defer { sqlite3_close_v2(connection) }
    let application = Self.number("application_id", connection)
    if application.outcome == SQLITE_NOTADB {
      throw ReplicaError(.notAReplica, path, reason: .notADatabase)
    }
    // Any other failure may come from a page being written just now; opening will tell.
    guard application.outcome == SQLITE_ROW else { return }
    guard application.value == Bookkeeping.applicationID else {
      throw ReplicaError(.notAReplica, path, reason: .anotherProgram)
    }
    let version = Self.number("user_version", connection).value
    guard version <= newest else {
      throw ReplicaError(.newerVersion, path, cause: "version \(version)")
    }
  }

  private static func number(
    _ pragma: String,
    _ connection: OpaquePointer?
  ) -> (outcome: Int32, value: Int32) {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    let prepared = sqlite3_prepare_v2(connection, "PRAGMA \(pragma)", -1, &statement, nil)
    guard prepared == SQLITE_OK else { return (prepared, 0) }
    let outcome = sqlite3_step(statement)
    return (outcome, outcome == SQLITE_ROW ? sqlite3_column_int(statement, 0) : 0)
  }

  /// Moves the database and what SQLite keeps beside it out of the way, together.
  ///
  /// The database goes first: without it nothing opens, whatever else a crash leaves where it was.
  ///
  /// - Throws: ``ReplicaError`` with the code that fits; calling again moves the rest.
  func setAside() throws(ReplicaError) {
    try setAside([""] + Self.companions)
  }

  /// Moves what SQLite kept beside a database that is gone out of the way.
  func setCompanionsAside() throws(ReplicaError) {
    guard access(path, F_OK) != 0 else { return }
    try setAside(Self.companions)
  }

  /// What the name of a database that was moved aside has after that of the replica.
  private static let damaged = "-damaged"
  private static let companions = ["-wal", "-shm", "-journal"]

  private func setAside(_ suffixes: [String]) throws(ReplicaError) {
    let there = suffixes.filter { access(path + $0, F_OK) == 0 }
    guard !there.isEmpty else { return }
    let stem = (path as NSString).deletingPathExtension + Self.damaged
    var number = 1
    while there.contains(where: { access("\(stem)-\(number).sqlite\($0)", F_OK) == 0 }) {
      number += 1
    }
    for suffix in there where rename(path + suffix, "\(stem)-\(number).sqlite\(suffix)") != 0 {
      throw Self.failure(path + suffix)
    }
  }

  /// The error that `errno` stands for.
  static func failure(_ path: String) -> ReplicaError {
    let reason = String(cString: strerror(errno))
    return switch errno {
    case ENOSPC, EDQUOT: ReplicaError(.storageFull, path, cause: reason)
    case EACCES, EPERM, EROFS: ReplicaError(.readOnly, path, cause: reason)
    case EEXIST: ReplicaError(.replicaExists, path, cause: reason)
    default: ReplicaError(.storageFailed, path, cause: reason)
    }
  }
}

extension Replica {
  /// The databases that were moved aside in a folder, with what SQLite kept beside them.
  package static func damagedFiles(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { name in
      name.wholeMatch(of: /replica-damaged-[0-9]+\.sqlite(-wal|-shm|-journal)?/) != nil
    }
    .sorted().map { folder.appendingPathComponent($0) }
  }
}

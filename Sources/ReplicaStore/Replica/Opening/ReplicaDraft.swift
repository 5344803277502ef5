import Foundation
import GRDB

/// A replica that is built under another name: a process that dies half way leaves no half replica.
struct ReplicaDraft {
  /// Where the replica will be.
  let location: URL
  /// What it holds.
  let layout: ReplicaLayout

  private var file: URL { location.appendingPathExtension("new") }

  /// Builds the file and fills it, in one transaction that no trigger records.
  ///
  /// What a process that died left of another draft goes first.
  ///
  /// - Throws: ``ReplicaError``, and whatever `filling` throws; no draft is left then.
  func build<T>(
    meta: [(name: String, value: String)],
    filling: (ReplicaWriter) throws -> T
  ) throws -> T {
    try remove()
    do {
      try ReplicaFile(file).makeEmpty()
      return try ReplicaError.translating(at: file.path) { try write(meta: meta, filling) }
    } catch {
      try? remove()
      throw error
    }
  }

  /// Puts the file where the replica belongs.
  ///
  /// - Throws: ``ReplicaError``, with `replica-exists` where one is there; the draft stays then.
  func publish() throws(ReplicaError) {
    // SQLite would apply the journal of a database that is gone to the one that takes its place.
    try ReplicaFile(location).setCompanionsAside()
    // Unlike a rename, a link never replaces what another process put there meanwhile.
    guard link(file.path, location.path) == 0 else { throw ReplicaFile.failure(location.path) }
    unlink(file.path)
  }

  /// Removes the file.
  func remove() throws(ReplicaError) {
    for path in [file.path, file.path + "-journal"] where unlink(path) != 0 && errno != ENOENT {
      throw ReplicaFile.failure(path)
    }
  }

  private func write<T>(
    meta: [(name: String, value: String)],
    _ filling: (ReplicaWriter) throws -> T
  ) throws -> T {
    var configuration = Replica.configuration()
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA page_size = 16384")
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    let result = try queue.write { db in
      try SchemaUpkeep(layout: layout).create(db, meta: meta)
      try Author.engine.begin(db)
      let writer = ReplicaWriter(
        db: db,
        layout: layout,
        location: file,
        pageReader: PageReader(),
        outbox: OutboxNotes()
      )
      let result = try filling(writer)
      try Author.engine.end(db)
      return result
    }
    try queue.close()
    return result
  }
}

import GRDB

extension Replica {
  /// Makes the lookups that loaded tables lack, each in a transaction of its own, so that nobody who
  /// edits meanwhile waits for more than one.
  ///
  /// - Throws: ``ReplicaError``; what was made by then stays.
  package func makeLookups(of tables: [ResourceTable]) throws {
    for table in tables {
      let upkeep = IndexUpkeep(table: table, catalog: layout.catalog)
      let missing = try read { reader in
        try upkeep.isLoaded(reader.db) ? try upkeep.missing(reader.db) : []
      }
      for index in missing { try write(by: .engine) { try $0.db.execute(sql: index.sql) } }
    }
  }
}

extension ReplicaWriter {
  /// Makes the lookups of a table that was just loaded, where that is a matter of a moment; else
  /// ``Replica/makeLookups(of:)`` does, after this transaction.
  ///
  /// - Throws: ``ReplicaError``.
  package func makeLookupsIfMomentary(of table: ResourceTable) throws {
    let upkeep = IndexUpkeep(table: table, catalog: layout.catalog)
    guard try upkeep.isMomentary(db) else { return }
    for index in try upkeep.missing(db) { try db.execute(sql: index.sql) }
  }
}

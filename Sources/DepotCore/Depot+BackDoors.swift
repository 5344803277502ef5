package import CatalogModel
import GRDB
import Synchronization

/// Ways around the API, for tests, demos and whoever checks that both sides agree.
extension Depot {
  /// Every row of a resource in the order of its key, with values as the API speaks of them.
  ///
  /// - Throws: ``DepotError`` where the catalog has no such resource or SQLite refuses.
  package func rows(of resource: String) throws(DepotError) -> [RowFields] {
    let table = try table(resource)
    return try reading(resource) { db in
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT \(table.selection("t0")) FROM \(table.name) AS t0 ORDER BY t0.\(table.keyName)"
      )
      var result: [RowFields] = []
      while let row = try rows.next() {
        var fields = RowFields(minimumCapacity: table.columns.count)
        for (index, column) in table.columns.enumerated() {
          fields[column.name] = column.value(stored: FieldValue(row[index] as DatabaseValue))
        }
        result.append(fields)
      }
      return result
    }
  }

  /// How many rows a resource has.
  ///
  /// - Throws: ``DepotError`` where the catalog has no such resource or SQLite refuses.
  package func count(of resource: String) throws(DepotError) -> Int {
    let table = try table(resource)
    return try reading(resource) { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.name)") ?? 0
    }
  }

  /// Writes a row in the name of any user, with every permission and by every method, whatever the
  /// catalog offers; otherwise just as the API does, stamps and refusals included.
  package func write(
    as user: String,
    _ method: ResourceMethod,
    _ resource: String,
    key: RowKey? = nil,
    _ fields: RowFields = [:]
  ) -> DepotResponse {
    guarded {
      guard let table = tables[resource] else { throw Refusal.notFound }
      let members = fields.mapValues { JSONNode($0) }
      let path =
        [catalog.pathPrefix, table.resource.paths.list] + (key.map { ["\($0.value)"] } ?? [])
      let request = DepotRequest(
        method: method.rawValue,
        path: path.joined(separator: "/"),
        headers: ["content-type": DepotResponse.jsonType],
        body: method == .create || method == .update ? JSONBytes.document(.object(members)) : []
      )
      let runner = RouteRunner(depot: self, request: request, user: user, now: clock())
      return try runner.run(try route(method, table, key))
    }
  }

  /// Makes every token invalid, as if all had been idle too long.
  ///
  /// - Throws: ``DepotError`` where SQLite refuses.
  package func expireTokens() throws(DepotError) {
    do {
      try accounts.expireTokens()
    } catch {
      throw DepotError(code: .storage, subject: "depot_tokens", reason: "\(error)")
    }
  }

  /// How much the server has been asked since it was made.
  package var counters: DepotCounters { log.withLock { $0.counters } }

  /// The latest requests, as many as the settings let it remember.
  package var requestLog: [DepotLogEntry] { log.withLock { $0.entries } }

  /// What went wrong inside the server, beside the refusals that belong to the API; empty is well.
  package var failures: [String] { log.withLock { $0.failures } }

  private func route(
    _ method: ResourceMethod,
    _ table: ResourceTable,
    _ key: RowKey?
  ) throws -> Route {
    switch (method, key) {
    case (.read, nil): .list(table)
    case (.create, nil): .create(table)
    case (.read, let key?): .read(table, key: "\(key.value)")
    case (.update, let key?): .update(table, key: "\(key.value)")
    case (.delete, let key?): .delete(table, key: "\(key.value)")
    default: throw Refusal.methodNotAllowed([])
    }
  }

  private func table(_ name: String) throws(DepotError) -> ResourceTable {
    guard let table = tables[name] else {
      throw DepotError(code: .unknownName, subject: name, reason: "check the resource's name")
    }
    return table
  }

  private func reading<Value>(
    _ subject: String,
    _ work: (Database) throws -> Value
  ) throws(DepotError) -> Value {
    do {
      return try store.writer.read(work)
    } catch {
      throw DepotError(code: .storage, subject: subject, reason: "\(error)")
    }
  }
}

import CatalogModel
import GRDB

/// Carries out a request that has found its route and may take it.
struct RouteRunner {
  let depot: Depot
  let request: DepotRequest
  let user: String
  let now: NaiveTime

  var writer: RowWriter {
    RowWriter(
      tables: depot.tables,
      catalog: depot.catalog,
      settings: depot.settings,
      user: user,
      now: now
    )
  }

  /// Answers the request; what the library refuses is an answer of it too.
  ///
  /// - Throws: ``Refusal`` of an action, and whatever SQLite says.
  func run(_ route: Route) throws -> DepotResponse {
    switch route {
    case .list(let table): try library { try list(table) }
    case .create(let table): try library { try create(in: table) }
    case .read(let table, let key): try library { try read(table, key) }
    case .update(let table, let key): try library { try update(table, key) }
    case .updateMany(let table): try library { try updateMany(table) }
    case .delete(let table, let key): try library { try delete(from: table, key) }
    case .related(let table, let key, let relation, let row):
      try library { try related(table, key, relation, row) }
    case .release(let table, let key, let relation, let row):
      try library { try release(table, key, relation, row) }
    case .action(let action, let parameters): try act(action, parameters)
    case .options(let methods):
      DepotResponse(
        status: 200,
        headers: [("Allow", methods.joined(separator: ", ")), ("Content-Type", HTMLPage.type)]
      )
    }
  }

  private func library(_ work: () throws -> DepotResponse) throws -> DepotResponse {
    guard AcceptHeader.isReadable(request.headers["accept"] ?? "") else {
      return AcceptHeader.refusal
    }
    do {
      return try work().rendered
    } catch let refusal as Refusal {
      return refusal.response.rendered
    }
  }

  private func list(_ table: ResourceTable) throws -> DepotResponse {
    let search = try SearchReader(table: table, tables: depot.tables, now: now)
      .search(request.argument("q"))
    let reader = CollectionReader(table: table, request: request, settings: depot.settings)
    return try depot.store.writer.read { db in try reader.answer(search, db) }
  }

  private func read(_ table: ResourceTable, _ text: String) throws -> DepotResponse {
    let reader = RowReader(table: table)
    let key = try reader.key(text)
    return try depot.store.writer.read { db in .json(200, bytes: try reader.body(of: key, db)) }
  }

  private func related(
    _ table: ResourceTable,
    _ text: String,
    _ name: String,
    _ row: String?
  ) throws -> DepotResponse {
    let key = try RowReader(table: table).key(text)
    return try depot.store.writer.read { db in
      guard let values = try RowReader(table: table).values(of: key, db) else {
        throw Refusal.missingRow
      }
      let owner = table.owners[name]
      guard let resource = table.lists[name]?.resource ?? owner?.resource,
        let rows = depot.tables[resource]
      else { throw Refusal.crash }
      let reader = RowReader(table: rows)
      if let row {
        // The library looks for the row alone, not whether it belongs to this parent.
        return .json(200, bytes: try reader.body(of: try reader.key(row), db))
      }
      if let owner {
        guard let key = values[owner.column.name] else { throw Refusal.missingRow }
        return .json(200, bytes: try reader.body(of: key, db))
      }
      return try CollectionReader(table: rows, request: request, settings: depot.settings)
        .answer(under: table, key: key, via: table.lists[name]?.via ?? "", db)
    }
  }

  private func release(
    _ table: ResourceTable,
    _ text: String,
    _ name: String,
    _ row: String
  ) throws -> DepotResponse {
    let key = try RowReader(table: table).key(text)
    return try depot.store.writer.write { db in
      guard try RowReader(table: table).row(of: key, db) != nil,
        let relation = table.lists[name], let rows = depot.tables[relation.resource]
      else { throw Refusal.crash }
      let reader = RowReader(table: rows)
      let child = try reader.key(row)
      let found = try reader.row(of: child, db) == nil ? nil : child
      try NestedRows(writer: writer, parent: table, key: key).release(found, from: relation, db)
      return .deleted
    }
  }

  private func create(in table: ResourceTable) throws -> DepotResponse {
    let members = try JSONBody.members(of: request) { name throws(Refusal) in
      guard table.hasField(name) else { throw .undeterminedValidation }
    }
    return try depot.store.writer.write { db in
      let key = try writer.create(in: table, members, db)
      let body = try RowReader(table: table).body(of: key, db)
      return DepotResponse.json(201, bytes: body)
        .adding("Location", request.url(of: FieldValue(key)))
    }
  }

  private func update(_ table: ResourceTable, _ text: String) throws -> DepotResponse {
    let members = try JSONBody.members(of: request) { name throws(Refusal) in
      guard table.hasField(name) else { throw .unknownField(name) }
    }
    let reader = RowReader(table: table)
    return try depot.store.writer.write { db in
      let key = try reader.key(text)
      let after = try writer.update(table, key: key, members, db)
      // The real server changes the key, commits, and then looks for the row under the old one.
      guard after == key else { return Refusal.missingRow.response }
      return .json(200, bytes: try reader.body(of: key, db))
    }
  }

  private func updateMany(_ table: ResourceTable) throws -> DepotResponse {
    var members = try JSONBody.members(of: request) { name throws(Refusal) in
      guard name == "q" || table.hasField(name) else { throw .unknownField(name) }
    }
    let search = try search(members.removeValue(forKey: "q") ?? .object([:]), ofMany: table)
    let reader = CollectionReader(table: table, request: request, settings: depot.settings)
    return try depot.store.writer.write { db in
      // Without a value the library does not even look for rows.
      let keys = members.isEmpty ? [] : try reader.keys(search, db)
      for key in keys { _ = try writer.update(table, key: key, members, db) }
      return .json(200, bytes: Array("{\"num_modified\":\(keys.count)}\n".utf8))
    }
  }

  // Whatever is wrong with such a search, the library says the same of it.
  private func search(
    _ node: JSONNode,
    ofMany table: ResourceTable
  ) throws(Refusal) -> Search {
    do throws(Refusal) {
      return try SearchReader(table: table, tables: depot.tables, now: now).search(node)
    } catch {
      throw .unbuildable
    }
  }

  private func delete(from table: ResourceTable, _ text: String) throws -> DepotResponse {
    let key = try RowReader(table: table).key(text)
    try depot.store.writer.write { db in try writer.delete(from: table, key: key, db) }
    return .deleted
  }

  private func act(
    _ action: any DepotAction,
    _ parameters: [String: String]
  ) throws -> DepotResponse {
    let payload = request.body.isEmpty ? [:] : try JSONBody.members(of: request)
    return try depot.store.writer.write { db in
      let call = ActionCall(
        db: db,
        catalog: depot.catalog,
        writer: writer,
        units: depot.units,
        parameters: parameters,
        query: request.query,
        language: AnswerLanguage(header: request.headers["accept-language"] ?? ""),
        payload: payload
      )
      let result = try action.run(call)
      return .success(.text(result.message), data: result.data)
    }
  }
}

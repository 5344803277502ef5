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

  func run(_ route: Route) throws -> DepotResponse {
    switch route {
    case .list(let table): return try list(table)
    case .create(let table): return try create(in: table)
    case .read(let table, let key): return try read(table, key)
    case .update(let table, let key): return try update(table, key)
    case .delete(let table, let key): return try delete(from: table, key)
    case .related(let table, let key, let relation, let row):
      return try related(table, key, relation, row)
    case .action(let action, let parameters): return try act(action, parameters)
    case .options(let methods):
      return DepotResponse(status: 200, headers: [("Allow", methods.joined(separator: ", "))])
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
      guard try RowReader(table: table).row(of: key, db) != nil else { throw Refusal.missingRow }
      guard let relation = table.lists[name], let rows = depot.tables[relation.resource] else {
        throw Refusal.crash
      }
      if let row {
        // The library looks for the row alone, not whether it belongs to this parent.
        let reader = RowReader(table: rows)
        return .json(200, bytes: try reader.body(of: try reader.key(row), db))
      }
      return try CollectionReader(table: rows, request: request, settings: depot.settings)
        .answer(under: table, key: key, via: relation.via, db)
    }
  }

  private func create(in table: ResourceTable) throws -> DepotResponse {
    let members = try JSONBody.members(of: request)
    return try depot.store.writer.write { db in
      let key = try writer.create(in: table, members, db)
      let body = try RowReader(table: table).body(of: key, db)
      return DepotResponse.json(201, bytes: body)
        .adding("Location", "\(request.baseURL)/\(FieldValue(key))")
    }
  }

  private func update(_ table: ResourceTable, _ text: String) throws -> DepotResponse {
    let members = try JSONBody.members(of: request)
    let reader = RowReader(table: table)
    let key = try reader.key(text)
    return try depot.store.writer.write { db in
      let after = try writer.update(table, key: key, members, db)
      // The real server changes the key, commits, and then looks for the row under the old one.
      guard after == key else { return Refusal.missingRow.response }
      return .json(200, bytes: try reader.body(of: key, db))
    }
  }

  private func delete(from table: ResourceTable, _ text: String) throws -> DepotResponse {
    let key = try RowReader(table: table).key(text)
    try depot.store.writer.write { db in try writer.delete(from: table, key: key, db) }
    return DepotResponse(status: 204, headers: [("Content-Type", DepotResponse.jsonType)])
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
        parameters: parameters,
        payload: payload
      )
      let result = try action.run(call)
      return .success(.text(result.message), data: result.data)
    }
  }
}

import CatalogModel
import GRDB

/// Answers a GET of a collection, or of the rows under one row.
struct CollectionReader {
  let table: ResourceTable
  let request: DepotRequest
  let settings: DepotSettings

  /// Runs the search.
  func answer(_ search: Search, _ db: Database) throws -> DepotResponse {
    guard !search.isSingle else { return try single(search, db) }
    if let fault = search.fault { throw fault }
    let page = try envelope(search, encoder: RowEncoder(table), db)
    let links = link(page.paging, of: page.total)
    // The real server sends the header twice.
    return .json(200, bytes: page.body).adding("Link", links).adding("Link", links)
  }

  /// The rows that refer to one row of `parent`, as the library lists them under it.
  func answer(
    under parent: ResourceTable,
    key: DatabaseValue,
    via: String,
    _ db: Database
  ) throws -> DepotResponse {
    var search = Search(order: "t0.\(table.keyName)")
    search.condition = SQLFragment(sql: "t0.\(ResourceTable.quoted(via)) = ?", arguments: [key])
    let page = try envelope(search, encoder: RowEncoder(table, under: parent), db)
    return .json(200, bytes: page.body)
  }

  /// The keys of the rows that a search finds.
  func keys(_ search: Search, _ db: Database) throws -> [DatabaseValue] {
    if let fault = search.fault { throw fault }
    let window = Self.window(search.limit, search.offset)
    return try DatabaseValue.fetchAll(
      db,
      sql: "SELECT t0.\(table.keyName) \(source(search)) ORDER BY \(search.order) \(window)",
      arguments: arguments(search)
    )
  }

  private struct Page {
    let paging: Paging
    let total: Int
    let body: [UInt8]
  }

  private func envelope(_ search: Search, encoder: RowEncoder, _ db: Database) throws -> Page {
    let count = try count(search, db)
    let paging = try Paging(request, settings: settings)
    var json = JSONBytes()
    json.append("{\"num_results\":")
    json.append(number: Int64(count))
    json.append(",\"objects\":[")
    let range = paging.range(of: count)
    if !range.isEmpty { try appendRows(search, range, encoder, to: &json, db) }
    json.append("],\"page\":")
    json.append(number: Int64(paging.page))
    json.append(",\"total_pages\":")
    json.append(number: Int64(paging.totalPages(of: count)))
    json.append("}\n")
    return Page(paging: paging, total: paging.totalPages(of: count), body: json.bytes)
  }

  private func count(_ search: Search, _ db: Database) throws -> Int {
    let source = source(search)
    let sql =
      search.limit == 0 && search.offset == 0
      ? "SELECT count(*) \(source)"
      : "SELECT count(*) FROM (SELECT 1 \(source) \(Self.window(search.limit, search.offset)))"
    let count = try Int.fetchOne(db, sql: sql, arguments: arguments(search)) ?? 0
    // The library counts the rows of the first group, unless a limit makes it count anew.
    return search.isGrouped && search.limit == 0 ? min(count, 1) : count
  }

  private func appendRows(
    _ search: Search,
    _ range: Range<Int>,
    _ encoder: RowEncoder,
    to json: inout JSONBytes,
    _ db: Database
  ) throws {
    let sql = """
      SELECT \(table.selection("t0")) \(source(search)) ORDER BY \(search.order) \
      \(Self.window(Int64(range.count), search.offset + Int64(range.lowerBound)))
      """
    let keyPosition = table.columns.firstIndex { $0.role == .key } ?? 0
    let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments(search))
    var seen: Set<DatabaseValue> = []
    while let row = try rows.next() {
      // A row that a join yields twice is counted twice and shown once.
      guard search.joins.isEmpty || seen.insert(row[keyPosition] as DatabaseValue).inserted else {
        continue
      }
      if json.bytes.last != UInt8(ascii: "[") { json.append(",") }
      encoder.append(row, to: &json)
    }
  }

  private func single(_ search: Search, _ db: Database) throws -> DepotResponse {
    // Here the library's own net catches what the database says.
    guard search.fault == nil else { throw Refusal.unbuildable }
    let limit = search.limit == 0 ? 2 : min(search.limit, 2)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(table.selection("t0")) \(source(search)) ORDER BY \(search.order) \
        \(Self.window(limit, search.offset))
        """,
      arguments: arguments(search)
    )
    guard let row = rows.first else { throw Refusal.noResult }
    guard rows.count == 1 else { throw Refusal.multipleResults }
    var json = JSONBytes()
    RowEncoder(table).append(row, to: &json)
    json.append("\n")
    let key: DatabaseValue = row[table.resource.key.name]
    let location = request.url(of: FieldValue(key))
    return .json(200, bytes: json.bytes).adding("Location", location)
      .adding("Location", location)
  }

  private func source(_ search: Search) -> String {
    let condition = search.condition.map { " WHERE \($0.sql)" } ?? ""
    return "FROM \(table.name) AS t0\(search.joins)\(condition)"
  }

  private func arguments(_ search: Search) -> StatementArguments {
    StatementArguments(search.condition?.arguments ?? [])
  }

  private static func window(_ limit: Int64, _ offset: Int64) -> String {
    "LIMIT \(limit == 0 ? -1 : limit) OFFSET \(offset)"
  }

  /// The header that leads on and drops `q` on the way, as the real one does.
  private func link(_ paging: Paging, of total: Int) -> String {
    let target = { (page: Int, relation: String) in
      "<\(request.baseURL)?page=\(page)&results_per_page=\(paging.size)>; rel=\"\(relation)\""
    }
    let last = target(total, "last")
    return paging.page < total ? "\(target(paging.page + 1, "next")), \(last)" : last
  }
}

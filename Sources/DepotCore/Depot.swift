package import CatalogModel
import GRDB
import Synchronization

/// The reference server: the API over SQLite, as one synchronous function from request to response.
///
/// It answers as an unmodified Flask-Restless 0.17 on PostgreSQL was observed to, for every resource
/// of its catalog. It knows nothing of the network; clock and randomness are given to it. Calls may
/// come from any thread; writes happen one after the other.
package final class Depot: Sendable {
  /// What it knows of tables and actions.
  package let catalog: Catalog
  let settings: DepotSettings
  let tables: DepotTables
  let store: DepotStore
  let accounts: AccountBook
  let clock: @Sendable () -> NaiveTime
  let log: Mutex<DepotLog>
  /// The units that were called and have not connected yet.
  let units: UnitSchedule
  private let router: Router

  /// Opens the database and makes its tables where they are missing.
  ///
  /// - Throws: ``DepotError`` where the file cannot be opened or belongs to another catalog.
  package init(
    catalog: Catalog,
    database: DepotDatabase,
    settings: DepotSettings = DepotSettings(),
    clock: @escaping @Sendable () -> NaiveTime,
    randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) throws(DepotError) {
    self.catalog = catalog
    self.settings = settings
    self.clock = clock
    tables = DepotTables(catalog)
    router = Router(catalog: catalog, tables: tables, settings: settings)
    units = UnitSchedule(settings)
    log = Mutex(DepotLog(limit: settings.requestLogLimit))
    store = try DepotStore(database, tables: tables)
    do {
      accounts = try AccountBook(
        store: store,
        lifetime: settings.tokenLifetime,
        randomness: randomness
      )
    } catch {
      throw DepotError(code: .storage, subject: "depot_tokens", reason: "\(error)")
    }
  }

  /// Lets somebody log in; an account of the same name is replaced.
  package func addAccount(_ account: DepotAccount) {
    accounts.add(account)
  }

  /// Answers one request; what it changes is committed when this returns.
  package func respond(to request: DepotRequest) -> DepotResponse {
    let now = clock()
    connectUnits(due: now)
    var response = guarded { try answer(request, now: now) }
    if request.method == "HEAD" { response.body = [] }
    response.headers.append(("Date", HTTPDate.text(now.advanced(bySeconds: settings.dateError))))
    log.withLock { $0.note(request, response) }
    return response
  }

  /// Turns whatever goes wrong into the answer that the real server would give.
  func guarded(_ work: () throws -> DepotResponse) -> DepotResponse {
    do {
      return try work()
    } catch let refusal as Refusal {
      return refusal.response
    } catch {
      log.withLock { $0.failures.append("\(error)") }
      return Refusal.crash.response
    }
  }

  private func answer(_ request: DepotRequest, now: NaiveTime) throws -> DepotResponse {
    let segments = segments(request.path)
    switch (request.method, segments) {
    case ("GET", ["home"]), ("HEAD", ["home"]): return greeting(now)
    case ("POST", ["auth", "login"]):
      return try LogIn(accounts: accounts, now: now).answer(request)
    case (_, ["rm_data"]), (_, ["rc_data"]):
      return try UnitDoor(depot: self, request: request, now: now).answer(segments[0])
    default: break
    }
    let header = request.headers["authorization"]
    let (account, token) = try accounts.account(authorization: header, now: now)
    let guarded = try router.route(request.method, segments)
    if let needed = guarded.permission, !catalog.permission(account.permission, reaches: needed) {
      throw Refusal.forbidden("\(needed) permission is required")
    }
    let user = RouteRunner(depot: self, request: request, user: account.username, now: now)
    let response = try user.run(guarded.route)
    if response.status < 400 { try accounts.noteUse(of: token, now: now) }
    return response
  }

  /// The path's parts below the API's prefix; one empty part where it is not below it.
  private func segments(_ path: String) -> [String] {
    guard path.hasPrefix(catalog.pathPrefix + "/") else { return [""] }
    return path.dropFirst(catalog.pathPrefix.count + 1)
      .split(separator: "/", omittingEmptySubsequences: false)
      .map { FormText.percentDecoded(String($0)) }
  }

  private func greeting(_ now: NaiveTime) -> DepotResponse {
    DepotResponse(
      status: 200,
      headers: [("Content-Type", "text/plain; charset=utf-8")],
      body: Array("Welcome to the \(catalog.title): \(now)".utf8)
    )
  }
}

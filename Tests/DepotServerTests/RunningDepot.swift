import CatalogModel
import DepotCore
import Logging
import Testing

@testable import DepotServer

/// A depot with one unit behind a real socket, while a test talks to it.
struct RunningDepot {
  static let imei = "356799070010010"
  let depot: Depot
  let port: Int
  let token: String

  /// Starts a server on a free port, lets the test talk to it, and stops it.
  static func run(
    faults: [Fault] = [],
    hasControl: Bool = true,
    _ test: (RunningDepot) async throws -> Void
  ) async throws {
    let depot = try filledDepot()
    let server = try DepotServer(
      depot: depot,
      faults: FaultPlan(faults),
      hasControl: hasControl,
      logger: Logger(label: "depot") { _ in SwiftLogNoOpLogHandler() }
    )
    let (ports, ready) = AsyncStream<Int>.makeStream()
    let serving = Task {
      defer { ready.finish() }
      try await server.run { port in ready.yield(port) }
    }
    defer { serving.cancel() }
    let port = try #require(await ports.first { _ in true })
    let token = try await logIn(port: port)
    try await test(RunningDepot(depot: depot, port: port, token: token))
  }

  func send(
    _ method: String,
    _ target: String,
    json: String? = nil,
    accepting encoding: String? = nil
  ) async throws -> RawResponse? {
    var headers = ["Authorization": "Token token=\(token)"]
    if json != nil { headers["Content-Type"] = "application/json" }
    headers["Accept-Encoding"] = encoding
    return try await RawConnection.exchange(
      port: port,
      method,
      target,
      headers: headers,
      body: json ?? ""
    )
  }

  func addNote(_ text: String) async throws -> RawResponse? {
    let body = #"{"product_imei":"\#(Self.imei)","note_text":"\#(text)"}"#
    return try await send("POST", "/v1/product_notes", json: body)
  }

  func notes() throws -> [FieldValue?] {
    try depot.rows(of: "product_notes").map { $0["note_text"] }
  }

  private static func logIn(port: Int) async throws -> String {
    let response = try await RawConnection.exchange(
      port: port,
      "POST",
      "/v1/auth/login",
      headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: "username=system&password=system"
    )
    let node = try JSONNode(parsing: response?.body ?? [])
    guard case .text(let token)? = node["message"]?["login_successful"]?["API_token"] else {
      Issue.record("no token in \(response?.text ?? "no answer")")
      return ""
    }
    return token
  }

  private static func filledDepot() throws -> Depot {
    let depot = try Depot(
      catalog: CatalogLoader.bundled(),
      database: .memory,
      clock: { NaiveTime(microseconds: 1_520_244_000_000_000) }
    )
    for account in DepotAccount.usual { depot.addAccount(account) }
    let type: RowFields = ["name": .text("bPower50")]
    let product: RowFields = [
      "product_imei": .text(imei), "current_enable_flag": .boolean(true),
      "desired_enable_flag": .boolean(true), "imsi": .text("635100000000000"),
      "product_type_id": .integer(1), "serial_number": .text("BX-1"),
      "rtc_enabled_flag": .boolean(true), "dcm_enabled_flag": .boolean(false),
    ]
    for (resource, fields) in [("product_types", type), ("products", product)] {
      #expect(depot.write(as: "import", .create, resource, fields).status == 201)
    }
    return depot
  }
}

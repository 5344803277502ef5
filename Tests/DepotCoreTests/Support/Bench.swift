import CatalogModel
import Foundation
import Testing

@testable import DepotCore

/// A depot in memory with a few rows that the cases know by heart, and a way to talk to it.
///
/// Three shops under one hub; products 1 and 2 in shop 1, product 3 in none; repairs 1 and 2 of
/// product 1 (the second modified), repair 3 of product 2; two notes.
struct Bench {
  static let imeis = ["356799070010010", "356799070010028", "356799070010036"]
  /// Reading it takes longer than everything else a case does.
  static let catalog = Result { try CatalogLoader.bundled() }
  let clock = TestClock()
  let depot: Depot
  let tokens: [String: String]

  init(settings: DepotSettings = DepotSettings()) throws {
    let clock = clock
    depot = try Depot(
      catalog: Self.catalog.get(),
      database: .memory,
      settings: settings,
      clock: { clock.now },
      randomness: SeededNumbers(state: 1)
    )
    for account in DepotAccount.usual { depot.addAccount(account) }
    depot.addAccount(DepotAccount(username: "watch", password: "watch", permission: "OVERVIEW"))
    try Self.fill(depot, clock)
    var tokens: [String: String] = [:]
    for name in ["tech", "colleague", "admin", "system", "watch"] {
      tokens[name] = try Self.logIn(depot, name)
    }
    self.tokens = tokens
  }

  func send(
    _ method: String,
    _ target: String,
    json body: String? = nil,
    as user: String? = "system",
    headers: [String: String] = [:]
  ) -> DepotResponse {
    var headers = headers
    if let user { headers["authorization"] = "Token token=\(tokens[user] ?? "none")" }
    if body != nil, headers["content-type"] == nil {
      headers["content-type"] = "application/json"
    }
    headers["host"] = "depot.test"
    let bytes = Array((body ?? "").utf8)
    return depot.respond(
      to: DepotRequest(method: method, target: "/v1" + target, headers: headers, body: bytes)
    )
  }

  /// A GET of a collection with a `q`.
  func search(_ resource: String, _ query: String, _ rest: String = "") -> DepotResponse {
    send("GET", "/\(resource)?q=\(Self.encoded(query))\(rest)")
  }

  static func logIn(_ depot: Depot, _ name: String) throws -> String {
    let response = depot.respond(
      to: DepotRequest(
        method: "POST",
        path: "/v1/auth/login",
        headers: ["content-type": "application/x-www-form-urlencoded"],
        body: Array("username=\(name)&password=\(name)".utf8)
      )
    )
    let node = try JSONNode(parsing: response.body)
    guard case .text(let token)? = node["message"]?["login_successful"]?["API_token"] else {
      throw BenchError(text: response.text)
    }
    return token
  }

  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + String(format: "%02X", byte)
    }.joined()
  }

  private static func fill(_ depot: Depot, _ clock: TestClock) throws {
    func make(_ resource: String, _ fields: RowFields) throws {
      let response = depot.write(as: "import", .create, resource, fields)
      guard response.status == 201 else { throw BenchError(text: response.text) }
    }
    for name in ["NON_EXISTANT", "STORED", "SHIPPED"] {
      try make("state_types", ["name": .text(name)])
    }
    try make(
      "entities",
      ["name": .text("BBOXX"), "bboxx_company_flag": .boolean(true), "financier": .boolean(false)]
    )
    try make("hubs", ["name": .text("Kigali"), "entity_id": .integer(1)])
    for name in ["Nyabugogo", "Remera", "Kimironko"] {
      try make("shops", ["name": .text(name), "hub_id": .integer(1)])
    }
    try make("product_types", ["name": .text("bPower50")])
    for (index, imei) in imeis.enumerated() {
      try make(
        "products",
        [
          "product_imei": .text(imei), "current_enable_flag": .boolean(index != 1),
          "desired_enable_flag": .boolean(true), "imsi": .text("63510000000000\(index)"),
          "product_type_id": .integer(1), "serial_number": .text("BX-\(index + 1)"),
          "shop_id": index < 2 ? .integer(1) : .null, "hub_id": index < 2 ? .integer(1) : .null,
          "rtc_enabled_flag": .boolean(index == 0), "dcm_enabled_flag": .boolean(false),
        ]
      )
    }
    for name in ["no_light", "no_charge"] {
      try make("symptom_types", ["name": .text(name), "label": .text("Label \(name)")])
    }
    for (index, owner) in [0, 0, 1].enumerated() {
      clock.advance(seconds: 3_600.5)
      try make(
        "repairs",
        [
          "product_imei": .text(imeis[owner]), "pending_status": .boolean(true),
          "measured_battery_capacity": index == 2 ? .null : .real(10.5 + Double(index)),
          "arrival_date": .text("2018-03-0\(index + 1)"),
        ]
      )
    }
    clock.advance(seconds: 100)
    let change: RowFields = ["outcome": .text("réparé")]
    #expect(
      depot.write(as: "colleague", .update, "repairs", key: .integer(2), change).status == 200
    )
    try make(
      "repair_symptom_type_linker",
      ["repair_id": .integer(1), "symptom_type_id": .integer(2)]
    )
    for text in ["first", "Second 100% \"ok\""] {
      try make("product_notes", ["product_imei": .text(imeis[0]), "note_text": .text(text)])
    }
  }
}

struct BenchError: Error {
  let text: String
}

/// Numbers that repeat from run to run.
struct SeededNumbers: RandomNumberGenerator, Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

extension Bench {
  /// How many rows each resource that the cases touch has.
  func rowCounts() throws -> [String: Int] {
    let names = [
      "alerts", "enable_history", "networks", "product_notes", "product_types", "products",
      "repair_symptom_type_linker", "repairs", "shops", "sms_history", "states", "symptom_types",
    ]
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try depot.count(of: $0)) })
  }

  /// The stored row of an integer key.
  func row(_ resource: String, _ key: Int64) throws -> RowFields {
    let table = try #require(depot.catalog[resource])
    let rows = try depot.rows(of: resource)
    return try #require(rows.first { $0.key(in: table) == .integer(key) })
  }
}

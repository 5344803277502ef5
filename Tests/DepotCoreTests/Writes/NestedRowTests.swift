import CatalogModel
import Testing

@testable import DepotCore

struct NestedRowTests {
  private static let linkers = "repair_symptom_type_linker"
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test func `a repair and its symptoms are created together`() throws {
    let response = bench.send(
      "POST",
      "/repairs",
      json:
        #"{"product_imei":"\#(Bench.imeis[0])","\#(Self.linkers)":[{"symptom_type_id":1},{"symptom_type_id":2}]}"#,
      as: "tech"
    )
    #expect(response.status == 201)
    #expect(response.json[Self.linkers] == nil)
    let made = try bench.depot.rows(of: Self.linkers).filter { $0["repair_id"] == .integer(4) }
    #expect(made.map { $0["symptom_type_id"] } == [.integer(1), .integer(2)])
    #expect(made.allSatisfy { $0["created_by"] == .text("tech") })
  }

  @Test func `one bad child stores nothing at all`() throws {
    let before = try bench.rowCounts()
    let response = bench.send(
      "POST",
      "/repairs",
      json:
        #"{"product_imei":"\#(Bench.imeis[0])","\#(Self.linkers)":[{"symptom_type_id":1},{"symptom_type_id":99}]}"#
    )
    #expect(response.line == Refused.integrity)
    #expect(try bench.rowCounts() == before)
  }

  @Test func `children have children`() throws {
    let shops =
      #"[{"name":"New 1"},{"name":"New 2","products":[{"product_imei":"\#(Bench.imeis[2])"}]}]"#
    let body =
      #"{"name":"East","bboxx_company_flag":true,"hubs":[{"name":"Kibungo","shops":\#(shops)}]}"#
    let response = bench.send("POST", "/entities", json: body)
    #expect(response.status == 201, "\(response.text)")
    #expect(try bench.row("hubs", 2)["entity_id"] == .integer(2))
    #expect(try bench.row("shops", 5)["hub_id"] == .integer(2))
    #expect(try bench.depot.rows(of: "products")[2]["shop_id"] == .integer(5))
  }

  @Test func `a child brings its own key, or names one that is there`() throws {
    let key = "repair_symptom_type_linker_id"
    let children = #"[{"\#(key)":70,"symptom_type_id":1},{"\#(key)":1}]"#
    let response = bench.send(
      "POST",
      "/repairs",
      json: #"{"product_imei":"\#(Bench.imeis[0])","\#(Self.linkers)":\#(children)}"#
    )
    #expect(response.status == 201, "\(response.text)")
    let linkers = try bench.depot.rows(of: Self.linkers)
    #expect(linkers.map { $0[key] } == [.integer(1), .integer(70)])
    #expect(linkers.allSatisfy { $0["repair_id"] == .integer(4) })
  }

  @Test(arguments: [
    #"[{"symptom_type_id":1,"nope":1}]"#, #"[{"symptom_type_id":1,"created_at":"x"}]"#, "[1]",
    "null",
    #"{"add":[{"symptom_type_id":1}]}"#, #"{"symptom_type_id":1}"#,
  ])
  func `what makes the library stumble stores nothing`(_ children: String) throws {
    let before = try bench.rowCounts()
    let response = bench.send(
      "POST",
      "/repairs",
      json: #"{"product_imei":"\#(Bench.imeis[0])","\#(Self.linkers)":\#(children)}"#
    )
    #expect(response.status == 500)
    #expect(try bench.rowCounts() == before)
  }

  @Test func `add appends`() throws {
    let response = bench.send(
      "PUT",
      "/repairs/1",
      json: #"{"\#(Self.linkers)":{"add":[{"symptom_type_id":1}]}}"#
    )
    #expect(response.status == 200)
    #expect(try bench.depot.count(of: Self.linkers) == 2)
  }

  @Test func `a list replaces the relation`() throws {
    // The linker that the list leaves out may not lose its repair.
    let refused = bench.send("PUT", "/repairs/1", json: #"{"\#(Self.linkers)":[]}"#)
    #expect(refused.line == Refused.integrity)
    // A product may lose its shop.
    let response = bench.send(
      "PUT",
      "/shops/1",
      json: #"{"products":[{"product_imei":"\#(Bench.imeis[2])"}]}"#
    )
    #expect(response.status == 200)
    let shops = try bench.depot.rows(of: "products").map { $0["shop_id"] }
    #expect(shops == [.null, .null, .integer(1)])
  }

  @Test func `remove detaches`() throws {
    let response = bench.send(
      "PUT",
      "/shops/1",
      json: #"{"products":{"remove":[{"product_imei":"\#(Bench.imeis[0])"}]}}"#
    )
    #expect(response.status == 200)
    #expect(try bench.depot.rows(of: "products")[0]["shop_id"] == .null)
  }

  @Test func `a server that exposes no relation does not know the field`() throws {
    var settings = DepotSettings()
    settings.acceptsNestedRows = false
    let bench = try Bench(settings: settings)
    let body = #"{"product_imei":"\#(Bench.imeis[0])","\#(Self.linkers)":[]}"#
    #expect(bench.send("POST", "/repairs", json: body).line == Refused.validation)
    #expect(bench.send("PUT", "/repairs/1", json: body).status == 400)
  }

  @Test func `rows under a row show the columns that both have`() {
    let response = bench.send("GET", "/products/\(Bench.imeis[0])/repairs")
    #expect(response.status == 200)
    #expect(response.count == 2)
    guard case .array(let rows)? = response.json["objects"], case .object(let first)? = rows.first
    else {
      Issue.record("no rows")
      return
    }
    #expect(
      first.keys.sorted()
        == ["created_at", "created_by", "modified_at", "modified_by", "product_imei"]
    )
  }
}

import CatalogModel
import Testing

@testable import DepotCore

/// A value sent for a column of a repair or shop, and what the row then holds.
struct CoercionCase: Sendable, CustomTestStringConvertible {
  let column: String
  let sent: String
  let stored: FieldValue

  init(_ column: String, _ sent: String, _ stored: FieldValue) {
    self.column = column
    self.sent = sent
    self.stored = stored
  }

  var testDescription: String { "\(column) \(sent)" }
}

struct StoredWriteTests {
  static let coercions: [CoercionCase] = [
    CoercionCase("repair_centre_id", "null", .null),
    CoercionCase("latest_workflow_event_id", "1.7", .integer(2)),
    CoercionCase("latest_workflow_event_id", "\"1\"", .integer(1)),
    CoercionCase("outcome", "5", .text("5")),
    CoercionCase("outcome", "\"\u{e9}\u{1F600}\"", .text("\u{e9}\u{1F600}")),
    CoercionCase("outcome", "true", .text("true")),
    CoercionCase("pending_status", "1", .boolean(true)),
    CoercionCase("pending_status", "false", .boolean(false)),
    CoercionCase("measured_battery_capacity", "4", .real(4)),
    CoercionCase("measured_battery_capacity", "\"4.5\"", .real(4.5)),
    CoercionCase("arrival_date", "\"2018-11-03T12:30:00\"", .text("2018-11-03")),
    CoercionCase("arrival_date", "\"01/02/2016\"", .text("2016-01-02")),
    CoercionCase("arrival_date", "\"10\"", .text("2018-03-10")),
    CoercionCase("arrival_date", "\"\"", .null),
    CoercionCase(
      "context",
      "{\"b\":[1,\"\u{e9}\"],\"a\":null}",
      .json("{\"a\":null,\"b\":[1,\"\u{e9}\"]}")
    ),
    CoercionCase("context", "[1]", .json("[1]")),
    CoercionCase("outcome", "1e16", .text("10000000000000000")),
    CoercionCase("outcome", "-0.0", .text("0.0")),
  ]

  let bench: Bench

  init() throws { bench = try Bench() }

  @Test(arguments: coercions)
  func `a value is stored as the database casts it`(_ coercion: CoercionCase) throws {
    let created = bench.send(
      "POST",
      "/repairs",
      json: #"{"product_imei":"\#(Bench.imeis[2])","\#(coercion.column)":\#(coercion.sent)}"#
    )
    #expect(created.status == 201, "\(created.text)")
    let column = try #require(bench.depot.catalog["repairs"]?.column(coercion.column))
    let answered = try #require(created.json[coercion.column]?.fieldValue)
    #expect(column.equivalent(answered, coercion.stored))
    #expect(try bench.row("repairs", 4)[coercion.column] == coercion.stored)
    #expect(created.body.allSatisfy { $0 < 0x80 })
  }

  @Test func `a datetime with a zone is converted to UTC`() {
    let body =
      #"{"product_imei":"\#(Bench.imeis[0])","alert_type_id":1,"start_time":"2018-03-01T12:00:00+02:00"}"#
    let type: RowFields = [
      "name": .text("low"), "label": .text("Low"), "version": .integer(1), "status": .text("live"),
      "analysis_frequency": .integer(3_600), "active": .boolean(true),
    ]
    #expect(bench.depot.write(as: "x", .create, "alert_types", type).status == 201)
    let created = bench.send("POST", "/alerts", json: body)
    #expect(created.json["start_time"] == .text("2018-03-01T10:00:00"))
  }

  @Test func `a created row comes back whole, stamped, with its place`() throws {
    let created = bench.send(
      "POST",
      "/product_notes",
      json:
        #"{"product_imei":"\#(Bench.imeis[0])","note_text":"a/b \"é\"","product_note_id":77,"created_by":"me"}"#,
      as: "tech"
    )
    #expect(created.status == 201)
    #expect(created.header("location") == "http://depot.test/v1/product_notes/77")
    #expect(created.header("content-type") == "application/json")
    #expect(
      created.line
        == #"{"created_at":"\#(bench.clock.now)","created_by":"tech","modified_at":null,"#
        + #""modified_by":null,"note_text":"a/b \"\u00e9\"","product_imei":"356799070010010","#
        + #""product_note_id":77}"#
    )
  }

  @Test func `a change stamps the row and leaves the rest`() throws {
    bench.clock.advance(seconds: 5)
    let before = try bench.row("repairs", 1)
    let response = bench.send("PUT", "/repairs/1", json: #"{"outcome":"ok"}"#, as: "tech")
    #expect(response.status == 200)
    var expected = before
    expected["outcome"] = .text("ok")
    expected["modified_at"] = .text(bench.clock.now.description)
    expected["modified_by"] = .text("tech")
    #expect(try bench.row("repairs", 1) == expected)
    #expect(response.json["outcome"] == .text("ok"))
  }

  @Test(arguments: [
    "{}", #"{"outcome":"réparé"}"#, #"{"measured_battery_capacity":11.5}"#,
    #"{"modified_at":"2030-01-01","created_by":"me"}"#, #"{"repair_id":2}"#,
  ])
  func `a change that changes nothing stamps nothing`(_ body: String) throws {
    bench.clock.advance(seconds: 5)
    let before = try bench.row("repairs", 2)
    let response = bench.send("PUT", "/repairs/2", json: body, as: "tech")
    #expect(response.status == 200)
    #expect(try bench.row("repairs", 2) == before)
  }

  @Test(arguments: [
    #"{"measured_battery_capacity":"11.5"}"#, #"{"repair_id":"2"}"#,
    #"{"product_imei":"356799070010010","outcome":"other"}"#,
  ])
  func `the library compares before the database casts`(_ body: String) throws {
    bench.clock.advance(seconds: 5)
    #expect(bench.send("PUT", "/repairs/2", json: body, as: "tech").status == 200)
    #expect(try bench.row("repairs", 2)["modified_by"] == .text("tech"))
  }

  @Test func `a whole real number inside JSON stays real`() {
    let response = bench.send("PUT", "/repairs/1", json: #"{"context":[2.0,2]}"#)
    #expect(response.text.contains(#""context":[2.0,2]"#))
  }

  @Test func `spaces beyond the length are cut off`() throws {
    let body = #"{"latitude":"123456789012   "}"#
    #expect(bench.send("PUT", "/shops/1", json: body).json["latitude"] == .text("123456789012"))
  }

  @Test(arguments: [
    ("[1,true,null,\"x\"]", #"["1","true",null,"x"]"#), (#""ab""#, #"["a","b"]"#),
    (#"{"k":1}"#, #"["k"]"#),
  ])
  func `an array is made of whatever can be walked over`(_ sent: String, _ stored: String) throws {
    let response = bench.send("PUT", "/product_types/1", json: "{\"parameter_types\":\(sent)}")
    #expect(response.json["parameter_types"]?.description == stored)
  }

  @Test func `a reference from a row that is not listed keeps its target`() throws {
    let centre: RowFields = ["name": .text("Centre"), "entity_id": .integer(1)]
    #expect(bench.depot.write(as: "x", .create, "repair_centres", centre).status == 201)
    let link = bench.send("PUT", "/repairs/1", json: #"{"repair_centre_id":1}"#)
    #expect(link.status == 200)
    #expect(bench.send("DELETE", "/repair_centres/1").line == Refused.integrity)
    #expect(bench.send("DELETE", "/shops/1").status == 204)
    #expect(try bench.depot.rows(of: "products")[0]["shop_id"] == .null)
  }

  @Test func `a change of key is committed and answered as missing`() throws {
    let response = bench.send("PUT", "/repairs/3", json: #"{"repair_id":30}"#)
    #expect(response.status == 404)
    #expect(response.line == Refused.missing)
    #expect(bench.send("GET", "/repairs/30").status == 200)
    #expect(bench.send("GET", "/repairs/3").status == 404)
    #expect(bench.send("PUT", "/repairs/1", json: #"{"repair_id":2}"#).line == Refused.integrity)
  }

  @Test func `a deleted row is gone and its key is never given again`() throws {
    let response = bench.send("DELETE", "/product_notes/2")
    #expect(response.status == 204)
    #expect(response.body.isEmpty)
    #expect(response.header("content-type") == "application/json")
    #expect(bench.send("GET", "/product_notes/2").line == Refused.missing)
    let created = bench.send(
      "POST",
      "/product_notes",
      json: #"{"product_imei":"\#(Bench.imeis[0])","note_text":"again"}"#
    )
    #expect(created.json["product_note_id"] == .integer(3))
  }

  @Test func `deleting a parent nulls references without a stamp`() throws {
    #expect(bench.send("DELETE", "/shops/1").status == 204)
    let products = try bench.depot.rows(of: "products")
    #expect(products.allSatisfy { $0["shop_id"] == .null && $0["modified_at"] == .null })
  }

  @Test func `deleting a parent that must be referred to is refused whole`() throws {
    #expect(bench.send("DELETE", "/hubs/1").line == Refused.integrity)
    #expect(try bench.depot.rows(of: "products")[0]["hub_id"] == .integer(1))
  }
}

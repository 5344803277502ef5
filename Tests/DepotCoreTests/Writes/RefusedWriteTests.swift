import CatalogModel
import Testing

@testable import DepotCore

struct RefusedWriteTests {
  private static let imei = Bench.imeis[0]

  static let creates: [WriteCase] = [
    WriteCase(
      "POST",
      "/repairs",
      #"{"product_imei":"\#(imei)","nope":1}"#,
      400,
      Refused.validation
    ),
    WriteCase("POST", "/repairs", "{}", 400, Refused.integrity),
    WriteCase("POST", "/repairs", "null", 400, Refused.integrity),
    WriteCase("POST", "/repairs", #"{"product_imei":"111111111111111"}"#, 400, Refused.integrity),
    WriteCase("POST", "/repairs", #"{"product_imei":"1234567890123456"}"#, 400, Refused.data),
    WriteCase("POST", "/repairs", #"{"product_imei":{}}"#, 400, Refused.programming),
    WriteCase("POST", "/repairs", #"{"product_imei":"a\u0000b"}"#, 500),
    WriteCase(
      "POST",
      "/symptom_types",
      #"{"name":"no_light","label":"x"}"#,
      400,
      Refused.integrity
    ),
    WriteCase("POST", "/shops", #"{"name":"x","hub_id":"abc"}"#, 400, Refused.data),
    WriteCase("POST", "/shops", #"{"name":"x","hub_id":99999999999}"#, 400, Refused.data),
    WriteCase("POST", "/shops", #"{"name":"x","hub_id":4503599627370496}"#, 400, Refused.data),
    WriteCase("POST", "/shops", #"{"name":"x","hub_id":true}"#, 400, Refused.programming),
    WriteCase("POST", "/shops", #"{"name":"x","hub_id":[1]}"#, 400, Refused.programming),
    WriteCase(
      "POST",
      "/repairs",
      #"{"product_imei":"\#(imei)","arrival_date":"garbage"}"#,
      500
    ),
    WriteCase("POST", "/repairs", #"{"product_imei":"\#(imei)","arrival_date":5}"#, 500),
    WriteCase("POST", "/repairs", #"{"product_imei":"\#(imei)","pending_status":"abc"}"#, 500),
    WriteCase(
      "POST",
      "/repairs",
      #"{"product_imei":"\#(imei)","process":"Burnt"}"#,
      400,
      Refused.data
    ),
    WriteCase(
      "POST",
      "/repairs",
      #"{"product_imei":"\#(imei)","measured_battery_capacity":"lots"}"#,
      400,
      Refused.data
    ),
    WriteCase(
      "POST",
      "/product_types",
      #"{"name":"x","parameter_types":5}"#,
      500
    ),
    WriteCase("POST", "/repairs", "[1]", 500),
    WriteCase("POST", "/repairs", #"["nope"]"#, 400, Refused.validation),
    WriteCase("POST", "/repairs", #"["outcome"]"#, 500),
    WriteCase("PUT", "/repairs/1", #""x""#, 400, #"{"message":"Model does not have field 'x'"}"#),
    WriteCase("PUT", "/repairs/1", #"{"repair_id":null}"#, 400, Refused.integrity),
    WriteCase("PUT", "/repairs/1", #"{"created_at":"garbage"}"#, 500),
    WriteCase("POST", "/repairs", "{broken", 400, Refused.decode),
    WriteCase("POST", "/repairs", "", 400, Refused.decode),
    WriteCase("POST", "/networks", #"{"name":"MTN"}"#, 400, Refused.integrity),
  ]

  static let changes: [WriteCase] = [
    WriteCase(
      "PUT",
      "/repairs/1",
      #"{"nope":1}"#,
      400,
      #"{"message":"Model does not have field 'nope'"}"#
    ),
    WriteCase("PUT", "/repairs/99", #"{"outcome":"x"}"#, 404, Refused.missing),
    WriteCase("PUT", "/repairs/abc", #"{"outcome":"x"}"#, 400, Refused.data),
    WriteCase("PUT", "/repairs/1", #"{"product_imei":null}"#, 400, Refused.integrity),
    WriteCase("PUT", "/symptom_types/1", #"{"name":"no_charge"}"#, 400, Refused.integrity),
    WriteCase("PUT", "/repairs/1", #"{"outcome":{"a":1}}"#, 400, Refused.programming),
    WriteCase("PUT", "/repairs", #"{"outcome":"x"}"#, 405),
    WriteCase("PATCH", "/repairs/1", #"{"outcome":"x"}"#, 405),
    WriteCase("POST", "/repairs/1", "{}", 405),
    WriteCase("DELETE", "/repairs", nil, 405),
    WriteCase("DELETE", "/repairs/99", nil, 404, Refused.missing),
    WriteCase("DELETE", "/repairs/1.0", nil, 400, Refused.data),
    WriteCase("DELETE", "/products/\(imei)", nil, 400, Refused.integrity),
    WriteCase("POST", "/products", "{}", 405),
    WriteCase("POST", "/states", "{}", 405),
    WriteCase("POST", "/nowhere", "{}", 404),
    WriteCase("POST", "/repairs/", "{}", 404),
  ]

  static let reads: [WriteCase] = [
    WriteCase("GET", "/repairs/99", nil, 404, Refused.missing),
    WriteCase("GET", "/repairs/abc", nil, 400, Refused.data),
    WriteCase("GET", "/repairs/1.0", nil, 400, Refused.data),
    WriteCase("GET", "/repairs/99999999999", nil, 400, Refused.data),
    WriteCase("GET", "/products/\(imei)/nothing", nil, 500),
    WriteCase("GET", "/products/\(imei)/serial_number", nil, 500),
    WriteCase("GET", "/products/999/repairs", nil, 404, Refused.missing),
    WriteCase("GET", "/products/", nil, 404),
    WriteCase("GET", "/nowhere", nil, 404),
    WriteCase("GET", "/repairs/1/alerts/1", nil, 404, Refused.missing),
    WriteCase("GET", "/repairs/1/alerts/1/x", nil, 404),
    WriteCase("GET", "/repair_product_linker", nil, 405),
  ]

  let bench: Bench

  init() throws { bench = try Bench() }

  @Test(arguments: creates + changes + reads)
  func `a request is refused as the library refuses it, and changes nothing`(
    _ write: WriteCase
  ) throws {
    let before = try bench.rowCounts()
    let response = bench.send(write.method, write.target, json: write.body)
    #expect(response.status == write.status, "\(response.text)")
    if let answer = write.answer {
      #expect(response.line == answer)
      #expect(response.header("content-type") == "application/json")
    } else {
      #expect(response.isHTML)
    }
    #expect(try bench.rowCounts() == before)
    #expect(bench.depot.failures.isEmpty)
  }

  @Test func `a method that is not offered names those that are`() {
    #expect(bench.send("PUT", "/repairs", json: "{}").header("allow") == "GET, HEAD, OPTIONS, POST")
    #expect(bench.send("POST", "/products", json: "{}").header("allow") == "GET, HEAD, OPTIONS")
    #expect(
      bench.send("PATCH", "/repairs/1", json: "{}").header("allow")
        == "DELETE, GET, HEAD, OPTIONS, PUT"
    )
  }

  @Test(arguments: ["POST", "PUT"])
  func `a write needs a content type, and JSON's`(_ method: String) {
    let target = method == "POST" ? "/repairs" : "/repairs/1"
    let without = bench.send(method, target)
    #expect(without.status == 500)
    let other = bench.send(method, target, json: "{}", headers: ["content-type": "text/plain"])
    #expect(other.status == 415)
    #expect(other.json["message"] != nil)
  }
}

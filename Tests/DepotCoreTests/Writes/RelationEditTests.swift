import CatalogModel
import Testing

@testable import DepotCore

/// What a PUT or a path does to the rows that a row lists.
struct RelationEditTests {
  private static let linkers = "repair_symptom_type_linker"
  private static let linkerKey = "repair_symptom_type_linker_id"
  let bench: Bench

  init() throws { bench = try Bench() }

  private func change(_ relation: String, to target: String = "/repairs/1") -> DepotResponse {
    bench.send("PUT", target, json: "{\"\(Self.linkers)\":\(relation)}", as: "tech")
  }

  private func linker(_ key: Int64) throws -> RowFields? {
    try bench.depot.rows(of: Self.linkers).first { $0[Self.linkerKey] == .integer(key) }
  }

  @Test(arguments: [
    #"{"add":{"symptom_type_id":1}}"#, #"{"add":[{"symptom_type_id":1}],"hello":1}"#,
    #"{"add":[{"symptom_type_id":1}],"remove":null}"#,
  ])
  func `one row is added`(_ relation: String) throws {
    #expect(change(relation).status == 200)
    #expect(try linker(2)?["repair_id"] == .integer(1))
  }

  @Test func `a row that is there moves without a stamp`() throws {
    #expect(change("{\"add\":[{\"\(Self.linkerKey)\":1}]}", to: "/repairs/2").status == 200)
    #expect(try linker(1)?["repair_id"] == .integer(2))
    #expect(try linker(1)?["modified_by"] == .null)
  }

  @Test func `a row that is there takes what else is said of it, with a stamp`() throws {
    let relation = "{\"add\":[{\"\(Self.linkerKey)\":1,\"symptom_type_id\":1}]}"
    #expect(change(relation, to: "/repairs/2").status == 200)
    #expect(try linker(1)?["symptom_type_id"] == .integer(1))
    #expect(try linker(1)?["modified_by"] == .text("tech"))
  }

  @Test(arguments: [
    #"{"remove":[{"repair_symptom_type_linker_id":1,"__delete__":true}]}"#,
    #"{"remove":[{"symptom_type_id":2,"repair_id":1,"__delete__":true}]}"#,
    #"{"remove":[{"id":1,"__delete__":true}]}"#,
  ])
  func `a row is removed and deleted`(_ relation: String) throws {
    #expect(change(relation).status == 200)
    #expect(try linker(1) == nil)
  }

  @Test func `a row that may not be alone is not removed`() throws {
    let relation = "{\"remove\":[{\"\(Self.linkerKey)\":1}]}"
    #expect(change(relation).line == Refused.integrity)
    #expect(try linker(1)?["repair_id"] == .integer(1))
  }

  @Test(arguments: [
    #"{"remove":[{"id":99}]}"#, #"{"remove":[{"nope":1}]}"#, #"{"remove":[1]}"#, #"{"remove":"x"}"#,
    #"{"add":5}"#, #"{"add":[5]}"#, #"{"add":[{"symptom_type_id":1,"nope":1}]}"#, "{}", "null", "5",
    #"{"symptom_type_id":1}"#, "[1]",
  ])
  func `what makes the library stumble changes nothing`(_ relation: String) throws {
    let before = try bench.depot.rows(of: Self.linkers)
    #expect(change(relation).status == 500)
    #expect(try bench.depot.rows(of: Self.linkers) == before)
  }

  @Test func `a row of another is not removed`() throws {
    #expect(change("{\"remove\":[{\"id\":1}]}", to: "/repairs/2").status == 500)
    let elsewhere = "/shops/2/products/\(Bench.imeis[0])"
    #expect(bench.send("DELETE", elsewhere).status == 500)
    #expect(try bench.depot.rows(of: "products")[0]["shop_id"] == .integer(1))
  }

  @Test func `a path takes a row out of a relation`() throws {
    let response = bench.send("DELETE", "/shops/1/products/\(Bench.imeis[0])")
    #expect(response.status == 204)
    #expect(try bench.depot.rows(of: "products")[0]["shop_id"] == .null)
    #expect(bench.send("DELETE", "/repairs/1/\(Self.linkers)/1").line == Refused.integrity)
    #expect(bench.send("DELETE", "/shops/1/nope/1").status == 500)
  }

  @Test func `a change of a row under a row changes the row above`() throws {
    let response = bench.send("PUT", "/shops/1/products/0", json: #"{"name":"Renamed"}"#)
    #expect(response.status == 200)
    #expect(try bench.row("shops", 1)["name"] == .text("Renamed"))
  }

  @Test func `the row that a link leads to can be read under its name`() throws {
    let response = bench.send("GET", "/repairs/1/product")
    #expect(response.json["product_imei"] == .text(Bench.imeis[0]))
    #expect(bench.send("GET", "/products/\(Bench.imeis[2])/shop").line == Refused.missing)
  }
}

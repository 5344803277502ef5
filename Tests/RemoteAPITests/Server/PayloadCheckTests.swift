import CatalogModel
import RemoteAPI
import Testing

struct PayloadCheckTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let resource: String
    let kind: RowWrite.Kind
    let fields: RowFields

    init(_ name: String, _ resource: String, _ kind: RowWrite.Kind, _ fields: RowFields = [:]) {
      self.name = name
      self.resource = resource
      self.kind = kind
      self.fields = fields
    }

    var testDescription: String { name }
  }

  private static let provisional: Int64 = 1 << 52
  private static let one = RowWrite.Kind.update(.integer(1))

  static let unfit = [
    Case(
      "update of a provisional key",
      "repairs",
      .update(.integer(provisional)),
      ["outcome": .null]
    ),
    Case("delete of a provisional key", "repairs", .delete(.integer(provisional + 9))),
    Case("update without a value", "repairs", one),
    Case("text where keys are numbers", "repairs", .delete(.text("1"))),
    Case("empty key", "products", .update(.text("")), ["serial_number": .null]),
    Case("key that climbs", "products", .delete(.text(".."))),
    Case("provisional link", "repairs", one, ["repair_centre_id": .integer(provisional)]),
    Case("provisional link in a create", "alerts", .create, ["repair_id": .integer(provisional)]),
    Case("key in an update", "repairs", one, ["repair_id": .integer(1)]),
    Case("key in a create of a server-named row", "repairs", .create, ["repair_id": .integer(1)]),
    Case("stamp", "repairs", one, ["modified_at": .text("2016-01-01T00:00:00")]),
    Case("column that is not there", "repairs", one, ["nothing_such": .integer(1)]),
    Case("relation", "repairs", one, ["alerts": .json("[]")]),
    Case("no key for a row that its creator names", "networks", .create, ["name": .text("x")]),
    Case("method that is not offered", "part_product_linker", .create, ["part_id": .integer(1)]),
    Case("not an option", "repairs", one, ["process": .text("Thrown away")]),
    Case("wrong type", "repairs", one, ["measured_battery_capacity": .text("much")]),
    Case("too long", "repairs", one, ["product_imei": .text("3532730900000000")]),
    Case("null where there is none", "repairs", one, ["product_imei": .null]),
    Case("a NUL", "repairs", one, ["outcome": .text("a\0b")]),
    Case("not a number", "repairs", one, ["measured_battery_capacity": .real(.nan)]),
    Case("bytes", "repairs", one, ["outcome": .blob([1])]),
  ]

  @Test(arguments: unfit)
  func `a write that only a mistake can make is not sent`(_ test: Case) async throws {
    let shop = try Shop()
    let write = RowWrite(
      kind: test.kind,
      resource: try shop.resource(test.resource),
      fields: test.fields
    )
    let error = await #expect(throws: RemoteError.self) { try await shop.server.perform(write) }
    #expect(error?.code == .refusedByClient)
    #expect(shop.transport.requests.isEmpty)
  }

  private static func attached(_ fields: RowFields, to shop: Shop) throws -> AttachedRow {
    let relation = try #require(
      shop.resource("repairs").relations.first { $0.resource == "repair_symptom_type_linker" }
    )
    return AttachedRow(
      relation: relation,
      resource: try shop.resource(relation.resource),
      fields: fields
    )
  }

  @Test
  func `a row within a new row goes under the name of its relation, without its reference`()
    async throws
  {
    let shop = try Shop([.json(201, #"{"repair_id":12}"#)])
    let provisional = FieldValue.integer(Self.provisional)
    let rows = try [Int64(1), 2].map { symptom in
      try Self.attached(
        ["repair_id": provisional, "symptom_type_id": .integer(symptom)],
        to: shop
      )
    }
    let write = RowWrite(
      kind: .create,
      resource: try shop.resource("repairs"),
      fields: ["product_imei": .text("353273090000000")],
      attached: rows
    )
    _ = try await shop.server.perform(write)
    let body = try #require(shop.transport.requests.last?.body)
    #expect(
      String(decoding: body, as: UTF8.self)
        == #"{"product_imei":"353273090000000","repair_symptom_type_linker":[{"symptom_type_id":1},"#
        + #"{"symptom_type_id":2}]}"#
    )
  }

  @Test(arguments: [
    (RowWrite.Kind.update(.integer(1)), "repairs", RowFields()),
    (.create, "products", RowFields()),
    (.create, "repairs", ["symptom_type_id": .integer(1 << 52)]),
    (.create, "repairs", ["repair_symptom_type_linker_id": .integer(1)]),
    (.create, "repairs", ["nothing_such": .integer(1)]),
  ])
  func `a row within another one is checked like any`(
    kind: RowWrite.Kind,
    resource: String,
    fields: RowFields
  ) async throws {
    let shop = try Shop()
    let write = RowWrite(
      kind: kind,
      resource: try shop.resource(resource),
      fields: ["product_imei": .text("353273090000000")],
      attached: [try Self.attached(fields, to: shop)]
    )
    let error = await #expect(throws: RemoteError.self) { try await shop.server.perform(write) }
    #expect(error?.code == .refusedByClient)
    #expect(shop.transport.requests.isEmpty)
  }

  @Test
  func `an update carries its fields and nothing else`() async throws {
    let shop = try Shop([.json(200, #"{"repair_id":12}"#)])
    let write = RowWrite(
      kind: .update(.integer(12)),
      resource: try shop.resource("repairs"),
      fields: [
        "outcome": .text("fixed \"well\""), "arrival_date": .text("2018-11-03T00:00:00"),
        "measured_battery_capacity": .integer(7), "pending_status": .integer(0),
        "context": .json(#"{"b":1,"a":[null]}"#), "repair_centre_id": .null,
      ]
    )
    _ = try await shop.server.perform(write)
    let request = try #require(shop.transport.requests.first)
    #expect(request.method == "PUT")
    #expect(request.path == "/v1/repairs/12")
    #expect(request.isWrite)
    #expect(request.header("Content-Type") == "application/json")
    #expect(
      request.text
        == #"{"arrival_date":"2018-11-03","context":{"a":[null],"b":1},"#
        + #""measured_battery_capacity":7.0,"outcome":"fixed \"well\"","pending_status":false,"#
        + #""repair_centre_id":null}"#
    )
  }

  @Test
  func `a create goes to the collection, with the key where its creator names it`() async throws {
    let shop = try Shop([.json(201, #"{"name":"a/b"}"#)])
    let write = RowWrite(
      kind: .create,
      resource: try shop.resource("channels"),
      fields: ["name": .text("a/b")]
    )
    _ = try await shop.server.perform(write)
    let request = try #require(shop.transport.requests.first)
    #expect(request.method == "POST")
    #expect(request.path == "/v1/channels")
    #expect(request.text == #"{"name":"a/b"}"#)
  }

  @Test
  func `a deletion has no body`() async throws {
    let shop = try Shop([.json(204, "")])
    let write = RowWrite(kind: .delete(.text("a/b")), resource: try shop.resource("channels"))
    _ = try await shop.server.perform(write)
    let request = try #require(shop.transport.requests.first)
    #expect(request.method == "DELETE")
    #expect(request.path == "/v1/channels/a%2Fb")
    #expect(request.body == nil)
  }
}

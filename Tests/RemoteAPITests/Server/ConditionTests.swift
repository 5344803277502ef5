import CatalogModel
import RemoteAPI
import Testing

/// Updates that are meant for one version of a row only.
struct ConditionTests {
  private static let row = #"{"outcome":"fixed","repair_id":12}"#
  private let stamp = NaiveTime("2024-05-01T10:00:00.250000")

  private func change(_ shop: Shop, modifiedAt: NaiveTime?) async throws -> WriteAnswer {
    try await shop.server.perform(
      RowWrite(
        kind: .update(.integer(12)),
        resource: try shop.resource("repairs"),
        fields: ["outcome": .text("fixed")],
        expected: RowVersion(column: "modified_at", modifiedAt: modifiedAt)
      )
    ).answer
  }

  @Test
  func `the update names the key and the stamp, and the row is read afterwards`() async throws {
    let shop = try Shop([.json(200, #"{"num_modified":1}"#), .json(200, Self.row)])
    let answer = try await change(shop, modifiedAt: stamp)
    #expect(answer == .applied(["repair_id": .integer(12), "outcome": .text("fixed")]))
    let requests = shop.transport.requests
    #expect(requests.map(\.method) == ["PUT", "GET"])
    #expect(requests.map(\.path) == ["/v1/repairs", "/v1/repairs/12"])
    #expect(requests.map(\.isWrite) == [true, false])
    let body = try JSONNode(parsing: requests[0].body ?? [])
    #expect(body["outcome"] == .text("fixed"))
    #expect(
      body["q"]?["filters"]
        == .array([
          .object(["name": .text("repair_id"), "op": .text("eq"), "val": .integer(12)]),
          .object([
            "name": .text("modified_at"), "op": .text("eq"),
            "val": .text("2024-05-01T10:00:00.250000"),
          ]),
        ])
    )
  }

  @Test
  func `a row that was never changed is told by its empty stamp`() async throws {
    let shop = try Shop([.json(200, #"{"num_modified":0}"#)])
    #expect(try await change(shop, modifiedAt: nil) == .overtaken)
    let body = try JSONNode(parsing: shop.transport.requests[0].body ?? [])
    guard case .array(let filters)? = body["q"]?["filters"] else { throw BodyError() }
    #expect(filters.last == .object(["name": .text("modified_at"), "op": .text("is_null")]))
  }

  @Test
  func `an update whose row does not come is not taken for delivered`() async throws {
    for answer: ScriptedTransport.Answer in [.html(502, ""), .lost(.timedOut)] {
      let shop = try Shop([.json(200, #"{"num_modified":1}"#), answer])
      #expect(
        try await change(shop, modifiedAt: stamp) == .unknown(UnknownOutcome(reason: .notTheAPI))
      )
    }
  }

  @Test(arguments: [#"{"num_modified":2}"#, "{}", row])
  func `any other count settles nothing`(_ body: String) async throws {
    let shop = try Shop([.json(200, body), .json(200, Self.row)])
    guard case .unknown = try await change(shop, modifiedAt: stamp) else {
      Issue.record("\(body) is no answer")
      return
    }
  }

  @Test
  func `whether a server can is asked with a search that finds nothing, and without a value`()
    async throws
  {
    let shop = try Shop([
      .json(200, #"{"num_modified":0}"#), .json(200, #"{"num_modified":60}"#), .html(405),
      .json(400, #"{"message":"Unable to construct query"}"#),
    ])
    let repairs = try shop.resource("repairs")
    for isAble in [true, false, false, false] {
      #expect(try await shop.server.changesUnderCondition(repairs).isAble == isAble)
    }
    let request = try #require(shop.transport.requests.first)
    #expect((request.method, request.path) == ("PUT", "/v1/repairs"))
    #expect(
      try JSONNode(parsing: request.body ?? [])
        == .object([
          "q": .object([
            "filters": .array([
              .object(["name": .text("repair_id"), "op": .text("is_null")])
            ])
          ])
        ])
    )
  }

  private struct BodyError: Error {}
}

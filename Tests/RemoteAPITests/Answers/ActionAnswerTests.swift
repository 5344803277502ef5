import CatalogModel
import RemoteAPI
import Testing

struct ActionAnswerTests {
  static let answers: [(String, ScriptedTransport.Answer, ActionAnswer)] = [
    (
      "success",
      .json(200, #"{"status":"success","message":"queued","data":null}"#),
      .done(.object(["status": .text("success"), "message": .text("queued"), "data": .null]))
    ),
    (
      "an error with success's status",
      .json(
        200,
        #"{"status":"validation-error","validation_errors":{"x":"y"},"message":"m","data":{}}"#
      ),
      .refused(Refusal(status: 200, words: "m", fields: ["x": "y"]))
    ),
    (
      "a refusal",
      .json(400, #"{"status":"error","message":"wrong state","data":null}"#),
      .refused(Refusal(status: 400, words: "wrong state"))
    ),
    ("no such unit", .json(404, "{}"), .missing),
    (
      "JSON that is no envelope",
      .json(200, "[1]"),
      .unknown(UnknownOutcome(reason: .notTheAPI, status: 200))
    ),
    ("a portal", .html(200), .unknown(UnknownOutcome(reason: .notTheAPI, status: 200))),
    ("a fault", .html(500), .unknown(UnknownOutcome(reason: .status(500), status: 500))),
    (
      "no answer",
      .lost(.connectionLost),
      .unknown(UnknownOutcome(reason: .noAnswer(.connectionLost)))
    ),
  ]

  @Test(arguments: answers.indices)
  func `an answer to an action means one thing`(_ index: Int) async throws {
    let (_, answer, expected) = Self.answers[index]
    let shop = try Shop([answer])
    let call = ActionCall(
      action: try shop.action("change_state"),
      parameters: ["imei": .text("353273090028")],
      payload: ["new_state": .integer(4)]
    )
    #expect(try await shop.server.perform(call).answer == expected)
    let request = try #require(shop.transport.requests.first)
    #expect(request.method == "PUT")
    #expect(request.path == "/v1/products/353273090028/change_state")
    #expect(request.text == #"{"new_state":4}"#)
    #expect(request.isWrite)
  }

  @Test
  func `an action without payload has no body`() async throws {
    let shop = try Shop([.json(200, #"{"status":"success","message":"","data":null}"#)])
    let call = ActionCall(action: try shop.action("sync"), parameters: ["imei": .text("1")])
    _ = try await shop.server.perform(call)
    #expect(shop.transport.requests.first?.body == nil)
    #expect(shop.transport.requests.first?.isWrite == true)
  }

  @Test
  func `an action that reads takes any JSON and carries its payload in the query`() async throws {
    let shop = try Shop([.json(200, "[1,2]")])
    let call = ActionCall(
      action: try shop.action("parameter_history"),
      parameters: ["imei": .text("1")],
      payload: ["date": .text("2016-01-01")]
    )
    #expect(
      try await shop.server.perform(call).answer == .done(.array([.integer(1), .integer(2)]))
    )
    let request = try #require(shop.transport.requests.first)
    #expect(request.target == "/v1/products/1/parameters/history?date=2016-01-01")
    #expect(!request.isWrite)
  }

  @Test(arguments: [ScriptedTransport.Answer.html(200), .html(503), .lost(.connectionLost)])
  func `an action that reads fails where there is no answer`(
    _ answer: ScriptedTransport.Answer
  ) async throws {
    let shop = try Shop([answer])
    let call = ActionCall(
      action: try shop.action("repair_current_state"),
      parameters: ["repair_id": .integer(1)]
    )
    await #expect(throws: RemoteError.self) { try await shop.server.perform(call) }
  }

  static let unfit: [(String, [String: RowKey], [String: JSONNode])] = [
    ("change_state", [:], ["new_state": .integer(4)]),
    ("change_state", ["imei": .text("1")], [:]),
    ("change_state", ["imei": .text("1"), "other": .integer(1)], ["new_state": .integer(4)]),
    ("repair_history", ["repair_id": .integer(1 << 52)], [:]),
    (
      "dismiss_alert", ["alert_id": .integer(1)],
      ["repair_id": .integer(1 << 52)]
    ),
    (
      "repair_send_inputs", ["repair_id": .integer(1)],
      ["parts": .array([.object(["part_id": .integer(1 << 52)])])]
    ),
  ]

  @Test(arguments: unfit.indices)
  func `an action that only a mistake can make is not sent`(_ index: Int) async throws {
    let (name, parameters, payload) = Self.unfit[index]
    let shop = try Shop()
    let call = ActionCall(action: try shop.action(name), parameters: parameters, payload: payload)
    let error = await #expect(throws: RemoteError.self) { try await shop.server.perform(call) }
    #expect(error?.code == .refusedByClient)
    #expect(shop.transport.requests.isEmpty)
  }

  @Test
  func `a call does not show its payload`() throws {
    let shop = try Shop()
    let call = ActionCall(
      action: try shop.action("auth_login"),
      payload: ["password": .text("hunter2")]
    )
    #expect(!String(describing: call).contains("hunter2"))
  }
}

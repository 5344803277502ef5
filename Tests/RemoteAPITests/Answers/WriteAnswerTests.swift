import CatalogModel
import RemoteAPI
import Testing

struct WriteAnswerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: RowWrite.Kind
    let answer: ScriptedTransport.Answer
    let expected: WriteAnswer

    init(
      _ name: String,
      _ kind: RowWrite.Kind,
      _ answer: ScriptedTransport.Answer,
      _ expected: WriteAnswer
    ) {
      self.name = name
      self.kind = kind
      self.answer = answer
      self.expected = expected
    }

    var testDescription: String { name }
  }

  private static let update = RowWrite.Kind.update(.integer(12))
  private static let delete = RowWrite.Kind.delete(.integer(12))
  private static let row: RowFields = ["repair_id": .integer(12), "outcome": .text("fixed")]
  private static let rowText = #"{"outcome":"fixed","repair_id":12}"#

  private static func refused(
    _ status: Int,
    _ words: String,
    _ fields: [String: String] = [:]
  ) -> WriteAnswer {
    .refused(Refusal(status: status, words: words, fields: fields))
  }

  private static func stranger(_ status: Int, words: String = "") -> WriteAnswer {
    .unknown(UnknownOutcome(reason: .notTheAPI, status: status, words: words))
  }

  private static func unsettled(
    _ status: Int,
    retryAfter: Double? = nil,
    words: String = ""
  ) -> WriteAnswer {
    .unknown(
      UnknownOutcome(
        reason: .status(status),
        retryAfter: retryAfter,
        status: status,
        words: words
      )
    )
  }

  static let successes = [
    Case("a created row", .create, .json(201, rowText), .applied(row)),
    Case(
      "a content type that came twice",
      .create,
      .json(201, rowText, type: "application/json, application/json"),
      .applied(row)
    ),
    Case(
      "a content type with a character set",
      update,
      .json(200, rowText, type: "Application/JSON; charset=utf-8"),
      .applied(row)
    ),
    Case("a changed row", update, .json(200, rowText), .applied(row)),
    Case(
      "relations embedded in the answer",
      update,
      .json(200, #"{"repair_id":12,"outcome":"fixed","alerts":[{"alert_id":1}],"x":{"y":1}}"#),
      .applied(row)
    ),
    Case(
      "scalars that the catalog does not know",
      update,
      .json(200, #"{"repair_id":12,"new_column":1.5}"#),
      .applied(["repair_id": .integer(12), "new_column": .real(1.5)])
    ),
    Case(
      "JSON in a JSON column",
      update,
      .json(200, #"{"repair_id":12,"context":{"b":[1],"a":null}}"#),
      .applied(["repair_id": .integer(12), "context": .json(#"{"a":null,"b":[1]}"#)])
    ),
    Case("a deletion", delete, .json(204, ""), .applied(nil)),
  ]

  static let refusals = [
    Case(
      "a message",
      .create,
      .json(400, #"{"message":"IntegrityError"}"#),
      refused(400, "IntegrityError")
    ),
    Case(
      "validation errors as a text",
      .create,
      .json(400, #"{"validation_errors":"Could not determine specific validation errors"}"#),
      refused(400, "Could not determine specific validation errors")
    ),
    Case(
      "validation errors by column",
      .create,
      .json(400, #"{"validation_errors":{"outcome":"too long","process":["a","b"]}}"#),
      refused(400, "outcome: too long; process: a, b", ["outcome": "too long", "process": "a, b"])
    ),
    Case(
      "an action's envelope",
      update,
      .json(403, #"{"status":"error","message":"No permission","data":null}"#),
      refused(403, "No permission")
    ),
    Case(
      "an action's envelope with validation errors",
      update,
      .json(
        400,
        #"{"status":"validation-error","validation_errors":{"outcome":"bad"},"message":"Bad input","#
          + #""data":{}}"#
      ),
      refused(400, "Bad input", ["outcome": "bad"])
    ),
    Case("an empty object", update, .json(400, "{}"), refused(400, "")),
    Case("no such path for a create", .create, .json(404, "{}"), refused(404, "")),
    Case(
      "a wrong type",
      .create,
      .json(415, #"{"message":"Unsupported"}"#),
      refused(415, "Unsupported")
    ),
    Case(
      "words without end",
      .create,
      .json(400, #"{"message":"\#(String(repeating: "x", count: 2_000))"}"#),
      refused(400, String(repeating: "x", count: 500) + "…")
    ),
    Case("no such row to change", update, .json(404, "{}"), .missing),
    Case("no such row to delete", delete, .json(404, "{}"), .missing),
  ]

  static let unknowns = [
    Case("a portal's page", .create, .html(200), stranger(200)),
    Case("a portal's redirect", .create, .html(302), stranger(302)),
    Case("a portal's no", .create, .html(403), stranger(403)),
    Case("a portal's log-in", .create, .html(401), stranger(401)),
    Case("a portal's not found", update, .html(404), stranger(404)),
    Case(
      "a portal that speaks JSON",
      update,
      .json(403, #"{"error":"log in to the network"}"#),
      stranger(403)
    ),
    Case(
      "a method that is not offered",
      update,
      .framework(405, "Method Not Allowed", "The method is not allowed for the requested URL."),
      stranger(405)
    ),
    Case("HTML with success", delete, .html(200), stranger(200)),
    Case("no content for a create", .create, .json(204, ""), stranger(204)),
    Case(
      "success without a key",
      .create,
      .json(201, #"{"message":"ok"}"#),
      stranger(201, words: "ok")
    ),
    Case("a deletion without a type", delete, .json(204, "", type: ""), stranger(204)),
    Case("a deletion by a portal", delete, .json(204, "", type: "text/html"), stranger(204)),
    Case("a negative key", .create, .json(201, #"{"repair_id":-3}"#), stranger(201)),
    Case("no key at all", .create, .json(201, #"{"repair_id":0}"#), stranger(201)),
    Case(
      "a key that only a laptop gives",
      .create,
      .json(201, #"{"repair_id":4503599627370497}"#),
      stranger(201)
    ),
    Case("success with a list", .create, .json(201, "[]"), stranger(201)),
    Case("success for another row", update, .json(200, #"{"repair_id":13}"#), stranger(200)),
    Case("success that breaks off", update, .json(200, #"{"repair_id":1"#), stranger(200)),
    Case("success in plain text", update, .json(200, rowText, type: "text/plain"), stranger(200)),
    Case("a fault", update, .json(500, #"{"message":"oops"}"#), unsettled(500, words: "oops")),
    Case("a fault in HTML", delete, .html(500), unsettled(500)),
    Case("a gateway", update, .html(502), unsettled(502)),
    Case("a request time-out", update, .json(408, "{}"), unsettled(408)),
    Case(
      "busy for so many seconds",
      update,
      .html(503, headers: [("Retry-After", "17")]),
      unsettled(503, retryAfter: 17)
    ),
    Case(
      "busy until a time of the server's clock",
      update,
      .json(429, "{}", headers: [("retry-after", "Mon, 01 Aug 2016 17:06:41 GMT")]),
      unsettled(429, retryAfter: 90)
    ),
    Case(
      "busy until a time that is past",
      update,
      .json(429, "{}", headers: [("Retry-After", "Mon, 01 Aug 2016 17:00:00 GMT")]),
      unsettled(429, retryAfter: 0)
    ),
    Case(
      "busy for longer than anyone waits",
      update,
      .json(429, "{}", headers: [("Retry-After", "99999999")]),
      unsettled(429, retryAfter: 86_400)
    ),
    Case(
      "busy for longer than a machine can count",
      update,
      .json(429, "{}", headers: [("Retry-After", "99999999999999999999")]),
      unsettled(429, retryAfter: 86_400)
    ),
    Case(
      "busy for less than nothing",
      update,
      .json(429, "{}", headers: [("Retry-After", "-30")]),
      unsettled(429)
    ),
    Case(
      "busy for what is no number",
      update,
      .json(429, "{}", headers: [("Retry-After", "NaN")]),
      unsettled(429)
    ),
    Case(
      "busy until nonsense",
      update,
      .json(429, "{}", headers: [("Retry-After", "soon")]),
      unsettled(429)
    ),
    Case(
      "a lost connection",
      update,
      .lost(.connectionLost),
      .unknown(UnknownOutcome(reason: .noAnswer(.connectionLost)))
    ),
    Case(
      "a deadline after sending",
      delete,
      .lost(.timedOut),
      .unknown(UnknownOutcome(reason: .noAnswer(.timedOut)))
    ),
    Case(
      "an answer too long",
      .create,
      .lost(.tooLarge),
      .unknown(UnknownOutcome(reason: .noAnswer(.tooLarge)))
    ),
    Case(
      "a cancellation after sending",
      .create,
      .lost(.cancelled),
      .unknown(UnknownOutcome(reason: .noAnswer(.cancelled)))
    ),
  ]

  @Test(arguments: successes + refusals + unknowns)
  func `an answer to a write means one thing`(_ test: Case) async throws {
    let shop = try Shop([test.answer])
    let fields: RowFields = test.kind == Self.delete ? [:] : ["outcome": .text("fixed")]
    let write = RowWrite(kind: test.kind, resource: try shop.resource("repairs"), fields: fields)
    let result = try await shop.server.perform(write)
    #expect(result.answer == test.expected)
    #expect(shop.transport.requests.count == 1)
    if case .success = test.answer {
      #expect(result.serverTime == NaiveTime("2016-08-01T17:05:11"))
    }
  }

  @Test(arguments: [
    (TransportError.Code.unreachable, RemoteError.Code.offline), (.tlsFailed, .tlsFailed),
    (.certificateDate, .certificateDate), (.certificateName, .certificateName),
    (.certificateUntrusted, .certificateUntrusted), (.proxyLogin, .proxyLogin),
    (.proxyRefused, .proxyRefused), (.insecure, .insecure), (.refusedByClient, .refusedByClient),
  ])
  func `a write that never left is an error and not unknown`(
    _ code: TransportError.Code,
    _ expected: RemoteError.Code
  ) async throws {
    let shop = try Shop([.lost(code)])
    let write = RowWrite(kind: Self.delete, resource: try shop.resource("repairs"))
    let error = await #expect(throws: RemoteError.self) { try await shop.server.perform(write) }
    #expect(error?.code == expected)
  }

  @Test
  func `a deadline before anything was sent is an error and not unknown`() async throws {
    let shop = try Shop([.lost(.timedOut, sent: false)])
    let write = RowWrite(kind: Self.delete, resource: try shop.resource("repairs"))
    let error = await #expect(throws: RemoteError.self) { try await shop.server.perform(write) }
    #expect(error?.code == .timedOut)
  }
}

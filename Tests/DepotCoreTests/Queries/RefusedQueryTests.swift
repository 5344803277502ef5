import Testing

@testable import DepotCore

/// A `q` on repairs that the server refuses, and how.
struct RefusedQuery: Sendable, CustomTestStringConvertible {
  let query: String
  let status: Int
  /// The body; nothing where it is an HTML page.
  let body: String?

  init(_ query: String, _ status: Int, _ body: String? = nil) {
    self.query = query
    self.status = status
    self.body = body
  }

  static func filter(_ filter: String, _ status: Int, _ body: String? = nil) -> RefusedQuery {
    RefusedQuery(#"{"filters":[\#(filter)]}"#, status, body)
  }

  var testDescription: String { query }
}

struct RefusedQueryTests {
  static let shapes: [RefusedQuery] = [
    RefusedQuery("", 400, Refused.decode),
    RefusedQuery("not json", 400, Refused.decode),
    RefusedQuery("[]", 500),
    RefusedQuery("null", 500),
    RefusedQuery(#"{"filters":null}"#, 500),
    RefusedQuery(#"{"filters":["x"]}"#, 400, Refused.construct),
    RefusedQuery(#"{"filters":[{}]}"#, 400, Refused.construct),
    RefusedQuery(#"{"filters":[{"or":{"a":1}}]}"#, 400, Refused.construct),
    RefusedQuery(#"{"order_by":[{"field":"nope"}]}"#, 400, Refused.construct),
    RefusedQuery(
      #"{"order_by":[{"field":"repair_id","direction":"up"}]}"#,
      400,
      Refused.construct
    ),
    RefusedQuery(#"{"order_by":"repair_id"}"#, 400, Refused.construct),
    RefusedQuery(#"{"order_by":[{"field":"context"}]}"#, 400, Refused.programming),
    RefusedQuery(#"{"group_by":[{"field":"outcome"}]}"#, 400, Refused.programming),
    RefusedQuery(#"{"limit":-1}"#, 400, Refused.data),
    RefusedQuery(#"{"offset":-1}"#, 400, Refused.data),
    RefusedQuery(#"{"limit":"many"}"#, 500),
    RefusedQuery(#"{"offset":[1]}"#, 500),
    RefusedQuery(#"{"limit":"many","single":true}"#, 400, Refused.construct),
    RefusedQuery(#"{"limit":1,}"#, 400, Refused.decode),
    RefusedQuery(#"{"filters":[5]}"#, 500),
    RefusedQuery(#"{"filters":["a name and val"]}"#, 500),
    RefusedQuery(#"{"filters":["name"]}"#, 400, Refused.construct),
    RefusedQuery(#"{"single":true}"#, 400, #"{"message":"Multiple results found"}"#),
    RefusedQuery(
      #"{"single":true,"filters":[{"name":"repair_id","op":"eq","val":9}]}"#,
      404,
      #"{"message":"No result found"}"#
    ),
    RefusedQuery(
      #"{"single":true,"filters":[{"name":"repair_id","op":"eq","val":"x"}]}"#,
      400,
      Refused.construct
    ),
  ]

  static let filters: [RefusedQuery] = [
    .filter(#"{"name":"repair_id","op":"equals_to","val":1}"#, 400, Refused.construct),
    .filter(#"{"name":"repair_id","op":"=","val":1}"#, 400, Refused.construct),
    .filter(#"{"name":"repair_id","op":"eq","fieldname":"repair_id"}"#, 400, Refused.construct),
    .filter(#"{"name":"repair_id","op":"eq","field":"nope"}"#, 400, Refused.construct),
    .filter(#"{"name":"repair_id","op":"eq","val":null}"#, 400, Refused.construct),
    .filter(#"{"name":"repair_id","op":"eq"}"#, 400, Refused.construct),
    .filter(#"{"name":"nope","op":"eq","val":1}"#, 500),
    .filter(#"{"name":"nope","op":"is_null"}"#, 400, Refused.construct),
    .filter(#"{"or":[{"name":"nope","op":"eq","val":1}]}"#, 400, Refused.construct),
    .filter(#"{"name":"repair_id","op":"eq","val":"abc"}"#, 400, Refused.data),
    .filter(#"{"name":"repair_id","op":"eq","val":true}"#, 400, Refused.programming),
    .filter(#"{"name":"repair_id","op":"gt","val":true}"#, 400, Refused.construct),
    .filter(#"{"name":"repair_id","op":"eq","val":[1]}"#, 400, Refused.programming),
    .filter(#"{"name":"repair_id","op":"in","val":5}"#, 400, Refused.construct),
    .filter(#"{"name":"repair_id","op":"like","val":"1%"}"#, 400, Refused.programming),
    .filter(#"{"name":"product_imei","op":"eq","val":356799070010010}"#, 400, Refused.programming),
    .filter(#"{"name":"product_imei","op":"eq","val":"a\u0000b"}"#, 500),
    .filter(#"{"name":"pending_status","op":"eq","val":1}"#, 400, Refused.programming),
    .filter(#"{"name":"pending_status","op":"eq","val":"abc"}"#, 400, Refused.data),
    .filter(#"{"name":"context","op":"eq","val":"x"}"#, 400, Refused.programming),
    .filter(#"{"name":"created_at","op":"gt","val":"garbage"}"#, 400, Refused.construct),
    .filter(#"{"or":[{"name":"created_at","op":"gt","val":"garbage"}]}"#, 400, Refused.data),
    .filter(#"{"name":"created_at","op":"in","val":["2018-01-01"]}"#, 500),
    .filter(#"{"name":"created_at","op":"gt","val":5}"#, 500),
    .filter(#"{"or":[{"name":"created_at","op":"gt","val":5}]}"#, 400, Refused.programming),
    .filter(#"{"name":"created_at","op":"gt","val":""}"#, 400, Refused.construct),
    .filter(#"{"name":"repair_id","op":"eq","field":"product_imei"}"#, 400, Refused.programming),
    .filter(
      #"{"name":"repair_symptom_type_linker__symptom_type_id","op":"eq","val":2}"#,
      400,
      Refused.construct
    ),
    .filter(
      #"{"name":"repair_symptom_type_linker__symptom_type_id","op":"has","val":2}"#,
      400,
      Refused.construct
    ),
    .filter(#"{"name":"product__serial_number","op":"any","val":"BX-1"}"#, 400, Refused.construct),
    .filter(#"{"name":"nope__col","op":"any","val":1}"#, 500),
    .filter(#"{"name":"repairs__a__b","op":"any","val":1}"#, 500),
    .filter(
      #"{"name":"repair_id","op":"eq","val":"x"},{"name":"repair_id","op":"?","val":1}"#,
      400,
      Refused.construct
    ),
  ]

  let bench: Bench

  init() throws { bench = try Bench() }

  @Test(arguments: shapes + filters)
  func `a query is refused as the library refuses it`(_ refused: RefusedQuery) {
    let response = bench.search("repairs", refused.query)
    #expect(response.status == refused.status)
    if let body = refused.body {
      #expect(response.line == body)
    } else {
      #expect(response.isHTML)
    }
  }
}

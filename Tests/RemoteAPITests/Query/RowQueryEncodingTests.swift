import CatalogModel
import RemoteAPI
import Testing

struct RowQueryEncodingTests {
  @Test(arguments: [
    (RowFilter.compare("a", .equal, .integer(5)), #"{"name":"a","op":"eq","val":5}"#),
    (.compare("a", .notEqual, .boolean(true)), #"{"name":"a","op":"neq","val":true}"#),
    (.compare("a", .less, .real(1.5)), #"{"name":"a","op":"lt","val":1.5}"#),
    (.compare("a", .lessOrEqual, .integer(-1)), #"{"name":"a","op":"le","val":-1}"#),
    (.compare("a", .greater, .text("é")), #"{"name":"a","op":"gt","val":"é"}"#),
    (
      .compare("a", .greaterOrEqual, .text("2016-01-01T04:00:00")),
      #"{"name":"a","op":"ge","val":"2016-01-01T04:00:00"}"#
    ),
    (.compare("a", .like, .text("%x%")), #"{"name":"a","op":"like","val":"%x%"}"#),
    (.isIn("a", [.integer(1), .text("2")]), #"{"name":"a","op":"in","val":[1,"2"]}"#),
    (.isIn("a", []), #"{"name":"a","op":"in","val":[]}"#),
    (.isNull("a"), #"{"name":"a","op":"is_null"}"#),
    (.isNotNull("a"), #"{"name":"a","op":"is_not_null"}"#),
    (
      .any([.isNull("a"), .all([.isNull("b"), .isNull("c")])]),
      #"{"or":[{"name":"a","op":"is_null"},{"and":[{"name":"b","op":"is_null"},"#
        + #"{"name":"c","op":"is_null"}]}]}"#
    ),
  ])
  func `a filter is written as the API reads it`(_ filter: RowFilter, _ text: String) {
    let query = RowQuery(filters: [filter], pageSize: 1)
    #expect(query.parameters.first?.name == "q")
    #expect(query.parameters.first?.value == #"{"filters":[\#(text)]}"#)
  }

  @Test
  func `page and size stand outside q, and q is left out where it says nothing`() {
    let query = RowQuery(pageSize: 50, page: 3)
    #expect(PercentEncoding.query(query.parameters) == "results_per_page=50&page=3")
  }

  @Test
  func `an order names the direction only where it descends`() {
    let query = RowQuery(
      order: [RowOrder("created_at", isDescending: true), RowOrder("repair_id")],
      pageSize: 1
    )
    #expect(
      query.parameters.first?.value
        == #"{"order_by":[{"direction":"desc","field":"created_at"},{"field":"repair_id"}]}"#
    )
  }

  @Test
  func `only what must be is percent-encoded`() {
    let query = RowQuery(
      filters: [.compare("note_text", .equal, .text("a&b=c+d #% \"é\""))],
      pageSize: 10
    )
    #expect(
      PercentEncoding.query(query.parameters)
        == "q={%22filters%22:[{%22name%22:%22note_text%22,%22op%22:%22eq%22,"
        + "%22val%22:%22a%26b=c%2Bd%20%23%25%20\\%22%C3%A9\\%22%22}]}&results_per_page=10&page=1"
        .replacing("\\", with: "%5C")
    )
  }

  @Test(arguments: ["", "abc", "é\"\\ ", "{}[]|^`;<>\u{7F}"])
  func `the length of a text in a query is the length of its encoding`(_ text: String) {
    #expect(PercentEncoding.queryLength(text) == PercentEncoding.queryPart(text).utf8.count)
  }

  @Test
  func `the encoded length is that of the query on the wire`() {
    let query = RowQuery(filters: [.isIn("repair_id", [.integer(1), .integer(22)])], pageSize: 2)
    #expect(query.encodedLength == PercentEncoding.query(query.parameters).utf8.count)
  }

  @Test(arguments: [
    ("353273090028", "353273090028"), ("a/b", "a%2Fb"), ("a b?c#d%", "a%20b%3Fc%23d%25"),
    ("é", "%C3%A9"), ("x'*(1):2@3", "x'*(1):2@3"),
  ])
  func `a key is one segment of the path`(_ key: String, _ segment: String) {
    #expect(PercentEncoding.segment(key) == segment)
  }
}

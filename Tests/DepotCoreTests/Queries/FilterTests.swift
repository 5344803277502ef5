import CatalogModel
import Testing

@testable import DepotCore

/// A filter of repairs and the keys it must find, in order.
struct FilterCase: Sendable, CustomTestStringConvertible {
  let filter: String
  let keys: [String]

  init(_ filter: String, _ keys: [Int]) {
    self.filter = filter
    self.keys = keys.map(String.init)
  }

  var testDescription: String { filter }
}

struct FilterTests {
  static let cases: [FilterCase] = [
    // Every alias of every comparison.
    FilterCase(#"{"name":"repair_id","op":"==","val":2}"#, [2]),
    FilterCase(#"{"name":"repair_id","op":"eq","val":2}"#, [2]),
    FilterCase(#"{"name":"repair_id","op":"equals","val":2}"#, [2]),
    FilterCase(#"{"name":"repair_id","op":"equal_to","val":2}"#, [2]),
    FilterCase(#"{"name":"repair_id","op":"!=","val":2}"#, [1, 3]),
    FilterCase(#"{"name":"repair_id","op":"ne","val":2}"#, [1, 3]),
    FilterCase(#"{"name":"repair_id","op":"neq","val":2}"#, [1, 3]),
    FilterCase(#"{"name":"repair_id","op":"not_equal_to","val":2}"#, [1, 3]),
    FilterCase(#"{"name":"repair_id","op":"does_not_equal","val":2}"#, [1, 3]),
    FilterCase(#"{"name":"repair_id","op":">","val":1}"#, [2, 3]),
    FilterCase(#"{"name":"repair_id","op":"gt","val":1}"#, [2, 3]),
    FilterCase(#"{"name":"repair_id","op":"<","val":2}"#, [1]),
    FilterCase(#"{"name":"repair_id","op":"lt","val":2}"#, [1]),
    FilterCase(#"{"name":"repair_id","op":">=","val":2}"#, [2, 3]),
    FilterCase(#"{"name":"repair_id","op":"ge","val":2}"#, [2, 3]),
    FilterCase(#"{"name":"repair_id","op":"gte","val":2}"#, [2, 3]),
    FilterCase(#"{"name":"repair_id","op":"geq","val":2}"#, [2, 3]),
    FilterCase(#"{"name":"repair_id","op":"<=","val":2}"#, [1, 2]),
    FilterCase(#"{"name":"repair_id","op":"le","val":2}"#, [1, 2]),
    FilterCase(#"{"name":"repair_id","op":"lte","val":2}"#, [1, 2]),
    FilterCase(#"{"name":"repair_id","op":"leq","val":2}"#, [1, 2]),
    // Values that PostgreSQL casts.
    FilterCase(#"{"name":"repair_id","op":"eq","val":"2"}"#, [2]),
    FilterCase(#"{"name":"repair_id","op":"gt","val":1.5}"#, [2, 3]),
    FilterCase(#"{"name":"pending_status","op":"eq","val":"true"}"#, [1, 2, 3]),
    FilterCase(#"{"name":"pending_status","op":"eq","val":true}"#, [1, 2, 3]),
    FilterCase(#"{"name":"pending_status","op":"eq","val":false}"#, []),
    // Nulls.
    FilterCase(#"{"name":"modified_at","op":"is_null"}"#, [1, 3]),
    FilterCase(#"{"name":"modified_at","op":"is_null","val":""}"#, [1, 3]),
    FilterCase(#"{"name":"modified_at","op":"is_null","val":null}"#, [1, 3]),
    FilterCase(#"{"name":"modified_at","op":"is_not_null"}"#, [2]),
    FilterCase(#"{"name":"modified_at","op":">=","val":"1900-01-01"}"#, [2]),
    FilterCase(#"{"name":"modified_at","op":"<","val":"2900-01-01"}"#, [2]),
    FilterCase(#"{"name":"outcome","op":"neq","val":"x"}"#, [2]),
    FilterCase(#"{"name":"outcome","op":"not_in","val":["x"]}"#, [2]),
    FilterCase(#"{"name":"repair_id","op":"not_in","val":[1,null]}"#, []),
    FilterCase(#"{"name":"repair_id","op":"in","val":[1,null]}"#, [1]),
    FilterCase(#"{"name":"repair_id","op":"in","val":[]}"#, []),
    FilterCase(#"{"name":"outcome","op":"not_in","val":[]}"#, [1, 2, 3]),
    FilterCase(#"{"name":"repair_id","op":"in","val":["3",1]}"#, [1, 3]),
    FilterCase(#"{"name":"repair_id","op":"in","val":"31"}"#, [1, 3]),
    // Texts.
    FilterCase(#"{"name":"outcome","op":"like","val":"r_par%"}"#, [2]),
    FilterCase(#"{"name":"outcome","op":"like","val":"R%"}"#, []),
    FilterCase(#"{"name":"outcome","op":"ilike","val":"RÉPAR%"}"#, [2]),
    // Junctions.
    FilterCase(#"{"or":[]}"#, [1, 2, 3]),
    FilterCase(#"{"and":[]}"#, [1, 2, 3]),
    FilterCase(
      #"{"or":[{"name":"repair_id","op":"eq","val":1},{"name":"repair_id","op":"eq","val":3}]}"#,
      [1, 3]
    ),
    FilterCase(
      #"{"or":[{"or":[]},{"name":"repair_id","op":"eq","val":3}]}"#,
      [3]
    ),
    FilterCase(
      #"""
      {"or":[{"name":"repair_id","op":"gt","val":2},
      {"and":[{"name":"repair_id","op":"lt","val":2},{"name":"pending_status","op":"eq","val":true}]}]}
      """#,
      [1, 3]
    ),
    // Column beside column.
    FilterCase(#"{"name":"modified_at","op":"gt","field":"created_at"}"#, [2]),
    FilterCase(#"{"name":"created_at","op":"gt","field":"arrival_date"}"#, [1, 2, 3]),
    FilterCase(#"{"name":"measured_battery_capacity","op":"gt","field":"repair_id"}"#, [1, 2]),
    // Relations.
    FilterCase(
      #"{"name":"repair_symptom_type_linker__symptom_type_id","op":"any","val":2}"#,
      [1]
    ),
    FilterCase(
      #"""
      {"name":"repair_symptom_type_linker","op":"any",
      "val":{"name":"symptom_type_id","op":"gte","val":2}}
      """#,
      [1]
    ),
    FilterCase(#"{"name":"product__serial_number","op":"has","val":"BX-2"}"#, [3]),
    FilterCase(#"{"name":"repair_symptom_type_linker","op":"is_null"}"#, [2, 3]),
    FilterCase(#"{"name":"repair_symptom_type_linker","op":"is_not_null"}"#, [1]),
    // Dates at top level: read by the library, zones honoured.
    FilterCase(#"{"name":"created_at","op":"gt","val":"2018-03-05 12:00:00"}"#, [2, 3]),
    FilterCase(#"{"name":"created_at","op":"gt","val":"2018-03-05T12:00:00Z"}"#, [2, 3]),
    FilterCase(#"{"name":"created_at","op":"gt","val":"2018-03-05T14:00:00+02:00"}"#, [2, 3]),
    FilterCase(#"{"name":"created_at","op":"eq","val":"2018-03-05T11:00:00.500000"}"#, [1]),
    FilterCase(#"{"name":"created_at","op":"gt","val":"5 Mar 2018 12:00"}"#, [2, 3]),
    FilterCase(#"{"name":"arrival_date","op":"eq","val":"2018-03-02T23:00:00"}"#, [2]),
    FilterCase(#"{"name":"arrival_date","op":"lte","val":"03/02/2018"}"#, [1, 2]),
    // Dates nested: read by the database, zones dropped.
    FilterCase(
      #"{"or":[{"name":"created_at","op":"gt","val":"2018-03-05T12:00:00+02:00"}]}"#,
      [2, 3]
    ),
    FilterCase(
      #"{"and":[{"name":"created_at","op":"in","val":["2018-03-05 11:00:00.5"]}]}"#,
      [1]
    ),
  ]

  let bench: Bench

  init() throws { bench = try Bench() }

  @Test(arguments: cases)
  func `a filter finds its rows`(_ filterCase: FilterCase) {
    let response = bench.search("repairs", #"{"filters":[\#(filterCase.filter)]}"#)
    #expect(response.status == 200, "\(response.text)")
    #expect(response.keys("repair_id") == filterCase.keys)
    #expect(response.count == Int64(filterCase.keys.count))
  }

  @Test func `filters at top level all must hold`() {
    let response = bench.search(
      "repairs",
      #"""
      {"filters":[{"name":"repair_id","op":"gt","val":1},{"name":"repair_id","op":"lt","val":3}],
      "disjunction":true,"unknown":1}
      """#
    )
    #expect(response.keys("repair_id") == ["2"])
  }
}

/// A search of one table, ready to run.
struct Search {
  var joins = ""
  var condition: SQLFragment?
  /// What stands behind ORDER BY.
  var order: String
  /// Zero for none.
  var limit: Int64 = 0
  var offset: Int64 = 0
  var isSingle = false
  /// Whether rows are grouped, by their key at least.
  var isGrouped = false
  /// What the database would complain of.
  var fault: Refusal?

  init(order: String) {
    self.order = order
  }

  mutating func note(_ refusal: Refusal) {
    if fault == nil { fault = refusal }
  }
}

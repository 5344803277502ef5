import CatalogModel
import GRDB

/// The state that a unit is in, by its number and name; one without any has just come into being.
struct UnitState {
  let number: Int
  let name: String

  init(of unit: [String: DatabaseValue], _ call: ActionCall) throws {
    let known = call.catalog.stateTransitions.numbers
    let start = known["NON_EXISTANT"] ?? 1
    var number = start
    if let key = unit["latest_state_id"], !key.isNull,
      let state = try RowReader(table: try call.table("states")).values(of: key, call.db)
    {
      number = state["current_state_type"].flatMap(Int.fromDatabaseValue) ?? start
    }
    self.init(number: number, call)
  }

  init(number: Int, _ call: ActionCall) {
    self.number = number
    name =
      call.catalog.stateTransitions.numbers.first { $0.value == number }?.key ?? String(number)
  }
}

import CatalogModel
import DepotCore

/// One thing that the office does on the server, where there is always a connection.
package struct OfficeStep {
  let world: World
  let random: SeededRandom
  let number: Int

  /// Does it; the text tells what it was.
  package func perform() -> String {
    if random.chance(0.2) {
      let fields: RowFields = [
        "note_text": .text("office \(number)"),
        "product_imei": .text(World.imei(1 + random.below(4))),
      ]
      return "note: \(world.write(as: "office", .create, "product_notes", fields).status)"
    }
    let columns: [(String, FieldValue)] = [
      ("measured_battery_capacity", .real(Double(number) + 0.5)),
      ("outcome", .text("office \(number)")),
      ("arrival_date", .text(CivilDay(daysSince1970: 19_000 + number).description)),
    ]
    let repairs = ((try? world.depot.rows(of: "repairs")) ?? [])
      .filter { $0["workflow_state_id"]?.isNull ?? true }
    guard let repair = random.pick(repairs),
      let resource = world.catalog["repairs"], let key = repair.key(in: resource),
      let (column, value) = random.pick(columns)
    else { return "nothing" }
    let answer = world.write(as: "office", .update, "repairs", key: key, [column: value])
    return "repairs \(key): \(column) = \(value): \(answer.status)"
  }
}

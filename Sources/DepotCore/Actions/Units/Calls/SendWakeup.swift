import CatalogModel
import GRDB

/// Sends a unit the text message that makes it connect; the message is the proof.
struct SendWakeup: DepotAction {
  func run(_ call: ActionCall) throws -> ActionResult {
    let messages = try call.table("sms_history")
    let unit = try call.row(of: "products", named: "imei")
    let key = try call.writer.insert(
      into: messages,
      [
        "attempted_retries": 0.databaseValue,
        "message": "wakeup".databaseValue,
        "product_imei": unit.key,
        "sent_time": call.now.description.databaseValue,
        "sms_timeout": 3_600.0.databaseValue,
        "status": "sent".databaseValue,
        "trigger": "wakeup".databaseValue,
      ],
      call.db
    )
    call.units.wake(String.fromDatabaseValue(unit.key) ?? "", at: call.now)
    return ActionResult(
      message: "Wakeup sent",
      data: try RowReader(table: messages).node(of: key, call.db) ?? .object([:])
    )
  }
}

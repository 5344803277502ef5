import CatalogModel
import GRDB

extension ActionCall {
  /// The unit that the path names, where it keeps a connection open.
  ///
  /// - Throws: ``Refusal`` that begins with `message` where it does not, or where it is not there.
  func listeningUnit(failing message: String) throws -> (key: DatabaseValue, imei: String) {
    let unit = try row(of: "products", named: "imei")
    guard unit.values["rtc_enabled_flag"] != false.databaseValue else {
      throw Refusal.invalidAction(
        message: message,
        errors: ["imei": "the product is not RTC enabled"]
      )
    }
    return (unit.key, String.fromDatabaseValue(unit.key) ?? "")
  }
}

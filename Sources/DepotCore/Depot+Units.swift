import CatalogModel
import GRDB
import Synchronization

/// The simulated units behind the server.
extension Depot {
  /// Lets the units connect whose time has come: each posts what it is, fetches what waits, and posts
  /// what it has become, as the documents tell it.
  func connectUnits(due now: NaiveTime) {
    for (imei, time) in units.takeDue(now) { connectUnit(imei, at: time) }
  }

  /// Lets one unit connect now, called or not.
  package func connectUnit(_ imei: String) { connectUnit(imei, at: clock()) }

  /// Says after how many seconds one unit answers a call; nothing for never.
  package func setUnitDelay(_ imei: String, to seconds: Double?) {
    units.setDelay(of: imei, to: seconds)
  }

  private func connectUnit(_ imei: String, at time: NaiveTime) {
    do {
      try store.writer.write { db in
        guard let products = tables["products"],
          let unit = try RowReader(table: products).values(of: imei.databaseValue, db)
        else { return }
        let connection = UnitConnection(depot: self, now: time, db: db, imei: imei.databaseValue)
        let isOn: Bool = unit["current_enable_flag"] == true.databaseValue
        try connection.report(["enabled": .boolean(isOn)])
        try connection.report(try connection.fetch())
      }
    } catch {
      log.withLock { $0.failures.append("unit \(imei): \(error)") }
    }
  }
}

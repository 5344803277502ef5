import CatalogModel
import GRDB

/// Where the units themselves connect: `POST /rm_data`, `POST /rc_data` and `GET /rc_data`.
///
/// The documents say what each is for and nothing of how a unit says who it is; here it is by the
/// arguments `imei` and `device_key`. A change made in the system is *pending* until the unit has fetched
/// it by `GET`; the unit's next `POST` confirms what it is now.
struct UnitDoor {
  let depot: Depot
  let request: DepotRequest
  let now: NaiveTime

  func answer(_ name: String) throws -> DepotResponse {
    try depot.store.writer.write { db in
      let connection = try UnitConnection(depot: depot, now: now, db: db, imei: imei(db))
      switch (name, request.method) {
      case ("rm_data", "POST"): return .success(.text("Data received"), data: .object([:]))
      case ("rc_data", "GET"): return .json(200, try connection.fetch())
      case ("rc_data", "POST"):
        try connection.report(try JSONBody.members(of: request))
        return .success(.text("Status received"), data: .object([:]))
      default: throw Refusal.methodNotAllowed(name == "rm_data" ? ["POST"] : ["GET", "POST"])
      }
    }
  }

  private func imei(_ db: Database) throws -> DatabaseValue {
    guard let products = depot.tables["products"], let imei = request.argument("imei") else {
      throw Refusal.unauthorised("A unit says its imei")
    }
    let key = imei.databaseValue
    guard let unit = try RowReader(table: products).values(of: key, db),
      let secret = unit["device_key"],
      secret.isNull || String.fromDatabaseValue(secret) == request.argument("device_key")
    else { throw Refusal.unauthorised("The unit is not known") }
    return key
  }
}

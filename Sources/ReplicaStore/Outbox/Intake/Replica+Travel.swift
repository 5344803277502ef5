package import CatalogModel
package import Foundation

extension Replica {
  /// Writes an account's unsent work, and receipts of others' work, into a file that may travel.
  ///
  /// The file is on its disk before anything counts as travelling; where it cannot be written, nothing
  /// has changed.
  ///
  /// - Returns: how many operations and receipts the file carries.
  /// - Throws: ``ReplicaError`` when the file or the database cannot be written.
  package func exportOutbox(
    to file: URL,
    user: String,
    now: NaiveTime,
    makeID: () -> String
  ) throws -> (operations: Int, receipts: Int) {
    try write(by: .engine) { writer in
      let operations = try writer.sendTravelling(user: user, now: now, makeID: makeID)
      let receipts = try writer.reader.receiptsForOthers()
      let header = OutboxHeader(
        replica: try writer.reader.remembered("replica") ?? "",
        server: try writer.reader.remembered("server") ?? "",
        resources: layout.tables.map(\.name),
        includesSensitive: layout.includesSensitive,
        user: user
      )
      let parcels =
        try operations.map {
          OutboxParcel.operation($0, earlier: try writer.reader.earlierVersions(of: $0))
        }
        + receipts.map {
          .receipt(
            id: $0.id,
            key: $0.row.key,
            serverTime: $0.serverTime,
            values: $0.values.reduce(into: [:]) { $0[$1.column] = $1.confirmed }
          )
        }
      // Inside the transaction: where the file fails, nothing travels.
      try OutboxFile(path: file.path).replace { write in
        try write(OutboxLine.text(of: header.node))
        for parcel in parcels { try write(OutboxLine.text(of: parcel.node)) }
      }
      return (operations.count, receipts.count)
    }
  }
}

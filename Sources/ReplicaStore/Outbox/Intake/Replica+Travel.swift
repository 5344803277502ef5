package import CatalogModel
package import Foundation

extension Replica {
  /// Writes an account's unsent work, and receipts of others' work, into a file that may travel.
  ///
  /// The file is complete under another name before anything counts as travelling, and has its own name
  /// only afterwards: whatever ends the program on the way, no file is there whose work is also sent
  /// from here. Work that travels without a file goes into the next one.
  ///
  /// - Returns: how many operations and receipts the file carries.
  /// - Throws: ``ReplicaError`` when the file or the database cannot be written; then there is no new
  ///   file, and only what travelled before does.
  package func exportOutbox(
    to file: URL,
    user: String,
    now: NaiveTime,
    makeID: () -> String
  ) throws -> (operations: Int, receipts: Int) {
    try exportOutbox(to: OutboxFile(path: file.path), user: user, now: now, makeID: makeID)
  }

  /// As above, into a file that tells its steps.
  func exportOutbox(
    to file: OutboxFile,
    user: String,
    now: NaiveTime,
    makeID: () -> String
  ) throws -> (operations: Int, receipts: Int) {
    let earlier = try read { Set(try $0.travellingOperations()) }
    let counts = try fill(file, user: user, now: now, makeID: makeID)
    do { try file.placeDraft() } catch {
      // As long as it has its other name nobody carries it.
      if file.dropDraft() {
        _ = try write(by: .engine) { try $0.takeTravellingBack(but: earlier) }
      }
      throw error
    }
    return counts
  }

  private func fill(
    _ file: OutboxFile,
    user: String,
    now: NaiveTime,
    makeID: () -> String
  ) throws -> (operations: Int, receipts: Int) {
    do {
      return try write(by: .engine) { writer in
        let operations = try writer.sendTravelling(user: user, now: now, makeID: makeID)
        let receipts = try writer.reader.receiptsForOthers()
        try write(operations, receipts, of: user, to: file, writer.reader)
        return (operations.count, receipts.count)
      }
    } catch {
      file.dropDraft()
      throw error
    }
  }

  private func write(
    _ operations: [StoredOperation],
    _ receipts: [Receipt],
    of user: String,
    to file: OutboxFile,
    _ reader: ReplicaReader
  ) throws {
    let header = OutboxHeader(
      replica: try reader.remembered("replica") ?? "",
      server: try reader.remembered("server") ?? "",
      resources: layout.tables.map(\.name),
      includesSensitive: layout.includesSensitive,
      user: user
    )
    try file.draft { write in
      try write(OutboxLine.text(of: header.node))
      for operation in operations {
        let earlier = try reader.earlierVersions(of: operation)
        try write(OutboxLine.text(of: OutboxParcel.operation(operation, earlier: earlier).node))
      }
      for receipt in receipts {
        let parcel = OutboxParcel.receipt(
          id: receipt.id,
          key: receipt.row.key,
          serverTime: receipt.serverTime,
          values: receipt.values.reduce(into: [:]) { $0[$1.column] = $1.confirmed }
        )
        try write(OutboxLine.text(of: parcel.node))
      }
    }
  }
}

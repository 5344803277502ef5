import CatalogModel
import RemoteAPI

/// What one run measures of the link while it does its work.
struct LinkSample: Sendable, Equatable {
  private var roundTrip: Double?
  private var bytes = 0
  private var seconds = 0.0

  /// Bytes in one flight from which the time it took tells of the rate rather than of the round trips.
  private static let telling = 32_768
  /// The longest answer that tells of the round trip, in bytes.
  private static let short = 2_048

  /// Takes an exchange of so many bytes that took so long.
  mutating func took(bytes: Int, seconds: Double) {
    guard bytes <= Self.short else { return }
    roundTrip = min(roundTrip ?? .infinity, seconds)
  }

  /// Takes a flight of questions that were under way together.
  mutating func flew(bytes: Int, seconds: Double) {
    guard bytes >= Self.telling, seconds > 0 else { return }
    self.bytes += bytes
    self.seconds += seconds
  }

  /// What it comes to.
  ///
  /// - Parameters:
  ///   - tally: what was read.
  ///   - traffic: all requests and bytes of the run.
  ///   - changed: rows changed here, and the hours in which they did; nothing for a run that fetched
  ///     anything for the first time or not everything.
  /// - Returns: the measurements, those that the run did not make left out.
  func memory(
    _ tally: PullTally,
    _ traffic: Traffic,
    news changed: (rows: Int, hours: Double)?
  ) -> LinkMemory {
    let other = traffic.bytesSent + traffic.bytesReceived - tally.bytes
    return LinkMemory(
      roundTrip: roundTrip,
      rate: seconds > 0 ? Double(bytes) / seconds : nil,
      requestBytes: traffic.requests > 0 && other > 0
        ? Double(other) / Double(traffic.requests) : nil,
      rowBytes: tally.rowBytes,
      // Two runs a minute apart tell nothing of an hour.
      newsPerHour: changed.flatMap { $0.hours >= 0.25 ? Double($0.rows) / $0.hours : nil }
    )
  }
}

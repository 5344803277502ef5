import CatalogModel
import RemoteAPI

/// The bytes and seconds that a run was allowed, and what it has used of them.
///
/// Anything that begins something new may ask, from any task.
struct RunLimits: Sendable {
  private let request: SyncRequest
  private let server: RemoteServer
  private let clock: any RunClock
  private let startedAt: NaiveTime
  private let trafficAtStart: Traffic

  /// Limits that count from now.
  init(request: SyncRequest, server: RemoteServer, clock: any RunClock, startedAt: NaiveTime) {
    self.request = request
    self.server = server
    self.clock = clock
    self.startedAt = startedAt
    trafficAtStart = server.traffic
  }

  /// Requests and bytes of this run so far.
  var traffic: Traffic {
    let all = server.traffic
    return Traffic(
      requests: all.requests - trafficAtStart.requests,
      bytesSent: all.bytesSent - trafficAtStart.bytesSent,
      bytesReceived: all.bytesReceived - trafficAtStart.bytesReceived
    )
  }

  /// Whether nothing new may begin.
  var areReached: Bool {
    if let maximum = request.maximumBytes {
      let traffic = traffic
      if traffic.bytesSent + traffic.bytesReceived >= maximum { return true }
    }
    return request.maximumSeconds.map { seconds >= $0 } ?? false
  }

  /// Whether a wait of so many seconds still ends within the time that was asked for.
  func allow(seconds wait: Double) -> Bool {
    request.maximumSeconds.map { seconds + wait <= $0 } ?? true
  }

  private var seconds: Double {
    clock.now().secondsSince1970 - startedAt.secondsSince1970
  }
}

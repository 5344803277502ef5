import RemoteAPI

/// The bytes and seconds that a run was allowed, and what it has used of them.
///
/// Anything that begins something new may ask, from any task.
struct RunLimits: Sendable {
  private let request: SyncRequest
  private let server: RemoteServer
  private let clock: any RunClock
  private let start: Double
  private let trafficAtStart: Traffic

  /// Limits that count from now.
  init(request: SyncRequest, server: RemoteServer, clock: any RunClock) {
    self.request = request
    self.server = server
    self.clock = clock
    start = clock.uptime()
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

  /// Whether one more question may leave while so many are under way: what they will bring is taken
  /// to be what the requests of this run cost on the average, and is set aside for them.
  func leaveRoom(beside underWay: Int) -> Bool {
    guard let maximum = request.maximumBytes, underWay > 0 else { return true }
    let traffic = traffic
    let used = traffic.bytesSent + traffic.bytesReceived
    return used + underWay * (used / max(1, traffic.requests)) < maximum
  }

  /// Whether a wait of so many seconds still ends within the time that was asked for.
  func allow(seconds wait: Double) -> Bool {
    request.maximumSeconds.map { seconds + wait <= $0 } ?? true
  }

  /// Seconds since the run began, by a clock that nobody sets.
  var seconds: Double { clock.uptime() - start }
}

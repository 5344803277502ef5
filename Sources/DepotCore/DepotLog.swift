/// What the reference server remembers of the requests it answered.
struct DepotLog {
  private(set) var counters = DepotCounters()
  private(set) var entries: [DepotLogEntry] = []
  /// What went wrong inside, beside the refusals that belong to the API.
  var failures: [String] = []
  let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  mutating func note(_ request: DepotRequest, _ response: DepotResponse) {
    counters.requests += 1
    if request.method != "GET", request.method != "HEAD" { counters.writes += 1 }
    if response.status >= 400 { counters.refusals += 1 }
    counters.bytesReceived += request.body.count
    counters.bytesSent += response.body.count
    guard limit > 0 else { return }
    if entries.count == limit { entries.removeFirst() }
    entries.append(
      DepotLogEntry(
        method: request.method,
        path: request.path,
        query: request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&"),
        status: response.status
      )
    )
  }
}

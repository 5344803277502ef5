import CatalogModel

/// What earlier runs measured of the link and of the rows, by which a later one can be foretold.
package struct LinkMemory: Sendable, Equatable {
  /// Seconds from a question to its answer where hardly a byte came.
  package var roundTrip: Double?
  /// Bytes a second where many came.
  package var rate: Double?
  /// Bytes both ways that a request takes without rows.
  package var requestBytes: Double?
  /// Bytes of a row on the wire, by resource.
  package var rowBytes: [String: Double]
  /// Rows changed in an hour, once everything had been fetched.
  package var newsPerHour: Double?

  /// What is known; by default nothing.
  package init(
    roundTrip: Double? = nil,
    rate: Double? = nil,
    requestBytes: Double? = nil,
    rowBytes: [String: Double] = [:],
    newsPerHour: Double? = nil
  ) {
    self.roundTrip = roundTrip
    self.rate = rate
    self.requestBytes = requestBytes
    self.rowBytes = rowBytes
    self.newsPerHour = newsPerHour
  }

  /// How much of what was known a new measurement replaces: enough to follow a laptop that travels.
  private static let weight = 0.5

  /// Takes what a run measured.
  package mutating func learn(from run: LinkMemory) {
    roundTrip = Self.blend(roundTrip, run.roundTrip)
    rate = Self.blend(rate, run.rate)
    requestBytes = Self.blend(requestBytes, run.requestBytes)
    newsPerHour = Self.blend(newsPerHour, run.newsPerHour)
    for (resource, bytes) in run.rowBytes {
      rowBytes[resource] = Self.blend(rowBytes[resource], bytes)
    }
  }

  private static func blend(_ old: Double?, _ new: Double?) -> Double? {
    guard let old, let new else { return new ?? old }
    return old + weight * (new - old)
  }

  /// The memory as it is kept.
  var text: String {
    JSONNode.object([
      "round_trip": Self.node(roundTrip), "rate": Self.node(rate),
      "request_bytes": Self.node(requestBytes), "news_per_hour": Self.node(newsPerHour),
      "row_bytes": .object(rowBytes.mapValues { .real($0) }),
    ]).description
  }

  /// The memory that was kept as ``text``; what cannot be read of it is not known.
  init(parsing text: String) {
    let node = try? JSONNode(parsing: text)
    roundTrip = Self.number(node?["round_trip"])
    rate = Self.number(node?["rate"])
    requestBytes = Self.number(node?["request_bytes"])
    newsPerHour = Self.number(node?["news_per_hour"])
    rowBytes =
      if case .object(let members)? = node?["row_bytes"] {
        members.compactMapValues(Self.number)
      } else {
        [:]
      }
  }

  private static func node(_ number: Double?) -> JSONNode { number.map { .real($0) } ?? .null }

  private static func number(_ node: JSONNode?) -> Double? {
    switch node {
    case .real(let number)? where number.isFinite && number >= 0: number
    case .integer(let number)? where number >= 0: Double(number)
    default: nil
    }
  }
}

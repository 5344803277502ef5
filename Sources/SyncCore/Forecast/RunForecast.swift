/// What a run would cost, as far as earlier runs let it be told.
package struct RunForecast: Sendable, Equatable {
  /// Requests, about.
  package let requests: Int
  /// Rows to read, about; nothing where a resource was never counted.
  package let rows: Int?
  /// Bytes both ways, about; nothing where the rows or their size are not known.
  package let bytes: Int?
  /// Seconds, about; nothing where the link was never measured or the bytes are not known.
  package let seconds: Double?
  /// Resources of which nobody knows how many rows are to come.
  package let uncounted: [String]

  /// A resource that the run would ask for.
  package struct Question: Sendable, Equatable {
    let resource: String
    /// Rows of a load that are still to come; nothing where it has not been counted.
    let toLoad: Int?
    /// Whether it was never wholly fetched.
    let isLoading: Bool

    /// A question for what a load still has to bring, or for news.
    package init(resource: String, isLoading: Bool, toLoad: Int? = nil) {
      self.resource = resource
      self.isLoading = isLoading
      self.toLoad = toLoad
    }
  }

  /// Foretells a run.
  ///
  /// - Parameters:
  ///   - questions: the resources that it would ask.
  ///   - operations: what it would send.
  ///   - censuses: resources that it would count.
  ///   - hours: since the last run that fetched everything.
  ///   - memory: what earlier runs measured.
  ///   - settings: how many rows a page has and how many questions are under way at once.
  package init(
    _ questions: [Question],
    operations: Int,
    censuses: Int,
    hours: Double?,
    memory: LinkMemory,
    settings: SyncSettings
  ) {
    let loads = questions.filter(\.isLoading)
    uncounted = loads.filter { $0.toLoad == nil }.map(\.resource)
    let toLoad = loads.compactMap(\.toLoad).reduce(0, +)
    let news: Int? =
      if loads.count == questions.count {
        0
      } else if let hours, let perHour = memory.newsPerHour {
        Int((hours * perHour).rounded())
      } else {
        nil
      }
    let pages = loads.reduce(questions.count) { pages, load in
      pages + (load.toLoad ?? 0) / settings.firstPageSize
    }
    // A change is read before it is sent; the greeting comes first.
    let inTurn = 1 + 2 * operations + censuses
    requests = inTurn + pages
    // News that nobody can guess are few beside what is to load, and none where nothing is known.
    rows = uncounted.isEmpty ? news.map { $0 + toLoad } ?? (toLoad > 0 ? toLoad : nil) : nil
    bytes = Self.bytes(requests, loads, news ?? 0, isKnown: rows != nil, memory)
    seconds = Self.seconds(
      inTurn: inTurn,
      pages: pages,
      bytes: bytes,
      memory,
      atOnce: settings.questionsAtOnce
    )
  }

  private static func bytes(
    _ requests: Int,
    _ loads: [Question],
    _ news: Int,
    isKnown: Bool,
    _ memory: LinkMemory
  ) -> Int? {
    guard isKnown, let each = memory.requestBytes else { return nil }
    let sizes = memory.rowBytes.values
    let mean = sizes.isEmpty ? nil : sizes.reduce(0, +) / Double(sizes.count)
    var bytes = Double(requests) * each
    for load in loads {
      guard let rows = load.toLoad, let size = memory.rowBytes[load.resource] ?? mean else {
        return nil
      }
      bytes += Double(rows) * size
    }
    if news > 0 {
      guard let mean else { return nil }
      bytes += Double(news) * mean
    }
    return Int(bytes.rounded())
  }

  private static func seconds(
    inTurn: Int,
    pages: Int,
    bytes: Int?,
    _ memory: LinkMemory,
    atOnce: Int
  ) -> Double? {
    guard let bytes, let roundTrip = memory.roundTrip else { return nil }
    let rounds = inTurn + (pages + atOnce - 1) / max(1, atOnce)
    // A link whose rate was never seen carried everything so far within its round trips.
    let transfer = memory.rate.map { $0 > 0 ? Double(bytes) / $0 : 0 } ?? 0
    return Double(rounds) * roundTrip + transfer
  }
}

import CatalogModel
import RemoteAPI
import ReplicaStore

/// Whether the server compares times inside an `or` as it does outside, found out by a question whose
/// answer is known.
///
/// The API reads times of plain filters, but hands those inside an `or` to its database as they are.
/// PostgreSQL reads them; a database that compares them as text would answer *nothing new* for ever.
/// So the replica asks, once, for the very row on which it saw the newest stamp, by that stamp. Any
/// other row could answer for the wrong reason: one with a stamp in the future does where times are
/// compared as text. Until that was answered, and where it was answered wrongly, created and modified
/// rows are asked for apart, with plain filters.
struct NewsTrial {
  let run: RunContext

  private static let name = "news-at-once"

  /// Whether the server may be asked for created and modified rows at once.
  func isPassed() throws -> Bool {
    try run.replica.read { try $0.remembered(Self.name) } == "yes"
  }

  /// Asks, unless the answer is known or no stamp to ask for.
  func perform() async throws {
    guard let sample = run.sample, let filters = Self.filters(sample),
      try run.replica.read({ try $0.remembered(Self.name) }) == nil
    else { return }
    try run.checkLimits()
    // A page beyond the end: the server counts and sends no row.
    let query = RowQuery(filters: filters, pageSize: 1, page: 1_000_000_000)
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: sample.resource, matching: query).decoded()
    }
    switch answer {
    case .success(let page) where page.numResults > 0: try remember(isPassed: true)
    case .success: if try await isStill(sample) { try remember(isPassed: false) }
    // A fault may be a bad moment's; the next run tries again.
    case .failure(let error): if error.code == .rejected { try remember(isPassed: false) }
    }
  }

  // What was changed or deleted since it came proves nothing.
  private func isStill(_ sample: StampSample) async throws -> Bool {
    try run.checkLimits()
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.row(of: sample.resource, key: sample.key)
    }
    guard case .success(let row?) = answer else { return false }
    return [Stamp.createdAt, .modifiedAt].contains {
      row.fields.time($0, in: sample.resource) == sample.time
    }
  }

  /// Keeps what the server can do.
  func remember(isPassed: Bool) throws {
    try run.replica.write(by: .engine) { try $0.remember(Self.name, isPassed ? "yes" : "no") }
  }

  // A second wide, because a server may show less of a time than it keeps.
  static func filters(_ sample: StampSample) -> [RowFilter]? {
    let columns = [Stamp.createdAt, .modifiedAt].compactMap { sample.resource.stamp($0)?.name }
    guard columns.count == 2 else { return nil }
    let end = sample.time.advanced(bySeconds: 1)
    let windows = columns.map { column in
      RowFilter.all([
        .compare(column, .greaterOrEqual, .text(sample.time.description)),
        .compare(column, .less, .text(end.description)),
      ])
    }
    return [.compare(sample.resource.key.name, .equal, sample.key.value), .any(windows)]
  }
}

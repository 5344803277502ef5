import CatalogModel
import RemoteAPI
import ReplicaStore

/// Whether the server compares times inside an `or` as it does outside, found out by a question whose
/// answer is known.
///
/// The API reads times of plain filters, but hands those inside an `or` to its database as they are.
/// PostgreSQL reads them; a database that compares them as text would answer *nothing new* for ever.
/// So the replica asks, once, for rows since the newest stamp it has seen: there is at least the one
/// with that stamp. Until that was answered, and where it was answered wrongly, created and modified
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
    guard let sample = run.sample, let stamp = Self.filter(sample),
      try run.replica.read({ try $0.remembered(Self.name) }) == nil
    else { return }
    try run.checkLimits()
    // A page beyond the end: the server counts and sends no row.
    let query = RowQuery(filters: [stamp], pageSize: 1, page: 1_000_000_000)
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: sample.resource, matching: query).decoded()
    }
    switch answer {
    case .success(let page): try remember(isPassed: page.numResults > 0)
    case .failure: try remember(isPassed: false)
    }
  }

  /// Keeps what the server can do.
  func remember(isPassed: Bool) throws {
    try run.replica.write(by: .engine) { try $0.remember(Self.name, isPassed ? "yes" : "no") }
  }

  private static func filter(_ sample: StampSample) -> RowFilter? {
    let columns = [Stamp.createdAt, .modifiedAt].compactMap { sample.resource.stamp($0)?.name }
    guard columns.count == 2 else { return nil }
    return .any(
      columns.map { .compare($0, .greaterOrEqual, .text(sample.time.description)) }
    )
  }
}

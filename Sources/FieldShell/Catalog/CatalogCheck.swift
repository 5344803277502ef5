import CatalogModel
import RemoteAPI

/// Asks a live server how far it is what the catalog says; changes nothing there.
///
/// A table costs one page of three rows, and up to two questions for its methods. One without rows is
/// asked for its columns by a filter, which the server refuses where it does not know one.
struct CatalogCheck {
  /// What came of it.
  struct Outcome {
    /// Differences, in the order of the tables.
    var findings: [CatalogFinding] = []
    /// Tables that were compared.
    var compared: [String] = []
    /// Compared tables without a row for this account.
    var empty: [String] = []
    /// Tables whose answer was of no use.
    var unchecked: [(resource: String, code: RemoteError.Code)] = []
    /// Whether the server says which methods it offers; nothing where it was not asked.
    var tellsMethods: Bool?
  }

  private static let rowsSeen = 3
  // Short enough for the request line of any server, whatever the columns are called.
  private static let columnsAsked = 12

  let server: RemoteServer
  /// Hears the name of each table before it is asked for.
  let report: (String) -> Void

  /// Compares tables with the server.
  ///
  /// - Throws: ``RemoteError`` where the connection or the session ends; a table that cannot be read for
  ///   another reason is among the outcome's `unchecked`.
  func run(_ resources: [Resource]) async throws -> Outcome {
    _ = try await server.home()
    var outcome = Outcome()
    for resource in resources where resource.allows(.read) {
      report(resource.name)
      do throws(RemoteError) {
        try await compare(resource, &outcome)
      } catch {
        guard Self.concerns(error.code) else { throw error }
        outcome.unchecked.append((resource.name, error.code))
      }
    }
    return outcome
  }

  // Of one table only: the others are asked all the same.
  private static func concerns(_ code: RemoteError.Code) -> Bool {
    switch code {
    case .rejected, .serverFault, .unreadable, .tooLarge, .refusedByClient, .notFound, .forbidden,
      .notThisAPI:
      true
    case .offline, .timedOut, .cancelled, .loginNeeded, .loginRefused, .insecure, .tlsFailed,
      .certificateDate, .certificateUntrusted, .certificateName, .proxyLogin, .proxyRefused,
      .sessionStore, .sessionUnwritable:
      false
    }
  }

  private func compare(_ resource: Resource, _ outcome: inout Outcome) async throws(RemoteError) {
    let rows: [RowFields]
    do {
      rows = try await page(of: resource, ordered: true)
    } catch {
      guard let kind = try await reason(error, resource) else { throw error }
      outcome.findings.append(CatalogFinding(resource: resource.name, kind: kind))
      outcome.compared.append(resource.name)
      return
    }
    outcome.compared.append(resource.name)
    outcome.findings += TableComparison(resource: resource).findings(in: rows)
    if rows.isEmpty {
      outcome.empty.append(resource.name)
      let gone = try await unknown(among: resource.columns, of: resource)
      outcome.findings += gone.map {
        CatalogFinding(resource: resource.name, kind: .columnGone($0))
      }
    }
    try await compareMethods(resource, rows.first?.key(in: resource), &outcome)
  }

  // What a refusal to show the table says about the catalog; nothing where it says nothing.
  private func reason(
    _ error: RemoteError,
    _ resource: Resource
  ) async throws(RemoteError) -> CatalogFinding.Kind? {
    switch error.code {
    case .forbidden: return .readForbidden
    case .notFound where error.status == 405: return .methodGone(.read)
    case .notFound: return .tableGone(stillCalled: try await earlierName(of: resource))
    // The rows were asked for in the order of their key.
    case .rejected: return .columnGone(resource.key.name)
    default: return nil
    }
  }

  private func earlierName(of resource: Resource) async throws(RemoteError) -> String? {
    let earlier = server.catalog.resources.first {
      $0.retiredBy == resource.name && $0.paths != resource.paths && $0.allows(.read)
    }
    guard let earlier else { return nil }
    do {
      _ = try await page(of: earlier, ordered: false)
      return earlier.paths.list
    } catch {
      guard Self.concerns(error.code) else { throw error }
      return nil
    }
  }

  private func page(
    of resource: Resource,
    ordered: Bool
  ) async throws(RemoteError) -> [RowFields] {
    // The newest rows show best what the server does today.
    let order = ordered ? [RowOrder(resource.key.name, isDescending: true)] : []
    let query = RowQuery(order: order, pageSize: Self.rowsSeen)
    return try await server.rows(of: resource, matching: query).decoded().rows
  }

  // Columns that the server does not know, found by halves.
  private func unknown(
    among columns: [ResourceColumn],
    of resource: Resource
  ) async throws(RemoteError) -> [String] {
    guard columns.count <= Self.columnsAsked else {
      let half = columns.count / 2
      return try await unknown(among: Array(columns[..<half]), of: resource)
        + unknown(among: Array(columns[half...]), of: resource)
    }
    let filter = RowFilter.any(columns.map { .isNull($0.name) })
    do {
      _ = try await server.rows(of: resource, matching: RowQuery(filters: [filter], pageSize: 1))
      return []
    } catch {
      guard error.code == .rejected else { throw error }
    }
    guard columns.count > 1 else { return columns.map(\.name) }
    let half = columns.count / 2
    return try await unknown(among: Array(columns[..<half]), of: resource)
      + unknown(among: Array(columns[half...]), of: resource)
  }

  private func compareMethods(
    _ resource: Resource,
    _ key: RowKey?,
    _ outcome: inout Outcome
  ) async throws(RemoteError) {
    if resource.allows(.create) {
      try await compare([.create], of: resource, key: nil, &outcome)
    }
    if resource.allows(.update) || resource.allows(.delete) {
      let key = key ?? (resource.key.type == .integer ? .integer(0) : .text("0"))
      try await compare([.update, .delete], of: resource, key: key, &outcome)
    }
  }

  private func compare(
    _ methods: [ResourceMethod],
    of resource: Resource,
    key: RowKey?,
    _ outcome: inout Outcome
  ) async throws(RemoteError) {
    // Whoever did not tell once is not asked again for every table.
    guard outcome.tellsMethods != false else { return }
    guard let offered = try await server.offeredMethods(on: resource, key: key) else {
      outcome.tellsMethods = outcome.tellsMethods ?? false
      return
    }
    outcome.tellsMethods = true
    outcome.findings += TableComparison(resource: resource).findings(offered: offered, of: methods)
  }
}

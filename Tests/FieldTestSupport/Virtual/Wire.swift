import CatalogModel
import Synchronization

/// Everything that reached the server, in the order in which it was carried out.
package final class Wire: Sendable {
  private let all = Mutex<[WireRecord]>([])

  package init() {}

  /// What reached the server so far.
  package var records: [WireRecord] { all.withLock { $0 } }

  /// Notes a request that was carried out.
  package func note(_ record: WireRecord) { all.withLock { $0.append(record) } }
}

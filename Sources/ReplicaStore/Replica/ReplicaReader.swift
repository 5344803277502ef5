import CatalogModel
import Foundation
import GRDB

/// One consistent state of a replica, readable while the call that lends it lasts.
package struct ReplicaReader {
  let db: Database
  /// What the replica holds.
  package let layout: ReplicaLayout
  let location: URL

  /// The table of that name.
  ///
  /// - Throws: ``ReplicaError`` with `unknown-resource` when the replica does not hold it.
  package func table(_ name: String) throws(ReplicaError) -> ResourceTable {
    guard let table = layout.table(name) else { throw ReplicaError(.unknownResource, name) }
    return table
  }
}

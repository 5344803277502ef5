import CatalogModel
import Foundation

@testable import ReplicaStore

extension TrialReplica {
  /// A page whose rows are JSON texts.
  static func page(_ rows: [String], count: Int? = nil) -> String {
    """
    {"num_results": \(count ?? rows.count), "objects": [\(rows.joined(separator: ", "))], \
    "page": 1, "total_pages": 3}
    """
  }

  /// Takes a page in, as the engine does.
  @discardableResult
  func ingest(
    _ page: [UInt8],
    into name: String,
    after bound: RowKey? = nil
  ) throws
    -> IngestedPage
  {
    let table = try table(name)
    return try replica.write(by: .engine) { try $0.ingest(page: page, into: table, after: bound) }
  }

  /// Takes a page in, as the engine does.
  @discardableResult
  func ingest(
    _ page: String,
    into name: String,
    after bound: RowKey? = nil
  ) throws
    -> IngestedPage
  {
    try ingest(Array(page.utf8), into: name, after: bound)
  }
}

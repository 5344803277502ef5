import CatalogModel
import Foundation
import Testing

@testable import ReplicaStore

/// Pages of an API that lists all rows as a bare array.
final class ListPageTests {
  private static let document = """
    {"format": "fieldsync.catalog/1", "name": "kittens", "version": 1,
     "api": {"prefix": "", "logIn": "key", "lists": "whole", "greets": false},
     "resources": [
       {"name": "kittens", "key": "id", "methods": {"GET": "KEY", "DELETE": "KEY"},
        "columns": [{"name": "id", "type": "integer"}, {"name": "name", "type": "text"}]}]}
    """
  private static let list = #"[{"id": 2, "name": "Max"}, {"id": 1, "name": "É, ]", "new": true}]"#

  private let folder = TrialReplica.newFolder()
  private let replica: Replica
  private let table: ResourceTable

  init() throws {
    replica = try Replica.create(
      at: folder.appendingPathComponent("replica.sqlite"),
      catalog: try CatalogLoader.load(Data(Self.document.utf8)),
      resources: ["kittens"],
      server: "https://server.example",
      includesSensitive: false,
      now: NaiveTime(microseconds: 0)
    )
    table = try replica.read { try $0.table("kittens") }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func ingest(_ text: some Sequence<UInt8>) throws -> IngestedPage {
    try replica.write(by: .engine) { try $0.ingest(page: Array(text), into: table) }
  }

  @Test func `all rows of a list are stored, in whatever order they come`() throws {
    let page = try ingest(Self.list.utf8)
    #expect(page.rows == 2 && page.changed == 2)
    #expect(page.numResults == 2 && page.totalPages == 1)
    #expect(!page.isAscending && page.isDescending)
    #expect(try ingest(Self.list.utf8).changed == 0)
    let empty = try ingest("[]".utf8)
    #expect(empty.rows == 0 && empty.totalPages == 0)
  }

  @Test func `of two rows with one key the first stays, run after run`() throws {
    let list = #"[{"id": 2, "name": "Max"}, {"id": 1, "name": "É"}, {"id": 2, "name": "Moritz"}]"#
    #expect(try ingest(list.utf8).changed == 2)
    let again = try ingest(list.utf8)
    #expect(again.changed == 0 && again.rows == 3)
    #expect(again.setAside.map(\.key) == [.integer(2)])
    #expect(again.setAside.map(\.reason) == [SetAsideReason.keyTwice.rawValue])
    #expect(try replica.read { try $0.row(.integer(2), in: table) }?["name"] == .text("Max"))
  }

  @Test func `a list cut off at any byte is refused`() throws {
    let bytes = Array(Self.list.utf8)
    for length in 0..<bytes.count {
      let error = #expect(throws: ReplicaError.self, "cut at \(length)") {
        try ingest(bytes.prefix(length))
      }
      #expect(error?.code == .badPage, "cut at \(length)")
      #expect(try replica.read { try $0.count(in: table) } == 0, "cut at \(length)")
    }
  }

  @Test(arguments: [
    #"{"num_results":1,"objects":[{"id":1}],"page":1,"total_pages":1}"#, "{}", "7", "null",
    "[{}] []", "[{}],", "[{]}",
  ])
  func `what is no list is refused`(_ text: String) throws {
    let error = #expect(throws: ReplicaError.self) { try ingest(text.utf8) }
    #expect(error?.code == .badPage)
  }
}

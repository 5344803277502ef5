import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

/// Who wins in every kind of conflict under every policy.
struct PolicyMatrix {
  private static let matrix = """
    kind                      | mine | theirs | latest, ours later | latest, theirs later | latest, not known | ask
    update-update, one column | mine | theirs | mine               | theirs               | ask               | ask
    update-update, a group    | mine | theirs | mine               | theirs               | ask               | ask
    update-delete             | mine | theirs | ask                | ask                  | ask               | ask
    delete-update             | mine | theirs | mine               | theirs               | ask               | ask
    duplicate                 | ask  | ask    | ask                | ask                  | ask               | ask
    workflow                  | ask  | ask    | ask                | ask                  | ask               | ask
    """

  struct Item: Sendable, CustomTestStringConvertible {
    let kind: String
    let policy: String
    let winner: String
    var testDescription: String { "\(kind) under \(policy): \(winner)" }
  }

  static let items: [Item] = {
    let rows = matrix.split(separator: "\n").map { line in
      line.split(separator: "|").map { cell in
        cell.split(separator: " ").joined(separator: " ")
      }
    }
    guard let head = rows.first else { return [] }
    return rows.dropFirst().flatMap { row in
      (1..<row.count).map { Item(kind: row[0], policy: head[$0], winner: row[$0]) }
    }
  }()

  @Test func `the whole table is read`() { #expect(Self.items.count == 36) }

  @Test(arguments: items)
  func `a policy decides, or leaves it to a person`(_ item: Item) throws {
    let word = item.policy.split(separator: ",").first.map(String.init) ?? ""
    let policy = try #require(ConflictPolicy(rawValue: word))
    let rule = PolicyRule(resource: "rows", column: nil, policy: policy)
    let resource = try MergeCatalog.resource(deciding: [rule])
    if item.kind.hasPrefix("update-update") {
      #expect(try winner(merging: item, resource) == item.winner)
    } else {
      let kind = try #require(ConflictKind(rawValue: item.kind))
      let versions = try versions(item, of: resource)
      let keepsMine = RowPolicy(resource: resource)
        .keepsMine(kind, isMineLater: versions.isMineLater(in: ["a"]))
      #expect((keepsMine.map { $0 ? "mine" : "theirs" } ?? "ask") == item.winner)
    }
  }

  // `a` stands alone, `g` and `h` belong together; each side changed its own of the two.
  private func winner(merging item: Item, _ resource: Resource) throws -> String {
    let merge = RowMerge(resource: resource, columns: resource.columns)
    let merged = merge.merged(try versions(item, of: resource))
    let columns = item.kind.hasSuffix("group") ? ["g", "h"] : ["a"]
    if columns.allSatisfy({ name in merged.conflict.contains { $0.column == name } }) {
      return "ask"
    }
    let row = try #require(merged.row)
    let values = columns.map { MergeCatalog.word(row[$0] ?? .null) }
    switch values {
    case ["2"], ["2", "1"]: return "mine"
    case ["3"], ["1", "3"]: return "theirs"
    default: return "a mixture: \(values)"
    }
  }

  private func versions(_ item: Item, of resource: Resource) throws -> RowVersions {
    let fields = { MergeCatalog.fields($0, of: resource) }
    let ten = try #require(NaiveTime("2020-01-01T10:00:00"))
    let typed: NaiveTime? =
      switch item.policy {
      case "latest, ours later": ten.advanced(bySeconds: 1)
      case "latest, theirs later": ten.advanced(bySeconds: -1)
      default: nil
      }
    return RowVersions(
      base: fields("a=1, g=1, h=1"),
      mine: fields("a=2, g=2, h=1"),
      theirs: fields("a=3, g=1, h=3"),
      changed: ["a", "g"],
      mineAt: typed.map { ["a": $0...$0, "g": $0...$0] } ?? [:],
      theirsAt: ten...ten
    )
  }
}

package import CatalogModel
import ReplicaStore

extension SyncProgress {
  /// What a run is at as one object.
  ///
  /// It has `step` and what belongs to that step; rows are named by their keys alone.
  package var json: JSONNode {
    switch self {
    case .connecting: Self.object("connecting", [:])
    case .verifying(let operations):
      Self.object("finding-out", ["operations": .integer(Int64(operations))])
    case .pushing(let row, let number, let all):
      Self.object(
        "sending",
        [
          "resource": .text(row.resource), "key": Self.node(of: row.key),
          "number": .integer(Int64(number)), "of": .integer(Int64(all)),
        ]
      )
    case .pulling(let pull):
      Self.object(
        "reading",
        [
          "resource": .text(pull.resource), "rows": .integer(Int64(pull.rows)),
          "left": pull.left.map { .integer(Int64($0)) } ?? .null,
          "bytes": .integer(Int64(pull.bytes)), "seconds": .real(pull.seconds),
        ]
      )
    case .verifyingContent(let resource, let rows):
      Self.object("comparing", ["resource": .text(resource), "rows": .integer(Int64(rows))])
    case .settling(let seconds): Self.object("settling", ["seconds": .real(seconds)])
    case .awaitingUnits(let units, let seconds):
      Self.object(
        "awaiting-units",
        ["units": .integer(Int64(units)), "seconds": .real(seconds)]
      )
    case .pausing(let seconds): Self.object("pausing", ["seconds": .real(seconds)])
    }
  }

  /// Reads what ``json`` wrote; nothing where it is something else.
  package init?(_ node: JSONNode) {
    guard case .text(let step)? = node["step"] else { return nil }
    let resource = node["resource"].flatMap(Self.text)
    switch (step, resource) {
    case ("connecting", _): self = .connecting
    case ("finding-out", _): self = .verifying(operations: Self.count(node["operations"]) ?? 0)
    case ("sending", let resource?):
      guard let key = node["key"].flatMap(Self.key) else { return nil }
      self = .pushing(
        row: RowReference(resource: resource, key: key),
        number: Self.count(node["number"]) ?? 0,
        of: Self.count(node["of"]) ?? 0
      )
    case ("reading", let resource?):
      self = .pulling(
        PullProgress(
          resource: resource,
          rows: Self.count(node["rows"]) ?? 0,
          left: Self.count(node["left"]),
          bytes: Self.count(node["bytes"]) ?? 0,
          seconds: Self.seconds(node["seconds"]),
          isMilestone: false
        )
      )
    case ("comparing", let resource?):
      self = .verifyingContent(resource: resource, rows: Self.count(node["rows"]) ?? 0)
    case ("settling", _): self = .settling(seconds: Self.seconds(node["seconds"]))
    case ("awaiting-units", _):
      self = .awaitingUnits(
        units: Self.count(node["units"]) ?? 0,
        seconds: Self.seconds(node["seconds"])
      )
    case ("pausing", _): self = .pausing(seconds: Self.seconds(node["seconds"]))
    default: return nil
    }
  }

  private static func object(_ step: String, _ members: [String: JSONNode]) -> JSONNode {
    .object(members.merging(["step": .text(step)]) { own, _ in own })
  }

  // A provisional key as people type it: its number means nothing to anybody else.
  private static func node(of key: RowKey) -> JSONNode {
    key.isProvisional ? .text(key.description) : JSONNode(key.value)
  }

  private static func text(_ node: JSONNode) -> String? {
    if case .text(let text) = node { text } else { nil }
  }

  private static func key(_ node: JSONNode) -> RowKey? {
    text(node).flatMap(RowKey.init(parsingProvisional:)) ?? RowKey(node.fieldValue)
  }

  // Whoever wrote into the file: no figure is so large that reckoning with it could fail.
  private static func count(_ node: JSONNode?) -> Int? {
    guard case .integer(let number)? = node, (0...1_000_000_000_000).contains(number) else {
      return nil
    }
    return Int(number)
  }

  private static func seconds(_ node: JSONNode?) -> Double {
    switch node {
    case .real(let seconds)? where seconds.isFinite: min(max(0, seconds), 1e5)
    case .integer(let seconds)?: min(max(0, Double(seconds)), 1e5)
    default: 0
    }
  }
}

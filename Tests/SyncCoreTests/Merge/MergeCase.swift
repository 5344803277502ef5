import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

/// One line of the merge matrix: three versions, and what comes of them.
struct MergeCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let base: String
  /// Nothing where the technician deleted the row.
  private let mine: String?
  private let theirs: String
  private let changed: String
  private let sent: String
  private let doubted: String
  private let mineAt: String?
  /// What the technician sees afterwards; nothing where the row stays deleted.
  let row: String?
  let newBase: String
  let conflict: String
  let losses: String

  /// Whether the technician deleted the row.
  var isDeletion: Bool { mine == nil }

  func versions(of resource: Resource) -> RowVersions {
    let typedAt = mineAt.flatMap(NaiveTime.init)
    let theirs = MergeCatalog.fields(theirs, of: resource)
    return RowVersions(
      base: MergeCatalog.fields(base, of: resource),
      mine: mine.map { MergeCatalog.fields($0, of: resource) },
      theirs: theirs,
      changed: Self.names(changed),
      sent: MergeCatalog.fields(sent, of: resource),
      doubted: Self.names(doubted),
      mineAt: Self.names(changed).reduce(into: [:]) { times, name in
        times[name] = typedAt.map { $0...$0 }
      },
      theirsAt: theirs.time(.modifiedAt, in: resource).map { $0...$0 }
    )
  }

  private static func names(_ text: String) -> Set<String> {
    Set(text.split(separator: ", ").map(String.init))
  }
}

extension MergeCase {
  /// Reads a part of the matrix.
  static func cases(_ text: String) -> [MergeCase] {
    let lines = text.split(separator: "\n").map(String.init)
    return stride(from: 0, to: lines.count - 1, by: 2).map { index in
      MergeCase(name: String(lines[index].dropFirst(2)), line: lines[index + 1])
    }
  }

  private init(name: String, line: String) {
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(Self.trimmed)
    let cell = { (index: Int) in index < cells.count ? cells[index] : "" }
    let parts = cell(3).split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
    let part = { (word: String) in
      parts.first { $0.hasPrefix(word + " ") }.map { String($0.dropFirst(word.count + 1)) }
    }
    testDescription = name
    base = cell(0)
    mine = cell(1) == "gone" ? nil : cell(1)
    theirs = cell(2)
    changed = parts.first ?? ""
    sent = part("sent") ?? ""
    doubted = part("doubted") ?? ""
    mineAt = part("at")
    row = cell(4) == "gone" ? nil : cell(4)
    newBase = cell(5)
    conflict = cell(6)
    losses = cell(7)
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension MergedRow {
  /// The undecided columns as the matrix writes them.
  var conflictText: String {
    conflict
      .map { column in
        let sides = [column.base, column.mine, column.theirs].map(MergeCatalog.word)
        return "\(column.column): \(sides.joined(separator: " / "))"
      }
      .joined(separator: ", ")
  }

  /// The values that lost, as the matrix writes them.
  var lossesText: String {
    losses
      .map { loss in
        let sides = loss.keptMine ? [loss.mine, loss.theirs] : [loss.theirs, loss.mine]
        let words = sides.map(MergeCatalog.word)
        return "\(loss.column): \(words[0]) over \(words[1]) by \(loss.policy.rawValue)"
      }
      .joined(separator: ", ")
  }
}

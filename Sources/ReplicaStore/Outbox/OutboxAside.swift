package import Foundation

/// An outbox that did not go with the database beside it and was moved aside.
package struct OutboxAside: Sendable, Equatable {
  /// The word in the name of a file whose work is all in the replica that was made from it.
  static let recovered = "recovered"

  /// The file.
  package let file: URL
  /// Rows whose work is in the file and not in the replica.
  package let rows: Int
  /// Whether the file has lines that cannot be read.
  package let isDamaged: Bool

  /// The files that the agent itself moved aside in a folder, by name.
  ///
  /// What a person put there, an export for instance, is not among them.
  package static func files(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter(isOurs).sorted().map { folder.appendingPathComponent($0) }
  }

  private static func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix("outbox-"), name.hasSuffix(".jsonl") else { return false }
    let words = name.dropFirst(7).dropLast(6).split(
      separator: "-",
      omittingEmptySubsequences: false
    )
    guard let word = words.first, words.count <= 2, words.dropFirst().allSatisfy({ Int($0) != nil })
    else { return false }
    return [recovered, "later", "unreadable"].contains(String(word))
      || (word.count == 8 && word.allSatisfy(\.isHexDigit))
  }
}

extension OutboxAside {
  /// The outboxes of a folder without a usable replica: all work in them is nowhere else.
  package static func orphans(in folder: URL) -> [OutboxAside] {
    ([folder.appendingPathComponent("outbox.jsonl")] + unfinished(in: folder)).compactMap { file in
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      return OutboxAside(file: file) { $0.rows.count }
    }
  }

  fileprivate static func unfinished(in folder: URL) -> [URL] {
    files(in: folder).filter { !$0.lastPathComponent.hasPrefix("outbox-\(recovered)") }
  }

  // Nothing where the file was read whole and has no work to tell of.
  fileprivate init?(file: URL, counting: (OutboxReplay) throws -> Int) rethrows {
    guard let replay = try? OutboxReplay(of: file) else {
      self.init(file: file, rows: 0, isDamaged: true)
      return
    }
    self.init(file: file, rows: try counting(replay), isDamaged: replay.damagedLines > 0)
    if rows == 0, !isDamaged { return nil }
  }
}

extension Replica {
  /// The outboxes beside this replica with work that it does not have.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func outboxesAside() throws -> [OutboxAside] {
    try OutboxAside.unfinished(in: location.deletingLastPathComponent()).compactMap { file in
      try OutboxAside(file: file) { replay in try read { try $0.news(in: replay).count } }
    }
  }
}

import CatalogModel
import ReplicaStore

/// `conflicts`: what the server and the technician both changed.
enum ConflictsVerb {
  static let verb = Verb("conflicts", help: .conflicts) { _, session in
    let (conflicts, candidates) = try session.replica().read { reader in
      let conflicts = try reader.conflicts()
      return (conflicts, try conflicts.map { try reader.candidates(ofConflict: $0.number) })
    }
    guard !conflicts.isEmpty else {
      return Answer(["conflicts": .array([])], [.sentence(.noConflicts, .good)])
    }
    let shown = try session.shownValues()
    var blocks: [Block] = []
    for (conflict, candidates) in zip(conflicts, candidates) {
      if !blocks.isEmpty { blocks.append(.gap) }
      blocks += ConflictPage.blocks(conflict, candidates: candidates, shown)
    }
    blocks += [.gap, .sentence(.resolveHint)]
    return Answer(["conflicts": .array(conflicts.map(ConflictPage.json))], blocks)
  }
}

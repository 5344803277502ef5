import CatalogModel
import ReplicaStore

/// `conflicts`: what the server and the technician both changed.
enum ConflictsVerb {
  static let verb = Verb("conflicts", help: .conflicts) { _, session in
    let conflicts = try session.replica().read { try $0.conflicts() }
    guard !conflicts.isEmpty else {
      return Answer(["conflicts": .array([])], [.sentence(.noConflicts, .good)])
    }
    let shown = try session.shownValues()
    var blocks: [Block] = []
    for conflict in conflicts {
      if !blocks.isEmpty { blocks.append(.gap) }
      blocks += ConflictPage.blocks(conflict, shown)
    }
    blocks += [.gap, .sentence(.resolveHint)]
    return Answer(["conflicts": .array(conflicts.map(ConflictPage.json))], blocks)
  }
}

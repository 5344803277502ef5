import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

/// What the technician takes back.
extension Laptop {
  /// Takes something back, agreeing to whatever it does.
  @discardableResult
  func undo(_ subject: UndoSubject = .last) throws -> UndoProposal {
    let undo = Undo(replica: replica, clock: clock)
    let proposal = try undo.proposal(subject)
    try undo.perform(proposal)
    return proposal
  }

  /// Takes the last undo back.
  @discardableResult
  func redo() throws -> UndoProposal {
    let undo = Undo(replica: replica, clock: clock)
    let proposal = try undo.redoProposal()
    try undo.perform(proposal)
    return proposal
  }

  /// Expects that nothing can be taken back, for that reason, and that nothing changes.
  func expectNoUndo(
    _ subject: UndoSubject,
    _ code: UndoError.Code,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try queue()
    let failure = #expect(throws: UndoError.self, sourceLocation: sourceLocation) {
      try undo(subject)
    }
    #expect(failure?.code == code, sourceLocation: sourceLocation)
    #expect(try queue() == before, sourceLocation: sourceLocation)
  }

  /// The number of the last entry of the journal with that event.
  func lastEntry(_ event: JournalEvent) throws -> Int64 {
    let entry = try replica.read { try $0.journal(limit: 100) }
      .first { $0.event == event.rawValue }
    return try #require(entry).number
  }
}

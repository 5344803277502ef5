import CatalogModel
import ReplicaStore
import SyncCore

/// Reads `mine`, `theirs`, `COLUMN=mine`, `COLUMN=theirs` and `COLUMN:=VALUE` as a decision.
struct DecisionReader {
  let conflict: Conflict
  /// The zone in which times are typed.
  let zone: LocalZone
  /// What a person should know although the decision is accepted.
  private(set) var warnings: [Sentence] = []

  init(conflict: Conflict, zone: LocalZone) {
    self.conflict = conflict
    self.zone = zone
  }

  /// The decision that the words mean.
  ///
  /// - Throws: ``ShellError`` naming the word or column that does not fit.
  mutating func decision(
    _ words: [String],
    _ reader: ReplicaReader
  ) throws -> ConflictDecision {
    if words == ["mine"] { return .mine }
    if words == ["theirs"] { return .theirs }
    var sides: [String: ConflictDecision.Side] = [:]
    for word in words {
      guard let assignment = Assignment(word) else {
        throw ShellError(.badDecision, .badDecision(word), exit: .usage)
      }
      let columns = conflict.columns.map(\.column)
      guard columns.contains(assignment.column) else {
        throw ShellError(
          .badDecision,
          .notInConflict(assignment.column, columns),
          exit: .usage
        )
      }
      guard sides[assignment.column] == nil else {
        throw ShellError(.badDecision, .columnTwice(assignment.column), exit: .usage)
      }
      sides[assignment.column] = try side(assignment, word, reader)
    }
    return .columns(sides)
  }

  /// A new value for a column, by the column's own rules.
  ///
  /// - Throws: ``ShellError`` with code `bad-value`.
  mutating func value(
    _ text: String,
    for name: String,
    _ reader: ReplicaReader
  ) throws -> ConflictDecision.Side {
    let table = try RowFinder.table(conflict.row.resource, in: reader.layout)
    let column = try RowFinder.column(name, in: table)
    var edit = EditReader(table: table, reader: reader, zone: zone)
    defer { warnings += edit.warnings }
    return .value(try edit.value(text, for: column))
  }

  private mutating func side(
    _ assignment: Assignment,
    _ word: String,
    _ reader: ReplicaReader
  ) throws -> ConflictDecision.Side {
    if assignment.isNewValue {
      return try value(assignment.value, for: assignment.column, reader)
    }
    switch assignment.value {
    case "mine": return .mine
    case "theirs": return .theirs
    default: throw ShellError(.badDecision, .badDecision(word), exit: .usage)
    }
  }
}

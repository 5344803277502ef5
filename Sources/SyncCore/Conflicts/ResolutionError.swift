import ReplicaStore

/// Why a decision about a conflict cannot be carried out; nothing has changed then.
package struct ResolutionError: Error, Sendable, Equatable {
  /// What stands against it.
  package enum Code: String, Sendable, CaseIterable {
    /// No open conflict has that number.
    case noSuchConflict = "no-such-conflict"
    /// The conflict is not about that column.
    case notInConflict = "not-in-conflict"
    /// The kind of conflict is decided for the whole row only.
    case wholeRowOnly = "whole-row-only"
    /// The server takes no new rows of this resource, so a deleted one cannot be made again.
    case cannotRecreate = "cannot-recreate"
    /// The value cannot go into the column.
    case badValue = "bad-value"
    /// The row is not among those that may be the one that was created here.
    case notOffered = "not-offered"
    /// The state in which a repair is now does not take the step that waited for another one.
    case stepDoesNotFit = "step-does-not-fit"
  }

  /// What stands against the decision.
  package let code: Code
  /// The conflict's number, the column or the row at fault.
  package let subject: String
}

extension ResolutionError: CustomStringConvertible {
  /// One sentence that names the thing and the next step.
  package var description: String {
    switch code {
    case .noSuchConflict: "There is no open conflict \(subject); `conflicts` lists them."
    case .notInConflict: "\(subject) is not in conflict; `conflicts` shows the columns that are."
    case .wholeRowOnly: "Conflict \(subject) is about the whole row; choose mine or theirs."
    case .cannotRecreate:
      "The server takes no new rows like \(subject); choose theirs and let it go."
    case .notOffered:
      "\(subject) is not one of the rows in question; `conflicts` shows them."
    case .stepDoesNotFit:
      "The repair's present state does not take \(subject); choose theirs and enter what it asks for."
    case .badValue: "\(subject) cannot take that value; `catalog show` tells what it takes."
    }
  }
}

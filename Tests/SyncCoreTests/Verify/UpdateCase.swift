import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

/// One line of the table: what the server shows of a row whose update or deletion was not answered.
struct UpdateCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var kind = ChangeKind.update
  /// The base's own stamp at freeze, in seconds; nothing where it had none.
  var baseModifiedAt: Double?
  var endedAt: Double? = 10
  /// The row's value and stamp; nothing where the row is gone.
  var row: (value: FieldValue, modifiedAt: Double?)?
  var now = 100.0
  let verdict: UpdateVerification.Verdict

  static let table: [UpdateCase] = [
    UpdateCase(
      testDescription: "our value is there",
      row: (.real(2), 5),
      verdict: .confirmed
    ),
    UpdateCase(
      testDescription: "our value is there, written as another kind of number",
      row: (.integer(2), 5),
      verdict: .confirmed
    ),
    UpdateCase(
      testDescription: "our value is there, and the row changed since",
      baseModifiedAt: -50,
      row: (.real(2), 60),
      verdict: .confirmed
    ),
    UpdateCase(
      testDescription: "as before, and it may still commit",
      baseModifiedAt: -50,
      row: (.real(1), -50),
      now: 39.9,
      verdict: .settle(until: OperationCase.at(40))
    ),
    UpdateCase(
      testDescription: "as before, and it can no longer commit",
      baseModifiedAt: -50,
      row: (.real(1), -50),
      now: 40,
      verdict: .sendAgain
    ),
    UpdateCase(
      testDescription: "as before, never modified",
      row: (.real(1), nil),
      now: 40,
      verdict: .sendAgain
    ),
    UpdateCase(
      testDescription: "as before, after a crash: it counts from the attempt",
      endedAt: nil,
      row: (.real(1), nil),
      now: 29.9,
      verdict: .settle(until: OperationCase.at(30))
    ),
    UpdateCase(
      testDescription: "another value and stamp: a colleague was there",
      baseModifiedAt: -50,
      row: (.real(3), 20),
      verdict: .changedMeanwhile
    ),
    UpdateCase(
      testDescription: "the old value with a new stamp: nobody can tell",
      baseModifiedAt: -50,
      row: (.real(1), 20),
      verdict: .changedMeanwhile
    ),
    UpdateCase(
      testDescription: "the first modification of all is a modification",
      row: (.real(1), 20),
      verdict: .changedMeanwhile
    ),
    UpdateCase(
      testDescription: "a row changed meanwhile is not waited for",
      baseModifiedAt: -50,
      row: (.real(3), 20),
      now: 11,
      verdict: .changedMeanwhile
    ),
    UpdateCase(testDescription: "the row is gone", row: nil, verdict: .gone),
    UpdateCase(
      testDescription: "a deleted row is gone",
      kind: .delete,
      row: nil,
      verdict: .confirmed
    ),
    UpdateCase(
      testDescription: "a deletion that may still commit",
      kind: .delete,
      row: (.real(1), nil),
      now: 39,
      verdict: .settle(until: OperationCase.at(40))
    ),
    UpdateCase(
      testDescription: "a deletion that had no effect",
      kind: .delete,
      row: (.real(1), nil),
      verdict: .sendAgain
    ),
    UpdateCase(
      testDescription: "a deletion of a row that was changed",
      kind: .delete,
      row: (.real(1), 20),
      verdict: .changedMeanwhile
    ),
  ]
}

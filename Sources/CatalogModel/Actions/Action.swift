/// Something the server does beside reading and writing rows, such as `status_update`.
package struct Action: Sendable, Equatable {
  /// When an action may run.
  package enum Delivery: String, Sendable, Codable {
    /// May wait in the queue until there is a connection.
    case queued
    /// Only while connected: it reads, or carries a secret.
    case online
    /// A step of a repair's workflow: means something in one state only, so it is never sent by itself.
    case workflow
  }

  /// The action's name, unlike any other's and unlike any resource's.
  package let name: String
  /// The HTTP method.
  package let method: String
  /// The path under the API's prefix, parameters in angle brackets: `/products/<imei>/sync`.
  package let path: String
  /// The path that other documents give, for a server that does not know the first one.
  package let otherPath: String?
  /// The row that the path's parameter names; nothing where the path has none.
  package let subject: ActionSubject?
  /// The permission its documents ask for; nothing where they are silent.
  package let permission: String?
  /// Whether it is called without a token.
  package let isAnonymous: Bool
  /// The values it takes.
  package let payload: [ActionField]
  /// Whether doing it twice does no harm.
  package let isRepeatable: Bool
  /// When it may run.
  package let delivery: Delivery
  /// How long after it was asked for it may still be sent, in seconds; nothing where it never waits.
  package let timeToLive: Double?
  /// Whether asking again while it waits means the same one.
  package let isFolded: Bool
  /// Resources whose changes it brings to the unit, so that it is held while one of them is stuck.
  package let carries: [String]
  /// What the subject's own columns have to hold, where they hold anything.
  package let requirements: [String: FieldValue]
  /// The step along the table of states that it is; nothing for any other action.
  package let move: StateMove?
  /// The row that it finds or makes, and names in its answer; nothing for most actions.
  package let opened: OpenedRow?
  /// What shows that the unit itself has followed; nothing where no unit is involved.
  package let confirmation: UnitConfirmation?
  /// What on the server proves that it happened; nothing where nothing does.
  package let proof: ActionProof?

  /// Whether it only reads; what makes the row that it reads does not.
  package var isRead: Bool { method == "GET" && opened == nil }

  /// What a call consists of, as columns: the key of the subject, then the payload; fields whose names
  /// only the server knows are not among them.
  ///
  /// A step of a workflow also says what it hangs on.
  package var columns: [ResourceColumn] {
    (subject.map { [$0.column] } ?? []) + payload.filter { !$0.isOpen }.map(\.column)
      + (delivery == .workflow ? StepColumn.allCases.map(\.column) : [])
      + (opened.map { [$0.column] } ?? [])
  }

  /// The column of that name, if a call has one.
  package func column(_ name: String) -> ResourceColumn? {
    columns.first { $0.name == name }
  }
}

import CatalogModel
package import ReplicaStore

/// What can be sent now, in order, and why the rest waits.
package struct PushPlan: Sendable, Equatable {
  /// Why a row is not sent.
  package enum Obstacle: Sendable, Equatable {
    /// Its conflict waits for a decision.
    case conflict(Int64)
    /// An earlier operation of the row was sent and not answered.
    case unknown(Int64)
    /// It travels: another laptop is to send it.
    case travelling
    /// The server refused it, and nothing was changed since.
    case refused(Int64)
    /// A person put it on hold.
    case held
    /// Another account made the change; only that account sends it.
    case otherAccount(String)
    /// It refers to a row that has to be created first and cannot be yet.
    case dependsOn(RowReference)
    /// It is an action that waited longer than it may: a person asks for it again, or gives it up.
    case expired
    /// It and the rows it refers to wait for each other.
    case cycle
  }

  /// A row that waits, and why.
  package struct Blocked: Sendable, Equatable {
    /// The row.
    package let row: RowReference
    /// What stands in its way.
    package let obstacle: Obstacle
  }

  /// Rows to send, parents before the rows that refer to them, deletions last and children first.
  package var ready: [PendingRow]
  /// Actions to do, in the order in which they were asked for.
  package var calls: [PendingRow] = []
  /// Rows that wait, each with its reason.
  package var blocked: [Blocked]
  /// Rows whose changes cancel out.
  package var void: [PendingRow]
}

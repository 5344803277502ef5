import CatalogModel
import RemoteAPI
import ReplicaStore
import SyncCore

/// Notes of a run, for scripts and for the exit code.
enum SyncNotes {
  /// The exit code that a note stands for.
  static func code(_ note: SyncNote) -> ExitCode? {
    switch note {
    case .stopped(let code, _), .notPulled(_, let code), .notReread(_, let code):
      RemoteError.Code(rawValue: code).map { ShellError.exit(for: $0) }
    case .outOfOrder: .incompatible
    default: nil
    }
  }

  /// A note as an object with a stable word.
  static func json(_ note: SyncNote) -> JSONNode {
    switch note {
    case .notPulled(let resource, let code):
      object("not-pulled", ["resource": .text(resource), "code": .text(code)])
    case .outOfOrder(let resource): object("out-of-order", ["resource": .text(resource)])
    case .left(let resources):
      object("left", ["resources": .array(resources.map(JSONNode.text))])
    case .setAside(let resource, let key, let reason):
      object(
        "set-aside",
        ["resource": .text(resource), "key": .text(key), "reason": .text(reason)]
      )
    case .refused(let row, let words): object("refused", row, ["message": .text(words)])
    case .valueRefused(let row, let refusal):
      object("refused", row, ["message": .text(refusal.words)])
    case .newConflict(let number, let row):
      object("conflict", row, ["number": .integer(number)])
    case .requested(let row): object("requested", row)
    case .unitConfirmed(let row, let time):
      object("unit-confirmed", row, ["at": .text(time.description)])
    case .notAsked(let unit, let words): object("not-asked", unit, ["message": .text(words)])
    case .adopted(let row): object("adopted", row)
    case .unanswered(let row): object("unanswered", row)
    case .notReread(let row, let code): object("not-reread", row, ["code": .text(code)])
    case .blocked(let row, let obstacle):
      object("blocked", row, blocked(by: obstacle))
    case .alteredByServer(let row, let columns):
      object("altered", row, ["columns": .array(columns.map(JSONNode.text))])
    case .tooManyGhosts(let resource, let rows):
      object("too-many-ghosts", ["resource": .text(resource), "rows": .integer(Int64(rows))])
    case .serverRestored(let resource, let rows):
      object("server-restored", ["resource": .text(resource), "rows": .integer(Int64(rows))])
    case .accessLost(let resource): object("access-lost", ["resource": .text(resource)])
    case .drifted(let resource, let point): drift("drift", resource, point)
    case .driftOver(let resource, let point): drift("drift-over", resource, point)
    case .differed(let resource, let rows):
      object("differed", ["resource": .text(resource), "rows": .integer(Int64(rows))])
    case .leftScope(let resource, let rows):
      object("left-scope", ["resource": .text(resource), "rows": .integer(Int64(rows))])
    case .notVerified(let resource): object("not-verified", ["resource": .text(resource)])
    case .stopped(let code, let seconds):
      object(
        "stopped",
        ["code": .text(code)].merging(seconds.map { ["retry_after": .real($0)] } ?? [:]) { own, _ in
          own
        }
      )
    }
  }

  private static func blocked(by obstacle: PushPlan.Obstacle) -> [String: JSONNode] {
    let reason: [String: JSONNode] = ["reason": .text(word(obstacle))]
    guard case .otherAccount(let account) = obstacle else { return reason }
    return reason.merging(["account": .text(account)]) { own, _ in own }
  }

  /// Why a row waits, as a stable word.
  static func word(_ obstacle: PushPlan.Obstacle) -> String {
    switch obstacle {
    case .conflict: "conflict"
    case .unknown: "unknown"
    case .travelling: "travelling"
    case .refused: "refused"
    case .held: "held"
    case .otherAccount: "other-account"
    case .dependsOn: "depends-on"
    case .expired: "expired"
    case .cycle: "cycle"
    }
  }

  private static func drift(_ note: String, _ resource: String, _ point: DriftPoint) -> JSONNode {
    object(note, point.members.merging(["resource": .text(resource)]) { own, _ in own })
  }

  private static func object(_ note: String, _ members: [String: JSONNode]) -> JSONNode {
    .object(members.merging(["note": .text(note)]) { own, _ in own })
  }

  private static func object(
    _ note: String,
    _ row: RowReference,
    _ members: [String: JSONNode] = [:]
  ) -> JSONNode {
    object(
      note,
      members.merging(["resource": .text(row.resource), "key": row.key.json]) { own, _ in own }
    )
  }
}

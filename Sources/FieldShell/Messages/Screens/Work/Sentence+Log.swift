import ReplicaStore
import SyncCore

extension Sentence {
  static let logEmpty = Sentence(
    en: "Nothing has happened yet.",
    fr: "Il ne s'est encore rien passé."
  )
  static let undoWordTitle = Sentence(verbatim: "undo")

  /// An event of the journal in a few words.
  static func event(_ event: JournalEvent) -> Sentence {
    switch event {
    case .delivered: Sentence(en: "delivered", fr: "livré")
    case .adopted: Sentence(en: "found on the server", fr: "retrouvé sur le serveur")
    case .refused: Sentence(en: "refused", fr: "refusé")
    case .unanswered: Sentence(en: "no answer", fr: "sans réponse")
    case .sentAgain: Sentence(en: "sent again", fr: "renvoyé")
    case .unitConfirmed: Sentence(en: "confirmed by the unit", fr: "confirmé par l'appareil")
    case .conflict: Sentence(en: "conflict", fr: "conflit")
    case .dissolved: Sentence(en: "conflict gone", fr: "conflit disparu")
    case .resolved: Sentence(en: "resolved", fr: "tranché")
    case .policy: Sentence(en: "decided by policy", fr: "décidé par règle")
    case .dropped: Sentence(en: "dropped", fr: "abandonné")
    case .undone: Sentence(en: "taken back", fr: "annulé")
    case .undoWaiting: Sentence(en: "undo waits", fr: "annulation en attente")
    case .undoFailed: Sentence(en: "not taken back", fr: "non annulé")
    case .restored: Sentence(en: "brought back", fr: "remis")
    case .disowned: Sentence(en: "left to another", fr: "laissé à un autre")
    case .redone: Sentence(en: "holds again", fr: "rétabli")
    case .recovered: Sentence(en: "came from an outbox", fr: "venu d'un outbox")
    case .ghost: Sentence(en: "deleted on the server", fr: "supprimé sur le serveur")
    case .setAside: Sentence(en: "set aside", fr: "mis de côté")
    }
  }

  /// The server took it; a unit has yet to follow.
  static let requestedWord = Sentence(en: "requested", fr: "demandé")

  /// Whose value of a column stayed, and what it stands instead of.
  static func decided(
    _ column: String,
    _ word: String,
    mine: String,
    theirs: String
  ) -> Sentence {
    switch word {
    case "mine":
      Sentence(
        en: "\(column): yours, \(mine), instead of the server's, \(theirs)",
        fr: "\(column) : la vôtre, \(mine), au lieu de celle du serveur, \(theirs)"
      )
    case "theirs":
      Sentence(
        en: "\(column): the server's, \(theirs), instead of yours, \(mine)",
        fr: "\(column) : celle du serveur, \(theirs), au lieu de la vôtre, \(mine)"
      )
    default:
      Sentence(
        en: "\(column): a new value instead of yours, \(mine), and the server's, \(theirs)",
        fr: "\(column) : une nouvelle valeur au lieu de la vôtre, \(mine), et de celle du "
          + "serveur, \(theirs)"
      )
    }
  }

  static func conflictNumber(_ number: Int64) -> Sentence {
    Sentence(en: "conflict \(number)", fr: "conflit \(number)")
  }

  /// Rows of the server of which one may be ours.
  static func candidates(_ keys: [String]) -> Sentence {
    let list = keys.joined(separator: ", ")
    return Sentence(en: "perhaps \(list)", fr: "peut-être \(list)")
  }

  /// What the server said to a refusal.
  static func refusalWords(_ status: Int?, _ words: String) -> Sentence {
    let parts = [status.map { String($0) }, words.isEmpty ? nil : words].compactMap(\.self)
    if status == nil, words == SnapshotDeletions.stillListed { return stillListed }
    guard status == nil, let refusal = ValueRefusal(words: words) else {
      return Sentence(verbatim: parts.joined(separator: ": "))
    }
    return valueRefused(refusal)
  }

  /// Why a deletion counts as refused although the server says that there is no such row.
  static let stillListed = Sentence(
    en: "the server calls it deleted, and its list shows it all the same",
    fr: "le serveur le dit supprimé, mais sa liste le montre toujours"
  )

  /// A deletion that was given up, and what it would have taken.
  static func givenUpDeletion(_ values: String) -> Sentence {
    Sentence(en: "the deletion of \(values)", fr: "la suppression de \(values)")
  }

  /// Why an undo that waited came to nothing.
  static func undoFailure(_ code: String) -> Sentence {
    switch UndoError.Code(rawValue: code) {
    case .rowGone: Sentence(en: "the row is gone", fr: "la ligne n'y est plus")
    case .notAllowed, .cannotAdd:
      Sentence(en: "the server does not allow it", fr: "le serveur ne le permet pas")
    default: Sentence(en: "changed again since", fr: "changé à nouveau depuis")
    }
  }
}

import ReplicaStore
import SyncCore

extension Sentence {
  static let nowTitle = Sentence(en: "now", fr: "maintenant")
  static let afterwardsTitle = Sentence(en: "afterwards", fr: "après")
  static let undoQuestion = Sentence(
    en: "Do this? Type y or n: ",
    fr: "Le faire ? Tapez o ou n : "
  )
  static let undoDone = Sentence(en: "Done.", fr: "Fait.")
  static let nothingUndone = Sentence(en: "Nothing was changed.", fr: "Rien n'a été changé.")

  /// What taking a change back would do to its row, before it is done.
  static func undoHeading(_ step: UndoStep) -> Sentence {
    let row = "\(step.row)"
    return switch step.way {
    case .takeBack where !step.also.isEmpty: withoutAll(step.also.count + 1, row)
    case .takeBack where !step.staying.isEmpty && step.effect == .update:
      withoutOne(staying: step.staying, row)
    case .takeBack: unsent(step.effect, row)
    case .counter: countered(step.effect, row)
    case .restore:
      Sentence(
        en: "\(row): what was given up comes back as a new change.",
        fr: "\(row) : ce qui était écarté revient comme nouvelle modification."
      )
    case .separate:
      Sentence(
        en: "\(row) stays on the server as somebody else's; yours is sent as a row of its own.",
        fr: "\(row) reste sur le serveur comme celle d'un autre ; la vôtre est envoyée à part."
      )
    case .later:
      Sentence(
        en: "\(row) was sent and not answered: the sync that finds out what became of it takes it "
          + "back.",
        fr: "\(row) est envoyé sans réponse : la synchronisation qui saura ce qu'il en est "
          + "l'annulera."
      )
    }
  }

  private static func withoutAll(_ edits: Int, _ row: String) -> Sentence {
    Sentence(
      en: "\(row) is as before its \(edits) unsent edits; nothing was sent.",
      fr: "\(row) est comme avant ses \(edits) modifications non envoyées ; rien n'a été envoyé."
    )
  }

  private static func withoutOne(staying: [Int64], _ row: String) -> Sentence {
    let list = staying.map { String($0) }.joined(separator: ", ")
    return Sentence(
      en: "\(row) is without that edit; other unsent changes of it stay: \(list).",
      fr: "\(row) est sans cette modification ; d'autres, non envoyées, y restent : \(list)."
    )
  }

  private static func unsent(_ effect: ChangeKind, _ row: String) -> Sentence {
    switch effect {
    case .create:
      Sentence(
        en: "\(row) is back; nothing was sent.",
        fr: "\(row) est revenu ; rien n'a été envoyé."
      )
    case .delete:
      Sentence(
        en: "\(row) is gone; nothing was sent.",
        fr: "\(row) a disparu ; rien n'a été envoyé."
      )
    case .action:
      Sentence(
        en: "\(row) is taken back; nothing was sent.",
        fr: "\(row) est repris ; rien n'a été envoyé."
      )
    case .update:
      Sentence(
        en: "\(row) is as before the edit; nothing was sent.",
        fr: "\(row) est comme avant la modification ; rien n'a été envoyé."
      )
    }
  }

  private static func countered(_ effect: ChangeKind, _ row: String) -> Sentence {
    switch effect {
    case .create:
      Sentence(
        en: "\(row) is deleted on the server; it is added anew, under a new key.",
        fr: "\(row) est supprimé du serveur ; il est ajouté à nouveau, sous une nouvelle clé."
      )
    case .delete:
      Sentence(
        en: "\(row) is on the server; the next sync deletes it there.",
        fr: "\(row) est sur le serveur ; la prochaine synchronisation l'y supprime."
      )
    case .update, .action:
      Sentence(
        en: "\(row) is on the server; the next sync brings back what was there.",
        fr: "\(row) est sur le serveur ; la prochaine synchronisation y remet ce qu'il y avait."
      )
    }
  }

  static func undoKept(_ columns: [String]) -> Sentence {
    let list = columns.joined(separator: ", ")
    return Sentence(
      en: "Changed again since, and left as it is: \(list).",
      fr: "Changé à nouveau depuis, et laissé tel quel : \(list)."
    )
  }

  static func undoBeside(_ rows: [String]) -> Sentence {
    let list = rows.joined(separator: ", ")
    return Sentence(en: "These go with it: \(list).", fr: "Partent avec : \(list).")
  }

  static func redoHeading(_ row: String, isWaiting: Bool) -> Sentence {
    isWaiting
      ? Sentence(
        en: "\(row): the undo that waited is called off.",
        fr: "\(row) : l'annulation en attente est retirée."
      )
      : Sentence(
        en: "\(row): the edit holds again.",
        fr: "\(row) : la modification vaut à nouveau."
      )
  }

  /// A row that nobody saw made is to be deleted: how to leave it to somebody else.
  static func undoAdopted(_ entry: Int64) -> Sentence {
    Sentence(
      en: "No answer came when it was added; it was found on the server and taken for yours. If "
        + "somebody else made it, fieldsync undo log:\(entry) leaves it there.",
      fr: "Aucune réponse n'est venue à l'ajout ; la ligne a été retrouvée sur le serveur et prise "
        + "pour la vôtre. Si quelqu'un d'autre l'a faite, fieldsync undo log:\(entry) l'y laisse."
    )
  }

  /// Why a script has to say that it means it, and the command that does it.
  static func consentNeeded(_ proposal: UndoProposal, _ command: String) -> Sentence {
    let isNew = proposal.steps.allSatisfy { $0.way == .restore }
    let what =
      isNew
      ? Sentence(
        en: "it would make a new change, which the next sync sends",
        fr: "ce serait une nouvelle modification, que la prochaine synchronisation envoie"
      )
      : Sentence(
        en: "it reaches the server with the next sync",
        fr: "cela atteint le serveur à la prochaine synchronisation"
      )
    return Sentence(
      en: "Nothing was done, because \(what.english) and nobody can be asked here. To do it: "
        + "fieldsync \(command) --yes",
      fr: "Rien n'a été fait, car \(what.french) et personne ne peut être interrogé ici. Pour le "
        + "faire : fieldsync \(command) --yes"
    )
  }

  /// Why something cannot be taken back.
  static func undo(_ error: UndoError) -> Sentence {
    let it = error.subject
    return switch error.code {
    case .nothingToUndo:
      Sentence(
        en: "There is no edit of yours to take back; fieldsync log shows what happened.",
        fr: "Vous n'avez rien à annuler ; fieldsync log montre ce qui s'est passé."
      )
    case .nothingToRedo:
      Sentence(
        en: "There is no undo to take back; fieldsync log shows what happened.",
        fr: "Il n'y a pas d'annulation à rétablir ; fieldsync log montre ce qui s'est passé."
      )
    case .noSuchChange:
      Sentence(
        en: "Nothing has the number \(it); fieldsync queue and fieldsync log show the numbers.",
        fr: "Rien ne porte le numéro \(it) ; fieldsync queue et fieldsync log montrent les numéros."
      )
    case .alreadyUndone:
      Sentence(
        en: "Change \(it) was taken back before; fieldsync redo makes it hold again.",
        fr: "La modification \(it) est déjà annulée ; fieldsync redo la rétablit."
      )
    case .inConflict:
      Sentence(
        en: "The row is in conflict; decide it first with fieldsync resolve \(it).",
        fr: "La ligne est en conflit ; tranchez d'abord avec fieldsync resolve \(it)."
      )
    case .otherAccount:
      Sentence(
        en: "\(it) made that change; only that account takes it back.",
        fr: "\(it) a fait cette modification ; seul ce compte l'annule."
      )
    default: undoHindrance(error.code, it)
    }
  }

  private static func undoHindrance(_ code: UndoError.Code, _ it: String) -> Sentence {
    switch code {
    case .laterChange:
      Sentence(
        en: "\(it) was added or deleted again later; take that back first with fieldsync undo.",
        fr: "\(it) a été ajouté ou supprimé plus tard ; annulez d'abord cela avec fieldsync undo."
      )
    case .ownLaterChange:
      Sentence(
        en: "Your later change stands over it; take that back first: fieldsync undo \(it)",
        fr: "Votre modification plus récente la recouvre ; annulez d'abord celle-là : "
          + "fieldsync undo \(it)"
      )
    case .changedSince:
      Sentence(
        en: "\(it) was changed again since; change it with fieldsync set.",
        fr: "\(it) a été changé à nouveau depuis ; modifiez-le avec fieldsync set."
      )
    case .notAllowed:
      Sentence(
        en: "The server lets nobody do what would take back \(it); it stays there as it is.",
        fr: "Le serveur ne permet à personne d'annuler \(it) ainsi ; il y reste tel quel."
      )
    case .cannotAdd:
      Sentence(
        en: "\(it) is deleted on the server, which takes no new rows there: it cannot come back. "
          + "fieldsync log shows what it held.",
        fr:
          "\(it) est supprimé sur le serveur, qui n'y accepte pas de nouvelles lignes : il ne peut "
          + "pas revenir. fieldsync log montre ce qu'il contenait."
      )
    default: undoHindranceHere(code, it)
    }
  }

  private static func undoHindranceHere(_ code: UndoError.Code, _ it: String) -> Sentence {
    switch code {
    case .rowGone:
      Sentence(
        en: "\(it) is not in this replica any more; sync first, or add it anew.",
        fr: "\(it) n'est plus dans cette réplique ; synchronisez d'abord, ou ajoutez-le à nouveau."
      )
    case .nothingGivenUp:
      Sentence(
        en: "Number \(it) gave nothing up that could come back.",
        fr: "Le numéro \(it) n'a rien écarté qui puisse revenir."
      )
    case .actionSent:
      Sentence(
        en: "\(it) was sent and is not undone; ask for the opposite with fieldsync do.",
        fr: "\(it) est parti et ne s'annule pas ; demandez le contraire avec fieldsync do."
      )
    case .actionGone:
      Sentence(
        en: "\(it) is not brought back; ask for it again with fieldsync do.",
        fr: "\(it) ne revient pas ; redemandez-le avec fieldsync do."
      )
    default:
      Sentence(
        en: "Something changed meanwhile; look again and repeat.",
        fr: "Quelque chose a changé entre-temps ; regardez à nouveau et recommencez."
      )
    }
  }
}

import ReplicaStore

/// What a person reads while deciding a conflict.
extension Sentence {
  static let columnHint = Sentence(
    en: "m = yours, t = the server's, e = enter a new value, s = leave it for now.",
    fr: "m = la vôtre, t = celle du serveur, e = saisir une nouvelle valeur, "
      + "s = laisser pour l'instant."
  )
  static let wholeHint = Sentence(
    en: "m = all yours, t = all the server's, c = column by column, s = leave it for now.",
    fr: "m = tout à vous, t = tout au serveur, c = colonne par colonne, s = laisser pour l'instant."
  )
  static let decideWhole = Sentence(
    en: "the whole row [m/t/c/s]: ",
    fr: "toute la ligne [m/t/c/s] : "
  )
  static let whichRowPrompt = Sentence(
    en: "Key of the row that is yours: ",
    fr: "Clé de la ligne qui est la vôtre : "
  )
  static let givenUpTitle = Sentence(en: "given up", fr: "écarté")
  static let stillOpen = Sentence(en: "not decided yet", fr: "pas encore tranché")
  static let deletedSide = Sentence(en: "deleted", fr: "supprimé")
  static let goneSide = Sentence(en: "gone", fr: "disparu")
  static let resolveAllOption = Sentence(
    en: "decide all conflicts alike, mine or theirs",
    fr: "trancher tous les conflits de même, mine ou theirs"
  )
  static let yesNeedsAll = Sentence(
    en: "--yes goes with --all; resolve N asks nothing of a script. Leave it out.",
    fr: "--yes va avec --all ; resolve N ne demande rien à un script. Ne le mettez pas."
  )
  static let allNeedsSide = Sentence(
    en: "Say whose version stays everywhere: fieldsync resolve --all theirs, or --all mine",
    fr: "Dites quelle version reste partout : fieldsync resolve --all theirs, ou --all mine"
  )

  static func rowHint(asksKey: Bool) -> Sentence {
    asksKey
      ? Sentence(
        en: "m = none of them is yours, e = enter the key of yours, s = leave it for now.",
        fr: "m = aucune n'est la vôtre, e = saisir la clé de la vôtre, s = laisser pour l'instant."
      )
      : Sentence(
        en: "m = yours, t = the server's, s = leave it for now.",
        fr: "m = la vôtre, t = celle du serveur, s = laisser pour l'instant."
      )
  }

  static func decideRow(_ row: String, asksKey: Bool) -> Sentence {
    let letters = asksKey ? "[m/e/s]" : "[m/t/s]"
    return Sentence(en: "\(row) \(letters): ", fr: "\(row) \(letters) : ")
  }

  static func decideColumn(_ column: String) -> Sentence {
    Sentence(en: "\(column) [m/t/e/s]: ", fr: "\(column) [m/t/e/s] : ")
  }

  static func newValuePrompt(_ column: String?) -> Sentence {
    let of = column.map { " (\($0))" } ?? ""
    return Sentence(en: "New value\(of): ", fr: "Nouvelle valeur\(of) : ")
  }

  /// What the two answers to a conflict do.
  static func decisionMeaning(_ conflict: Conflict) -> Sentence {
    switch conflict.kind {
    case .updateUpdate:
      Sentence(
        en: "Yours is sent over the server's with the next sync; the server's replaces yours here.",
        fr: "La vôtre est envoyée par-dessus celle du serveur à la prochaine synchronisation ; "
          + "celle du serveur remplace ici la vôtre."
      )
    case .updateDelete:
      Sentence(
        en:
          "Yours makes the row anew on the server, with what refers to it here; the server's lets "
          + "it go.",
        fr: "La vôtre refait la ligne sur le serveur, avec ce qui y renvoie ici ; celle du serveur "
          + "la laisse partir."
      )
    case .deleteUpdate:
      Sentence(
        en: "Yours deletes the row all the same; the server's brings it back here.",
        fr: "La vôtre supprime la ligne malgré tout ; celle du serveur la ramène ici."
      )
    case .duplicate:
      Sentence(
        en: "Yours: it is somebody else's row, and yours is sent too. The server's: it is the row "
          + "you added.",
        fr: "La vôtre : c'est la ligne de quelqu'un d'autre, et la vôtre est envoyée aussi. Celle "
          + "du serveur : c'est la ligne que vous avez ajoutée."
      )
    case .workflow:
      Sentence(
        en: "Yours: the step is taken in the state where the repair is now. The server's: the step "
          + "is given up, and what you typed stays in the log.",
        fr: "La vôtre : l'étape est prise dans l'état où la réparation est maintenant. Celle du "
          + "serveur : on y renonce, et ce que vous avez tapé reste dans le journal."
      )
    case .action:
      Sentence(
        en: "Yours: it did not happen, and is sent again. The server's: it happened, and is done.",
        fr:
          "La vôtre : cela n'a pas eu lieu, et repart. Celle du serveur : cela a eu lieu, c'est fait."
      )
    }
  }

  static func perhapsOneOf(_ rows: [String]) -> Sentence {
    let list = rows.joined(separator: ", ")
    return Sentence(en: "One of these may be yours: \(list).", fr: "Peut-être la vôtre : \(list).")
  }

  static func yours(_ value: Sentence) -> Sentence {
    Sentence(en: "\(value.english) (yours)", fr: "\(value.french) (vous)")
  }

  static func servers(_ value: Sentence) -> Sentence {
    Sentence(en: "\(value.english) (server)", fr: "\(value.french) (serveur)")
  }

  static func bothLost(_ mine: Sentence, _ theirs: Sentence) -> Sentence {
    yours(mine).joined(servers(theirs))
  }

  static func leftToDecide(_ numbers: [Int64]) -> Sentence {
    let list = numbers.map { String($0) }.joined(separator: ", ")
    return Sentence(
      en: "Decided one by one, each by its account: \(list); see fieldsync conflicts.",
      fr: "À trancher un par un, chacun par son compte : \(list) ; voyez fieldsync conflicts."
    )
  }

  static func allNeedsConsent(_ side: String) -> Sentence {
    Sentence(
      en: "Nothing was decided, because nobody can be asked here. To do it: "
        + "fieldsync resolve --all \(side) --yes",
      fr: "Rien n'a été décidé, car personne ne peut être interrogé ici. Pour le faire : "
        + "fieldsync resolve --all \(side) --yes"
    )
  }

  private static func conflicts(_ count: Int) -> Sentence {
    .count(count, en: ("conflict", "conflicts"), fr: ("conflit", "conflits"))
  }

  static func resolveAllQuestion(_ count: Int) -> Sentence {
    let number = conflicts(count)
    return Sentence(
      en: "Decide \(number.english) like this? Type y or n: ",
      fr: "Trancher \(number.french) ainsi ? Tapez o ou n : "
    )
  }

  static func resolvedAll(_ count: Int) -> Sentence {
    let number = conflicts(count)
    return Sentence(
      en: "Decided \(number.english); the values given up stay in the log.",
      fr: "\(number.french) : tranché ; les valeurs écartées restent dans le journal."
    )
  }
}

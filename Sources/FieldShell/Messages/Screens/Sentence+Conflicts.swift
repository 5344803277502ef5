import ReplicaStore

extension Sentence {
  static let noConflicts = Sentence(
    en: "There are no conflicts.",
    fr: "Il n'y a pas de conflit."
  )
  static let resolveHint = Sentence(
    en: "Decide with fieldsync resolve N; nothing of these rows is sent before.",
    fr: "Décidez avec fieldsync resolve N ; rien de ces lignes n'est envoyé avant."
  )
  static let notDecided = Sentence(
    en: "Nothing was decided; the conflict waits.",
    fr: "Rien n'a été décidé ; le conflit attend."
  )
  static let applyQuestion = Sentence(
    en: "Apply this? Type y or n: ",
    fr: "Appliquer ? Tapez o ou n : "
  )

  static func conflictHeading(_ conflict: Conflict) -> Sentence {
    Sentence(
      en: "Conflict \(conflict.number): \(conflict.row)",
      fr: "Conflit \(conflict.number) : \(conflict.row)"
    )
  }

  /// What two people did to the same row.
  static func conflictMeaning(_ kind: ConflictKind) -> Sentence {
    switch kind {
    case .updateUpdate:
      Sentence(
        en: "You and someone else changed the same thing.",
        fr: "Vous et quelqu'un d'autre avez modifié la même chose."
      )
    case .updateDelete:
      Sentence(
        en: "You changed the row, and it is gone on the server.",
        fr: "Vous avez modifié la ligne, et elle a disparu du serveur."
      )
    case .deleteUpdate:
      Sentence(
        en: "You deleted the row, and someone else changed it on the server.",
        fr: "Vous avez supprimé la ligne, et quelqu'un d'autre l'a modifiée sur le serveur."
      )
    case .duplicate:
      Sentence(
        en: "A row on the server may be the one you added.",
        fr: "Une ligne du serveur est peut-être celle que vous avez ajoutée."
      )
    case .workflow:
      Sentence(
        en: "The repair moved on while your step waited.",
        fr: "La réparation a avancé pendant que votre étape attendait."
      )
    case .action:
      Sentence(
        en: "It was sent, no answer came, and nothing on the server shows whether it happened.",
        fr: "C'est parti sans réponse, et rien sur le serveur ne montre si cela a eu lieu."
      )
    }
  }

  static func mineBy(_ user: String?, _ time: String?) -> Sentence {
    Sentence(
      en: "Yours: \(user ?? "you")\(time.map { ", \($0)" } ?? "")",
      fr: "Vous : \(user ?? "vous")\(time.map { ", \($0)" } ?? "")"
    )
  }

  static func theirsBy(_ user: String?, _ time: String?) -> Sentence {
    Sentence(
      en: "Server: \(user ?? "unknown")\(time.map { ", \($0)" } ?? "")",
      fr: "Serveur : \(user ?? "inconnu")\(time.map { ", \($0)" } ?? "")"
    )
  }

  static func noSuchConflict(_ number: Int64) -> Sentence {
    Sentence(
      en: "There is no open conflict \(number); see fieldsync conflicts.",
      fr: "Il n'y a pas de conflit ouvert \(number) ; voyez fieldsync conflicts."
    )
  }

  static func notInConflict(_ column: String, _ columns: [String]) -> Sentence {
    let list = columns.joined(separator: ", ")
    return Sentence(
      en: "\(column) is not in this conflict; it is about \(list).",
      fr: "\(column) ne fait pas partie de ce conflit ; il porte sur \(list)."
    )
  }

  static func undecidedColumns(_ columns: [String]) -> Sentence {
    let list = columns.joined(separator: ", ")
    return Sentence(
      en: "\(list) still needs a decision; write COLUMN=mine, COLUMN=theirs or COLUMN:=VALUE "
        + "for each.",
      fr: "\(list) attend encore une décision ; écrivez COLONNE=mine, COLONNE=theirs "
        + "ou COLONNE:=VALEUR pour chacune."
    )
  }

  static func badDecision(_ word: String) -> Sentence {
    Sentence(
      en: "\"\(word)\" decides nothing; write mine, theirs, COLUMN=mine, COLUMN=theirs "
        + "or COLUMN:=VALUE.",
      fr: "« \(word) » ne décide rien ; écrivez mine, theirs, COLONNE=mine, COLONNE=theirs "
        + "ou COLONNE:=VALEUR."
    )
  }

  static func decisionMissing(_ number: Int64) -> Sentence {
    Sentence(
      en: "Say how: fieldsync resolve \(number) mine, or theirs, or a choice for each column.",
      fr: "Dites comment : fieldsync resolve \(number) mine, ou theirs, "
        + "ou un choix par colonne."
    )
  }

  static func resolved(_ number: Int64, _ row: String) -> Sentence {
    Sentence(
      en: "Conflict \(number) on \(row) is decided; the values given up stay in the log.",
      fr: "Le conflit \(number) sur \(row) est tranché ; les valeurs écartées restent "
        + "dans le journal."
    )
  }
}

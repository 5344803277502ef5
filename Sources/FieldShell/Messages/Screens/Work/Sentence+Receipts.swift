import ReplicaStore

extension Sentence {
  static let sentTitle = Sentence(en: "sent", fr: "envoyé")
  static let confirmedTitle = Sentence(en: "on the server", fr: "sur le serveur")
  static let changeNumberTitle = Sentence(en: "change no.", fr: "modif. nº")

  static func receiptOutcome(_ outcome: ReceiptOutcome) -> Sentence {
    switch outcome {
    case .confirmed: Sentence(en: "The server confirmed it.", fr: "Le serveur l'a confirmé.")
    case .adopted:
      Sentence(
        en: "No answer came; it was found on the server afterwards.",
        fr: "Aucune réponse n'est venue ; il a été retrouvé sur le serveur."
      )
    case .already:
      Sentence(
        en: "The server already had it so.",
        fr: "Le serveur l'avait déjà ainsi."
      )
    }
  }

  static func receiptLine(_ line: String) -> Sentence {
    Sentence(en: "Receipt: \(line)", fr: "Reçu : \(line)")
  }

  static func receiptAnswer(_ words: String) -> Sentence {
    Sentence(en: "The server said: \(words)", fr: "Le serveur a dit : \(words)")
  }

  /// Whether a unit followed: when, or that it has yet to.
  static func receiptOfUnit(_ time: String?) -> Sentence {
    guard let time else {
      return Sentence(
        en: "Requested: the unit has yet to confirm it.",
        fr: "Demandé : l'appareil doit encore le confirmer."
      )
    }
    return Sentence(
      en: "The unit confirmed it at \(time).",
      fr: "L'appareil l'a confirmé à \(time)."
    )
  }

  static func changeHeading(_ change: RecordedChange) -> Sentence {
    let kind = changeKind(change.kind)
    return Sentence(
      en: "No. \(change.number): \(kind.english) \(change.row)",
      fr: "Nº \(change.number) : \(kind.french) \(change.row)"
    )
  }

  /// How a change was closed.
  static func changeOutcome(_ outcome: ChangeOutcome?) -> Sentence {
    switch outcome {
    case .delivered: event(.delivered)
    case .dropped: event(.dropped)
    case .undone: event(.undone)
    case .void: Sentence(en: "came to nothing", fr: "sans effet")
    case .superseded: Sentence(en: "replaced by a decision", fr: "remplacé par une décision")
    case nil: markWord(.waiting)
    }
  }
}

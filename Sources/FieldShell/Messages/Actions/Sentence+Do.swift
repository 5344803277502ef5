import CatalogModel

extension Sentence {
  static let explainOption = Sentence(
    en: "say what would be asked of the server, and ask nothing",
    fr: "dire ce qui serait demandé au serveur, sans rien demander"
  )
  static let heldOption = Sentence(
    en: "show the last answer that is held here, without asking",
    fr: "montrer la dernière réponse gardée ici, sans rien demander"
  )
  static let secretsOption = Sentence(
    en: "read secret fields from standard input, one a line",
    fr: "lire les champs secrets sur l'entrée standard, un par ligne"
  )
  static let nothingAsked = Sentence(
    en: "Nothing was asked.",
    fr: "Rien n'a été demandé."
  )

  static func callQueued(_ call: String, _ until: String) -> Sentence {
    Sentence(
      en: "Queued \(call); the next sync asks for it, until \(until).",
      fr: "\(call) est dans la file ; la prochaine synchronisation le demande, jusqu'au \(until)."
    )
  }

  static func callFolded(_ call: String, until: String) -> Sentence {
    Sentence(
      en: "\(call) waits already; it is asked for once, until \(until).",
      fr: "\(call) attend déjà ; il est demandé une seule fois, jusqu'au \(until)."
    )
  }

  static func callWaits(_ call: String, _ why: Sentence) -> Sentence {
    Sentence(
      en: "Queued \(call). \(why.english)",
      fr: "\(call) est dans la file. \(why.french)"
    )
  }

  /// How long an action may wait.
  static func waiting(_ action: Action) -> Sentence {
    guard let seconds = action.timeToLive else {
      return Sentence(
        en: "It runs at once or not at all.",
        fr: "Elle s'exécute tout de suite ou pas du tout."
      )
    }
    let hours = Int(seconds / 3_600)
    return Sentence(
      en:
        "It may wait \(hours) hours for a connection; after that it is asked for again or given up.",
      fr:
        "Elle peut attendre \(hours) heures une connexion ; ensuite, on la redemande ou on y renonce."
    )
  }

  /// What shows that an action happened.
  static func proof(of action: Action) -> Sentence {
    if action.isRead { return Sentence(en: "It only reads.", fr: "Elle ne fait que lire.") }
    if let proof = action.proof {
      return Sentence(
        en: "If its answer is lost, \(proof.resource) shows whether it happened.",
        fr: "Si sa réponse se perd, \(proof.resource) montre si elle a eu lieu."
      )
    }
    return action.isRepeatable
      ? Sentence(
        en: "If its answer is lost, it is repeated, which does no harm.",
        fr: "Si sa réponse se perd, elle est répétée, ce qui ne nuit pas."
      )
      : Sentence(
        en: "If its answer is lost, nothing shows whether it happened: you are asked.",
        fr: "Si sa réponse se perd, rien ne montre si elle a eu lieu : on vous le demande."
      )
  }

  static func permission(_ level: String) -> Sentence {
    Sentence(en: "Its documents ask for \(level).", fr: "Sa documentation demande \(level).")
  }

  /// How old an answer is that was kept.
  static func trueAsOf(_ time: String) -> Sentence {
    Sentence(en: "As the server had it at \(time).", fr: "Tel que le serveur l'avait le \(time).")
  }

  static func secretPrompt(_ field: String) -> Sentence {
    Sentence(en: "\(field): ", fr: "\(field) : ")
  }
}

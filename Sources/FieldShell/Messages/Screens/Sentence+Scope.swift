extension Sentence {
  static func unknownScopeAction(_ word: String, nearest: String?) -> Sentence {
    let hint = nearest.map { did($0) } ?? Sentence(verbatim: "")
    return Sentence(
      en: "\"\(word)\" is nothing that scope does;\(hint.english) use hold or release.",
      fr: "« \(word) » n'est rien que fasse scope ;\(hint.french) utilisez hold ou release."
    )
  }

  private static func did(_ nearest: String) -> Sentence {
    Sentence(en: " did you mean \(nearest)?", fr: " vouliez-vous dire \(nearest) ?")
  }

  static func nowHeld(_ resources: [String]) -> Sentence {
    guard !resources.isEmpty else {
      return Sentence(en: "All of these are held already.", fr: "Tout cela est déjà répliqué.")
    }
    let names = resources.joined(separator: ", ")
    return Sentence(
      en: "Held from now on: \(names). Their rows come with the next sync.",
      fr: "Répliquées désormais : \(names). Leurs lignes viennent à la prochaine synchronisation."
    )
  }

  static func heldNoMore(_ resources: [String]) -> Sentence {
    let names = resources.joined(separator: ", ")
    return Sentence(
      en: "Held no more: \(names). On the server nothing changed.",
      fr: "N'est plus répliqué : \(names). Rien n'a changé sur le serveur."
    )
  }

  static func releaseKeepsWork(_ resource: String) -> Sentence {
    Sentence(
      en:
        "\(resource) has unsent changes or conflicts here, so nothing was released; sync first, or "
        + "see fieldsync queue.",
      fr: "\(resource) a ici des modifications non envoyées ou des conflits, rien n'a donc été "
        + "retiré ; synchronisez d'abord, ou voyez fieldsync queue."
    )
  }

  static let nothingLeftToHold = Sentence(
    en: "Then nothing would be left; a replica holds at least one resource.",
    fr: "Il ne resterait rien ; une réplique contient au moins une ressource."
  )
}

extension HelpText {
  static let scope = HelpText(
    summary: Sentence(
      en: "Show or change which resources are held here",
      fr: "Montrer ou changer les ressources répliquées ici"
    ),
    details: [
      Sentence(
        en:
          "hold RES,… adds resources, whose rows come with the next sync; what is here already is "
          + "not fetched again. release RES,… takes resources out of this replica, never off the "
          + "server; a resource with unsent changes stays.",
        fr: "hold RES,… ajoute des ressources, dont les lignes viennent à la prochaine "
          + "synchronisation ; ce qui est déjà ici n'est pas rechargé. release RES,… retire des "
          + "ressources de cette réplique, jamais du serveur ; une ressource avec des modifications "
          + "non envoyées reste."
      )
    ],
    examples: ["scope", "scope hold alerts,battery_test_results", "scope release states"]
  )
}

import ReplicaStore

extension Sentence {
  static func unknownScopeAction(_ word: String, nearest: String?) -> Sentence {
    let hint = nearest.map { did($0) } ?? Sentence(verbatim: "")
    return Sentence(
      en:
        "\"\(word)\" is nothing that scope does;\(hint.english) use hold, release, narrow or widen.",
      fr:
        "« \(word) » n'est rien que fasse scope ;\(hint.french) utilisez hold, release, narrow ou widen."
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

  static let onlyWhereTitle = Sentence(en: "only where", fr: "seulement si")

  static func nowNarrowed(
    _ resources: [String],
    to scope: RowScope?,
    left: Int,
    comes: Bool
  ) -> Sentence {
    let names = resources.joined(separator: ", ")
    let held = scope.map { ScopePage.words($0) }
    let later =
      comes
      ? Sentence(
        en: " What is missing comes with the next sync.",
        fr: " Ce qui manque vient à la prochaine synchronisation."
      ) : Sentence(verbatim: "")
    return Sentence(
      en: (held.map { "Of \(names) only rows with \($0) are held; rows that left: \(left)." }
        ?? "All rows of \(names) are held.") + later.english,
      fr: (held.map {
        "De \(names), seules les lignes avec \($0) sont répliquées ; lignes parties : \(left)."
      } ?? "Toutes les lignes de \(names) sont répliquées.") + later.french
    )
  }

  static func leftScope(_ resource: String, _ rows: Int) -> Sentence {
    Sentence(
      en: "Rows of \(resource) that are no longer among those held, and left: \(rows); see "
        + "fieldsync scope.",
      fr: "Lignes de \(resource) qui ne font plus partie de celles répliquées et sont parties : "
        + "\(rows) ; voyez fieldsync scope."
    )
  }

  static func scopeTakesNoCondition(_ word: String) -> Sentence {
    Sentence(
      en: "\"\(word)\" is too much here; conditions go with scope narrow RES COLUMN=VALUE.",
      fr: "« \(word) » est de trop ici ; les conditions vont avec scope narrow RES COLONNE=VALEUR."
    )
  }

  static let narrowOneByOne = Sentence(
    en: "Narrow one resource at a time: scope narrow RES COLUMN=VALUE.",
    fr: "Restreignez une ressource à la fois : scope narrow RES COLONNE=VALEUR."
  )

  static let noRowsNamed = Sentence(
    en: "Say which rows: scope narrow RES COLUMN=VALUE, COLUMN in A,B or COLUMN=null.",
    fr: "Dites quelles lignes : scope narrow RES COLONNE=VALEUR, COLONNE in A,B ou COLONNE=null."
  )

  static func onlyByValues(_ column: String) -> Sentence {
    Sentence(
      en:
        "\(column): rows are held by values of numbers, texts and links only; use \(column)=VALUE, "
        + "\(column) in A,B or \(column)=null.",
      fr:
        "\(column) : les lignes se répliquent par valeurs de nombres, textes et liens seulement ; "
        + "utilisez \(column)=VALEUR, \(column) in A,B ou \(column)=null."
    )
  }

  static func columnNamedTwice(_ column: String) -> Sentence {
    Sentence(
      en: "\(column) is named twice; use \(column) in A,B for several values.",
      fr: "\(column) est nommée deux fois ; utilisez \(column) in A,B pour plusieurs valeurs."
    )
  }

  static func notOnServerYet(_ column: String) -> Sentence {
    Sentence(
      en: "\(column): the server does not know that row yet; sync first.",
      fr: "\(column) : le serveur ne connaît pas encore cette ligne ; synchronisez d'abord."
    )
  }

  static func tooManyValues(_ resource: String) -> Sentence {
    Sentence(
      en: "That is more than a question for \(resource) has room for; name fewer values.",
      fr:
        "C'est plus que n'en peut contenir une question sur \(resource) ; nommez moins de valeurs."
    )
  }

  static func comesWhole(_ resource: String) -> Sentence {
    Sentence(
      en: "The server sends \(resource) as a whole and cannot be asked for some rows; hold it or "
        + "release it.",
      fr: "Le serveur envoie \(resource) en entier et ne sait en donner une partie ; gardez-la ou "
        + "retirez-la."
    )
  }
}

extension HelpText {
  static let scope = HelpText(
    summary: Sentence(
      en: "Show or change which resources and rows are held here",
      fr: "Montrer ou changer les ressources et lignes répliquées ici"
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
      ),
      Sentence(
        en:
          "narrow RES COLUMN=VALUE… holds only such rows of a resource: a shop, a hub, a product. "
          + "Rows that do not fit, or fit no more, leave this replica unless they have unsent "
          + "changes. widen RES,… holds all rows again, and they come with the next sync.",
        fr:
          "narrow RES COLONNE=VALEUR… ne réplique que ces lignes d'une ressource : un magasin, un "
          + "hub, un produit. Les lignes qui n'y sont pas, ou plus, quittent cette réplique, sauf "
          + "celles avec des modifications non envoyées. widen RES,… réplique de nouveau toutes les "
          + "lignes, qui viennent à la prochaine synchronisation."
      ),
    ],
    examples: [
      "scope", "scope hold alerts,battery_test_results", "scope release states",
      "scope narrow products shop_id=3", "scope widen products",
    ]
  )
}

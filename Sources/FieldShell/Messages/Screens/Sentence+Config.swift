extension Sentence {
  static let configUsage = Sentence(
    en: "Say which and how: fieldsync config policy RES mine|theirs|latest|ask|default, "
      + "or RES.COL for one column",
    fr: "Dites laquelle et comment : fieldsync config policy RES mine|theirs|latest|ask|default, "
      + "ou RES.COL pour une colonne"
  )

  static func policySet(_ name: String, _ word: String) -> Sentence {
    switch word {
    case "mine":
      Sentence(
        en: "In conflicts about \(name) your version wins from now on; the other stays in the log.",
        fr: "Dans les conflits sur \(name), votre version l'emporte désormais ; l'autre reste dans "
          + "le journal."
      )
    case "theirs":
      Sentence(
        en: "In conflicts about \(name) the server's version wins from now on; yours stays in "
          + "the log.",
        fr: "Dans les conflits sur \(name), la version du serveur l'emporte désormais ; la vôtre "
          + "reste dans le journal."
      )
    case "latest":
      Sentence(
        en:
          "In conflicts about \(name) the later version wins from now on; where the clocks cannot "
          + "tell, you are asked.",
        fr: "Dans les conflits sur \(name), la version la plus récente l'emporte désormais ; là où "
          + "les horloges ne le disent pas, on vous demande."
      )
    default:
      Sentence(
        en: "Conflicts about \(name) are yours to decide from now on.",
        fr: "Les conflits sur \(name) sont désormais à trancher par vous."
      )
    }
  }

  static func policyReset(_ name: String) -> Sentence {
    Sentence(
      en: "Conflicts about \(name) are decided as the catalog says again.",
      fr: "Les conflits sur \(name) sont de nouveau tranchés comme le dit le catalogue."
    )
  }

  /// Conflicts that are open and that the next sync decides by a rule.
  static func conflictsRuled(_ numbers: [Int64]) -> Sentence {
    let list = numbers.map { String($0) }.joined(separator: ", ")
    return numbers.count == 1
      ? Sentence(
        en: "Conflict \(list) is open; the next sync decides it so. fieldsync resolve \(list) "
          + "decides it otherwise.",
        fr: "Le conflit \(list) est ouvert ; la prochaine synchronisation le tranche ainsi. "
          + "fieldsync resolve \(list) le tranche autrement."
      )
      : Sentence(
        en: "Conflicts \(list) are open; the next sync decides them so. fieldsync resolve decides "
          + "them otherwise.",
        fr: "Les conflits \(list) sont ouverts ; la prochaine synchronisation les tranche ainsi. "
          + "fieldsync resolve les tranche autrement."
      )
  }

  static func noSuchPolicy(_ name: String) -> Sentence {
    Sentence(
      en: "There is no rule for \(name) here; fieldsync config lists those there are.",
      fr: "Il n'y a pas de règle pour \(name) ici ; fieldsync config montre celles qui existent."
    )
  }

  static func unknownPolicy(_ word: String) -> Sentence {
    Sentence(
      en: "\"\(word)\" is no rule; write mine, theirs, latest, ask or default.",
      fr: "« \(word) » n'est pas une règle ; écrivez mine, theirs, latest, ask ou default."
    )
  }

  static func nothingToDecide(_ name: String) -> Sentence {
    Sentence(
      en: "\(name) is no resource, and no column that people write; see fieldsync catalog.",
      fr: "\(name) n'est ni une ressource ni une colonne que l'on écrit ; voyez fieldsync catalog."
    )
  }

  static func policyForNothing(_ name: String, _ file: String) -> Sentence {
    Sentence(
      en: "\(file) has a rule for \(name), which the catalog does not have; "
        + "fieldsync config policy \(name) default removes it.",
      fr: "\(file) a une règle pour \(name), que le catalogue n'a pas ; "
        + "fieldsync config policy \(name) default l'enlève."
    )
  }
}

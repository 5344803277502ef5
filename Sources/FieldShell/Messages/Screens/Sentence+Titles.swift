extension Sentence {
  static let verbTitle = Sentence(en: "verb", fr: "verbe")
  static let optionTitle = Sentence(en: "option", fr: "option")
  static let summaryTitle = Sentence(en: "what it does", fr: "ce qu'il fait")
  static let resourceTitle = Sentence(en: "resource", fr: "ressource")
  static let rowsTitle = Sentence(en: "rows", fr: "lignes")
  static let keyTitle = Sentence(en: "key", fr: "clé")
  static let kindTitle = Sentence(en: "change", fr: "modification")
  static let columnsTitle = Sentence(en: "columns", fr: "colonnes")
  static let columnTitle = Sentence(en: "column", fr: "colonne")
  static let valueTitle = Sentence(en: "value", fr: "valeur")
  static let numberTitle = Sentence(en: "no.", fr: "nº")
  static let stateTitle = Sentence(en: "state", fr: "état")
  static let userTitle = Sentence(en: "by", fr: "par")
  static let eventTitle = Sentence(en: "event", fr: "événement")
  static let detailTitle = Sentence(en: "detail", fr: "détail")
  static let beforeTitle = Sentence(en: "before", fr: "avant")
  static let yoursTitle = Sentence(en: "yours", fr: "vous")
  static let serverTitle = Sentence(en: "server", fr: "serveur")
  static let typeTitle = Sentence(en: "type", fr: "type")
  static let rulesTitle = Sentence(en: "rules", fr: "règles")
  static let methodsTitle = Sentence(en: "allows", fr: "permet")
  static let differenceTitle = Sentence(en: "what differs", fr: "différence")
  static let consequenceTitle = Sentence(en: "what it means", fr: "conséquence")
  static let notOffered = Sentence(en: "not offered", fr: "non proposée")
  static let heldTitle = Sentence(en: "held", fr: "en réplique")
  static let optionsHeading = Sentence(en: "Options:", fr: "Options :")
  static let examplesHeading = Sentence(en: "Examples:", fr: "Exemples :")

  static func sinceTitle(_ zone: String) -> Sentence {
    Sentence(en: "since (\(zone))", fr: "depuis (\(zone))")
  }

  static func timeTitle(_ zone: String) -> Sentence {
    Sentence(en: "time (\(zone))", fr: "heure (\(zone))")
  }

  /// Whose times a page shows.
  static func timesIn(_ zone: String) -> Sentence {
    Sentence(en: "Times: \(zone).", fr: "Heures : \(zone).")
  }

  /// A number of changes.
  static func changes(_ number: Int) -> Sentence {
    .count(number, en: ("change", "changes"), fr: ("modification", "modifications"))
  }

  /// A number of rows.
  static func rows(_ number: Int) -> Sentence {
    .count(number, en: ("row", "rows"), fr: ("ligne", "lignes"))
  }
}

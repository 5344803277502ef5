import CatalogModel

extension Sentence {
  /// Why a value cannot go into a column.
  static func badValue(_ value: String, column: String, fault: ValueFault) -> Sentence {
    switch fault {
    case .wrongType(let type):
      Sentence(
        en: "\(column)=\(value): \(expectation(of: type).english).",
        fr: "\(column)=\(value) : \(expectation(of: type).french)."
      )
    case .notAnOption(let options):
      Sentence(
        en: "\(column)=\(value) is not among its values; choose one of "
          + "\(options.joined(separator: ", ")).",
        fr: "\(column)=\(value) ne figure pas parmi ses valeurs ; choisissez parmi "
          + "\(options.joined(separator: ", "))."
      )
    case .outOfRange(let range):
      Sentence(
        en:
          "\(column)=\(value) is not between \(range.lowerBound) and \(range.upperBound); give it "
          + "such a number.",
        fr: "\(column)=\(value) n'est pas entre \(range.lowerBound) et \(range.upperBound) ; "
          + "donnez un tel nombre."
      )
    case .tooLong(let maximum):
      Sentence(
        en: "\(column) takes at most \(maximum) characters, and \"\(value)\" has "
          + "\(value.unicodeScalars.count); shorten it.",
        fr: "\(column) prend au plus \(maximum) caractères, et « \(value) » en a "
          + "\(value.unicodeScalars.count) ; raccourcissez."
      )
    case .nullNotAllowed:
      Sentence(
        en: "\(column) cannot be null; give it a value.",
        fr: "\(column) ne peut pas être null ; donnez-lui une valeur."
      )
    case .notExact:
      Sentence(
        en: "\(column)=\(value) cannot be sent exactly as it is; write it another way.",
        fr: "\(column)=\(value) ne peut pas être envoyée telle quelle ; écrivez-la autrement."
      )
    }
  }

  /// Why a time that was typed does not exist on the local clock.
  static func timeNeverHappens(_ text: String, column: String, zone: String) -> Sentence {
    Sentence(
      en: "\(column)=\(text): the clock of \(zone) jumps over that time; write another, or add an "
        + "offset such as +01:00 or Z.",
      fr: "\(column)=\(text) : l'horloge de \(zone) saute cette heure ; écrivez-en une autre, ou "
        + "ajoutez un décalage comme +01:00 ou Z."
    )
  }

  /// Why a time that was typed is not clear, and the ways to say it.
  static func timeHappensTwice(_ text: String, column: String, choices: [String]) -> Sentence {
    Sentence(
      en: "\(column)=\(text): the clock shows that time twice; write "
        + "\(choices.joined(separator: " or ")).",
      fr: "\(column)=\(text) : l'horloge montre deux fois cette heure ; écrivez "
        + "\(choices.joined(separator: " ou "))."
    )
  }

  /// Why a time that was typed is not read, where it is not known which clock is meant.
  static func zoneUnknown(_ text: String, column: String, zone: String) -> Sentence {
    Sentence(
      en:
        "\(column)=\(text): TZ is \"\(zone)\", which is no time zone known here; correct TZ, or end "
        + "the time with Z or an offset such as +02:00.",
      fr: "\(column)=\(text) : TZ vaut « \(zone) », fuseau horaire inconnu ici ; corrigez TZ, ou "
        + "terminez l'heure par Z ou un décalage comme +02:00."
    )
  }

  /// Why screens show UTC.
  static func zoneNotKnown(_ zone: String) -> Sentence {
    Sentence(
      en: "TZ is \"\(zone)\", which is no time zone known here; times are shown in UTC.",
      fr: "TZ vaut « \(zone) », fuseau horaire inconnu ici ; les heures sont montrées en UTC."
    )
  }

  /// What a column of that type takes, as part of a sentence.
  static func expectation(of type: ColumnType) -> Sentence {
    switch type {
    case .integer:
      Sentence(en: "a whole number is expected", fr: "un nombre entier est attendu")
    case .real:
      Sentence(
        en: "a number is expected, such as 12.5",
        fr: "un nombre est attendu, par exemple 12.5"
      )
    case .boolean:
      Sentence(en: "true or false is expected", fr: "true ou false (oui ou non) est attendu")
    case .date:
      Sentence(
        en: "a day is expected, such as 2018-11-03",
        fr: "un jour est attendu, par exemple 2018-11-03"
      )
    case .datetime:
      Sentence(
        en: "a time is expected, such as \"2018-11-03 14:30\" here or 2018-11-03T12:30:00Z",
        fr: "une heure est attendue, par exemple « 2018-11-03 14:30 » ici ou 2018-11-03T12:30:00Z"
      )
    case .interval:
      Sentence(en: "a length of time is expected", fr: "une durée est attendue")
    case .json: Sentence(en: "JSON is expected", fr: "du JSON est attendu")
    case .array:
      Sentence(
        en: "a JSON array is expected, such as [1,2]",
        fr: "un tableau JSON est attendu, par exemple [1,2]"
      )
    case .text, .binary: Sentence(en: "text is expected", fr: "du texte est attendu")
    }
  }
}

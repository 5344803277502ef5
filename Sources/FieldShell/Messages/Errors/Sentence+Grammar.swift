extension Sentence {
  static func unknownVerb(_ word: String, nearest: String?) -> Sentence {
    Sentence(
      en: "There is no verb \"\(word)\"\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "Try fieldsync help.",
      fr:
        "Le verbe « \(word) » n'existe pas"
        + "\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") "
        + "Essayez fieldsync help."
    )
  }

  static func unknownOption(_ option: String, verb: String?, nearest: String?) -> Sentence {
    let (owner, auteur) =
      verb.map { ("\($0) has", "\($0) n'a pas") } ?? ("The program has", "Le programme n'a pas")
    return Sentence(
      en: "\(owner) no option \(option)\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "See fieldsync help\(verb.map { " \($0)" } ?? "").",
      fr: "\(auteur) d'option \(option)\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") "
        + "Voyez fieldsync help\(verb.map { " \($0)" } ?? "")."
    )
  }

  static func optionTwice(_ option: String) -> Sentence {
    Sentence(
      en: "\(option) is given twice; give it once.",
      fr: "\(option) est donné deux fois ; donnez-le une seule fois."
    )
  }

  static func optionTakesNoValue(_ option: String) -> Sentence {
    Sentence(
      en: "\(option) takes no value; leave out what follows the = sign.",
      fr: "\(option) ne prend pas de valeur ; supprimez ce qui suit le signe =."
    )
  }

  static func optionNeedsValue(_ usage: String) -> Sentence {
    Sentence(
      en: "A value is missing: write \(usage).",
      fr: "Il manque une valeur : écrivez \(usage)."
    )
  }

  static func optionsClash(_ first: String, _ second: String) -> Sentence {
    Sentence(
      en: "\(first) and \(second) exclude each other; choose one.",
      fr: "\(first) et \(second) s'excluent ; choisissez l'un des deux."
    )
  }

  static var optionOnlyAtStart: Sentence {
    Sentence(
      en: "--home belongs on the command line that starts the program, not here.",
      fr: "--home se donne au lancement du programme, pas ici."
    )
  }

  static func missingOperand(_ placeholder: String, verb: String, usage: String) -> Sentence {
    Sentence(
      en: "\(verb) needs \(placeholder): fieldsync \(usage)",
      fr: "Il manque \(placeholder) à \(verb) : fieldsync \(usage)"
    )
  }

  static func extraOperand(_ word: String, verb: String, usage: String) -> Sentence {
    Sentence(
      en: "\(verb) has no use for \"\(word)\": fieldsync \(usage)",
      fr: "\(verb) n'a que faire de « \(word) » : fieldsync \(usage)"
    )
  }

  static func notANumber(_ text: String, of thing: String) -> Sentence {
    Sentence(
      en: "\"\(text)\" is not a number for \(thing); write a whole number from 1 up.",
      fr: "« \(text) » n'est pas un nombre pour \(thing) ; écrivez un nombre entier à partir de 1."
    )
  }

  static func openQuote(_ quote: Character) -> Sentence {
    Sentence(
      en: "A \(quote) is left open; close it, or put a backslash before it.",
      fr: "Un \(quote) n'est pas refermé ; fermez-le, ou mettez une barre oblique inverse devant."
    )
  }

  static func conditionIncomplete(_ column: String) -> Sentence {
    Sentence(
      en: "The condition on \"\(column)\" is not complete; write COLUMN OP VALUE, "
        + "such as outcome = repaired.",
      fr: "La condition sur « \(column) » est incomplète ; écrivez COLONNE OP VALEUR, "
        + "par exemple outcome = repaired."
    )
  }

  // Every word that is one, so that the list cannot fall behind.
  private static var comparisons: String {
    Condition.Comparison.allCases.flatMap(\.words).joined(separator: " ")
  }

  static func unknownOperator(_ word: String) -> Sentence {
    Sentence(
      en: "\"\(word)\" is not a comparison; use \(comparisons).",
      fr: "« \(word) » n'est pas une comparaison ; utilisez \(comparisons)."
    )
  }

  /// Why a condition could find no row whatever there is.
  static func condition(_ typed: Condition, breaks rule: ConditionCheck.Rule) -> Sentence {
    let column = typed.column
    let said = "\(column) \(typed.comparison.rawValue) \(typed.value)"
    return switch rule {
    case .emptyHasNoOrder:
      Sentence(
        en: "\(said): empty is in no order; ask \(column) = null or \(column) != null.",
        fr: "\(said) : le vide n'a pas d'ordre ; demandez \(column) = null ou \(column) != null."
      )
    case .linkHasNoOrder(let resource):
      Sentence(
        en:
          "\(said): \(column) names a row of \(resource); compare it with = != in not-in, by key or "
          + "exact name.",
        fr:
          "\(said) : \(column) désigne une ligne de \(resource) ; comparez avec = != in not-in, par "
          + "clé ou nom exact."
      )
    case .listIsEmpty:
      Sentence(
        en:
          "\(column) \(typed.comparison.rawValue) needs at least one value; separate several with "
          + "commas.",
        fr:
          "\(column) \(typed.comparison.rawValue) demande au moins une valeur ; séparez-en plusieurs "
          + "par des virgules."
      )
    case .dayIsManyMoments:
      Sentence(
        en: "\(said): a day is many moments; compare it with = < <= > >=, or name a time too.",
        fr:
          "\(said) : un jour compte bien des instants ; comparez avec = < <= > >=, ou ajoutez une "
          + "heure."
      )
    }
  }

  static func notAnAssignment(_ word: String) -> Sentence {
    Sentence(
      en: "\"\(word)\" is not a column with its value; write COLUMN=VALUE.",
      fr: "« \(word) » n'est pas une colonne avec sa valeur ; écrivez COLONNE=VALEUR."
    )
  }

  static func verbNotInFile(_ verb: String) -> Sentence {
    Sentence(
      en: "\(verb) cannot stand in a file of commands; remove the line.",
      fr: "\(verb) ne peut pas figurer dans un fichier de commandes ; supprimez la ligne."
    )
  }

  static func stoppedAtLine(_ line: Int, _ reason: Sentence) -> Sentence {
    Sentence(
      en: "Stopped at line \(line): \(reason.english)",
      fr: "Arrêt à la ligne \(line) : \(reason.french)"
    )
  }
}

import CatalogModel

/// Why an action is not asked for.
extension Sentence {
  static func unknownAction(_ name: String, nearest: String?) -> Sentence {
    Sentence(
      en: "There is no action \"\(name)\"\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "See fieldsync help do.",
      fr: "Il n'y a pas d'action « \(name) »"
        + "\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") Voyez fieldsync help do."
    )
  }

  static func actionNotByItself(_ name: String) -> Sentence {
    Sentence(
      en: "\(name) is not done by itself: it belongs to a repair's workflow or to the log-in.",
      fr:
        "\(name) ne se fait pas seule : elle appartient au déroulement d'une réparation ou à la "
        + "connexion."
    )
  }

  static func actionNeedsKey(_ name: String, _ subject: ActionSubject) -> Sentence {
    Sentence(
      en: "\(name) needs the key of a row of \(subject.resource): fieldsync do \(name) KEY",
      fr: "\(name) demande la clé d'une ligne de \(subject.resource) : fieldsync do \(name) CLÉ"
    )
  }

  static func missingFields(_ names: [String], of action: String) -> Sentence {
    let list = names.joined(separator: ", ")
    return Sentence(
      en: "\(action) needs \(list); give it as FIELD=VALUE.",
      fr: "\(action) demande \(list) ; donnez-le sous la forme CHAMP=VALEUR."
    )
  }

  static func unknownField(_ name: String, of action: Action) -> Sentence {
    let fields = action.payload.map(\.name)
    let nearest = NearestWord.suggestion(for: name, among: fields)
    guard !fields.isEmpty else {
      return Sentence(
        en: "\(action.name) takes no fields; leave out \(name).",
        fr: "\(action.name) ne prend aucun champ ; retirez \(name)."
      )
    }
    let list = fields.joined(separator: ", ")
    return Sentence(
      en: "\(action.name) has no field \(name)\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "It takes \(list).",
      fr: "\(action.name) n'a pas de champ \(name)"
        + "\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") Elle prend \(list)."
    )
  }

  static func secretTyped(_ field: String) -> Sentence {
    Sentence(
      en:
        "\(field) is a secret and does not belong on a command line; you are asked for it, or give "
        + "it with --secrets-stdin.",
      fr: "\(field) est un secret et n'a rien à faire sur une ligne de commande ; on vous le "
        + "demandera, ou donnez-le avec --secrets-stdin."
    )
  }

  static func secretMissing(_ field: String) -> Sentence {
    Sentence(
      en: "\(field) is missing; give it at a terminal or with --secrets-stdin.",
      fr: "\(field) manque ; donnez-le dans un terminal ou avec --secrets-stdin."
    )
  }

  static func requirementUnmet(
    _ action: String,
    _ row: String,
    _ column: String,
    _ needed: String
  ) -> Sentence {
    Sentence(
      en: "\(action) is only for rows whose \(column) is \(needed), and \(row) is not one of them.",
      fr:
        "\(action) n'est que pour les lignes dont \(column) vaut \(needed), ce qui n'est pas le cas "
        + "de \(row)."
    )
  }

  static func forbiddenTransition(
    _ row: String,
    from state: String,
    to target: String,
    allowed: [String]
  ) -> Sentence {
    let list = allowed.joined(separator: ", ")
    return Sentence(
      en: "\(row) is \(state), from where it cannot go to \(target)"
        + "\(allowed.isEmpty ? "; that is its last state." : "; it can go to \(list).")",
      fr: "\(row) est \(state), d'où il ne peut pas passer à \(target)"
        + "\(allowed.isEmpty ? " ; c'est son dernier état." : " ; il peut passer à \(list).")"
    )
  }

  static func learnedActionRefusal(_ action: String) -> Sentence {
    Sentence(
      en: "The server refused \(action) to this account before; it may do so again.",
      fr: "Le serveur a déjà refusé \(action) à ce compte ; il peut le refuser encore."
    )
  }

  static func nothingHeld(_ action: String) -> Sentence {
    Sentence(
      en: "\(action) does not read, so no answer of it is held; leave out --held.",
      fr: "\(action) ne lit pas ; aucune réponse n'en est gardée ; retirez --held."
    )
  }

  static func answerNotHeld(_ action: String) -> Sentence {
    Sentence(
      en: "No answer of \(action) to this question is held here; ask for it with signal.",
      fr: "Aucune réponse de \(action) à cette question n'est gardée ici ; demandez-la avec du "
        + "réseau."
    )
  }

  static func actionMissing(_ action: String) -> Sentence {
    Sentence(
      en: "The server has no such row for \(action), or does not show it to this account.",
      fr: "Le serveur n'a pas cette ligne pour \(action), ou ne la montre pas à ce compte."
    )
  }

  static func actionRefused(_ action: String, _ words: String) -> Sentence {
    Sentence(
      en: "The server refused \(action)\(words.isEmpty ? "" : ": \(words)").",
      fr: "Le serveur a refusé \(action)\(words.isEmpty ? "" : " : \(words)")."
    )
  }

  static func actionUnanswered(_ action: String) -> Sentence {
    Sentence(
      en: "\(action) was sent and no answer came; look whether it happened before you repeat it.",
      fr: "\(action) est parti sans réponse ; vérifiez s'il a eu lieu avant de le répéter."
    )
  }
}

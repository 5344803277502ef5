import CatalogModel

extension Sentence {
  /// Two short notes side by side.
  func joined(_ other: Sentence) -> Sentence {
    guard !english.isEmpty else { return other }
    return Sentence(en: "\(english); \(other.english)", fr: "\(french) ; \(other.french)")
  }

  /// A value with a remark behind it.
  func remarked(_ remark: Sentence) -> Sentence {
    guard !remark.english.isEmpty else { return self }
    return Sentence(en: "\(english) (\(remark.english))", fr: "\(french) (\(remark.french))")
  }

  static let unsentNote = Sentence(en: "not sent yet", fr: "pas encore envoyé")
  static let conflictNote = Sentence(en: "in conflict", fr: "en conflit")

  /// A mark as one word.
  static func markWord(_ mark: RowMark) -> Sentence {
    switch mark {
    case .waiting: Sentence(en: "waiting", fr: "en attente")
    case .held: Sentence(en: "held", fr: "retenu")
    case .unknown: Sentence(en: "unknown", fr: "incertain")
    case .refused: Sentence(en: "refused", fr: "refusé")
    case .conflict: Sentence(en: "conflict", fr: "conflit")
    }
  }

  /// What a mark means for a row.
  static func rowMark(_ mark: RowMark) -> Sentence {
    switch mark {
    case .waiting:
      Sentence(
        en: "Changes of this row wait for the next sync.",
        fr: "Des modifications de cette ligne attendent la prochaine synchronisation."
      )
    case .held:
      Sentence(
        en: "Changes of this row are on hold; queue release sends them.",
        fr: "Les modifications de cette ligne sont retenues ; queue release les enverra."
      )
    case .unknown:
      Sentence(
        en: "Changes of this row were sent and no answer came; the next sync finds out.",
        fr: "Des modifications de cette ligne sont parties sans réponse ; "
          + "la prochaine synchronisation vérifiera."
      )
    case .refused:
      Sentence(
        en: "The changes of this row were refused; see fieldsync queue.",
        fr: "Les modifications de cette ligne ont été refusées ; voyez fieldsync queue."
      )
    case .conflict:
      Sentence(
        en: "Someone else changed this row too; nothing of it is sent until you decide.",
        fr: "Quelqu'un d'autre a aussi modifié cette ligne ; rien n'en est envoyé "
          + "avant votre décision."
      )
    }
  }

  static func conflictHint(_ number: Int64) -> Sentence {
    Sentence(
      en: "Decide with fieldsync resolve \(number).",
      fr: "Décidez avec fieldsync resolve \(number)."
    )
  }

  static func added(_ resource: String, _ key: String) -> Sentence {
    Sentence(
      en: "Added \(resource) \(key); it goes to the server with the next sync.",
      fr: "\(resource) \(key) ajouté ; il partira au serveur à la prochaine synchronisation."
    )
  }

  static func changed(_ resource: String, _ key: String) -> Sentence {
    Sentence(
      en: "Changed \(resource) \(key); it goes to the server with the next sync.",
      fr: "\(resource) \(key) modifié ; cela partira au serveur à la prochaine synchronisation."
    )
  }

  static func unchanged(_ resource: String, _ key: String) -> Sentence {
    Sentence(
      en: "\(resource) \(key) has these values already; nothing was changed.",
      fr: "\(resource) \(key) a déjà ces valeurs ; rien n'a été modifié."
    )
  }

  static func deleted(_ resource: String, _ key: String) -> Sentence {
    Sentence(
      en: "Deleted \(resource) \(key) here; the server deletes it with the next sync.",
      fr: "\(resource) \(key) supprimé ici ; le serveur le supprimera "
        + "à la prochaine synchronisation."
    )
  }

  static func deletedLocalOnly(_ resource: String, _ key: String) -> Sentence {
    Sentence(
      en: "Deleted \(resource) \(key), which was never sent.",
      fr: "\(resource) \(key) supprimé ; il n'avait jamais été envoyé."
    )
  }

  static func noRows(_ resource: String) -> Sentence {
    Sentence(
      en: "No row of \(resource) fits.",
      fr: "Aucune ligne de \(resource) ne correspond."
    )
  }

  static func firstRows(_ shown: Int, of all: Int) -> Sentence {
    Sentence(
      en: "The first \(shown) of \(all) rows; --limit N shows more.",
      fr: "Les \(shown) premières lignes sur \(all) ; --limit N en montre davantage."
    )
  }

  static func linkedHeading(_ title: String, _ shown: Int, of all: Int) -> Sentence {
    shown == all
      ? Sentence(en: "\(title) (\(all))", fr: "\(title) (\(all))")
      : Sentence(
        en: "\(title) (the newest \(shown) of \(all))",
        fr: "\(title) (les \(shown) plus récents sur \(all))"
      )
  }
}

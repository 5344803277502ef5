import CatalogModel

extension Sentence {
  /// What is wrong with a catalog, and where.
  static func catalog(_ error: CatalogError) -> Sentence {
    let (place, subject) = (error.place, error.subject)
    return switch error.code {
    case .unreadable:
      Sentence(
        en: "The catalog \(place) cannot be read; check the path and its permissions.",
        fr: "Le catalogue \(place) est illisible ; vérifiez le chemin et les permissions."
      )
    case .malformed: malformed(place, subject)
    case .unknownFormat:
      Sentence(
        en: "The catalog has the format \"\(subject)\"; this program reads "
          + "\(CatalogLoader.format); use a catalog of that format.",
        fr: "Le catalogue est au format « \(subject) » ; ce programme lit "
          + "\(CatalogLoader.format) ; utilisez un catalogue de ce format."
      )
    case .badIdentifier:
      Sentence(
        en: "\"\(subject)\" at \(place) is not a name; use letters, digits and _, a letter first.",
        fr: "« \(subject) » à \(place) n'est pas un nom ; utilisez lettres, chiffres et _, "
          + "une lettre d'abord."
      )
    case .duplicateName:
      Sentence(
        en: "\"\(subject)\" occurs twice at \(place); give each its own name.",
        fr: "« \(subject) » figure deux fois à \(place) ; donnez à chacun son nom."
      )
    case .danglingReference:
      Sentence(
        en: "\"\(subject)\" at \(place) is not in the catalog; add or correct it.",
        fr: "« \(subject) » à \(place) n'est pas dans le catalogue ; ajoutez-le ou corrigez-le."
      )
    case .unknownWord:
      Sentence(
        en: "\"\(subject)\" at \(place) is not a word this program knows; correct it.",
        fr: "« \(subject) » à \(place) est un mot inconnu de ce programme ; corrigez-le."
      )
    }
  }

  private static func malformed(_ place: String, _ subject: String) -> Sentence {
    let flaw = CatalogError.Flaw(rawValue: subject).map(flaw) ?? Sentence(verbatim: subject)
    let spot =
      place == CatalogError.root ? Sentence(en: place, fr: "son début") : Sentence(verbatim: place)
    return Sentence(
      en: "The catalog is malformed at \(spot.english): \(flaw.english); correct it.",
      fr: "Le catalogue est mal formé à \(spot.french) : \(flaw.french) ; corrigez-le."
    )
  }

  private static func flaw(_ flaw: CatalogError.Flaw) -> Sentence {
    switch flaw {
    case .missingMember: Sentence(en: flaw.rawValue, fr: "un membre manque")
    case .notARange:
      Sentence(en: flaw.rawValue, fr: "le plus petit et le plus grand nombre sont attendus")
    case .notListedWhole:
      Sentence(
        en: flaw.rawValue,
        fr: "les paramètres demandent des listes entières, comme le dit « \"lists\": \"whole\" »"
      )
    case .notVerifiable:
      Sentence(
        en: flaw.rawValue,
        fr: "les lignes d'une liste entière se lisent et se suppriment ; une autre écriture ne "
          + "pourrait pas être vérifiée"
      )
    case .notJSON:
      Sentence(en: flaw.rawValue, fr: "ce n'est pas du JSON, ou un nombre est hors limites")
    case .neverWaits:
      Sentence(en: flaw.rawValue, fr: "une action qui n'attend jamais n'a pas de durée de validité")
    case .notOneParameter:
      Sentence(en: flaw.rawValue, fr: "un sujet demande un chemin avec un seul paramètre")
    case .secretWaits:
      Sentence(
        en: flaw.rawValue,
        fr: "un secret n'attend jamais dans une file ; « delivery » doit valoir « online »"
      )
    case .nullableKey: Sentence(en: flaw.rawValue, fr: "une clé n'est jamais null")
    case .unnamed: Sentence(en: flaw.rawValue, fr: "un nom est vide")
    case .unusableKey: Sentence(en: flaw.rawValue, fr: "une clé est un entier ou un texte")
    case .otherKind: Sentence(en: flaw.rawValue, fr: "une valeur d'une autre sorte est attendue")
    case .tooSmall: Sentence(en: flaw.rawValue, fr: "un nombre à partir de 1 est attendu")
    }
  }
}

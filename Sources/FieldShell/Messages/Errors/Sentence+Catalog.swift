import CatalogModel

extension Sentence {
  /// What is wrong with a catalog, and where.
  static func catalog(_ error: CatalogError) -> Sentence {
    let (place, subject) = (error.place, error.subject)
    return switch error.code {
    case .unreadable:
      Sentence(
        en: "The catalog \(place) cannot be read (\(subject)); check the path.",
        fr: "Le catalogue \(place) est illisible (\(subject)) ; vérifiez le chemin."
      )
    case .malformed:
      Sentence(
        en: "The catalog is malformed at \(place): \(subject).",
        fr: "Le catalogue est mal formé à \(place) : \(subject)."
      )
    case .unknownFormat:
      Sentence(
        en: "The catalog has the format \"\(subject)\"; this program reads "
          + "\(CatalogLoader.format).",
        fr: "Le catalogue est au format « \(subject) » ; ce programme lit "
          + "\(CatalogLoader.format)."
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
}

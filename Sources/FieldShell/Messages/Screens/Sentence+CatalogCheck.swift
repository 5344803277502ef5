import CatalogModel

extension Sentence {
  static let methodsUntold = Sentence(
    en: "The server does not tell which methods it offers; they were not compared.",
    fr: "Le serveur ne dit pas quelles méthodes il propose ; elles n'ont pas été comparées."
  )

  static func comparing(_ resource: String) -> Sentence {
    Sentence(en: "Comparing \(resource)", fr: "Comparaison de \(resource)")
  }

  static func tableUnchecked(_ resource: String, code: String) -> Sentence {
    Sentence(
      en: "\(resource) could not be compared (\(code)); try again later.",
      fr: "\(resource) n'a pas pu être comparée (\(code)) ; réessayez plus tard."
    )
  }

  static func tablesEmpty(_ tables: Int) -> Sentence {
    let resources = count(
      tables,
      en: ("resource has", "resources have"),
      fr: ("ressource n'a", "ressources n'ont")
    )
    return Sentence(
      en: "\(resources.english) no row for this account; there only lost columns could be seen.",
      fr: "\(resources.french) aucune ligne pour ce compte ; seules des colonnes disparues "
        + "pouvaient s'y voir."
    )
  }

  /// How many tables were compared, and how far they are as the catalog says.
  static func catalogCompared(
    _ tables: Int,
    differences: Int,
    breaking: Int,
    empty: Int
  ) -> Sentence {
    let resources = count(
      tables,
      en: ("resource", "resources"),
      fr: ("ressource", "ressources")
    )
    if differences == 0, empty > 0 {
      return Sentence(
        en:
          "\(resources.english) compared: no difference seen, but \(empty) of them have no row to "
          + "see one in.",
        fr:
          "\(resources.french) comparées : aucune différence vue, mais \(empty) d'entre elles n'ont "
          + "pas de ligne où en voir."
      )
    }
    guard differences > 0 else {
      return Sentence(
        en: "\(resources.english) compared: the server is as the catalog says.",
        fr: "\(resources.french) comparées : le serveur est conforme au catalogue."
      )
    }
    let points = count(differences, en: ("point", "points"), fr: ("point", "points"))
    let end =
      breaking == 0
      ? Sentence(en: "none of them in the way of your work", fr: "sans gêner votre travail")
      : Sentence(
        en: "\(breaking) of them in the way of your work",
        fr: "dont \(breaking) gênant votre travail"
      )
    return Sentence(
      en: "\(resources.english) compared: the server differs in \(points.english), "
        + "\(end.english).",
      fr: "\(resources.french) comparées : le serveur diffère sur \(points.french), "
        + "\(end.french)."
    )
  }

  /// In what the server differs from the catalog.
  static func difference(_ kind: CatalogFinding.Kind) -> Sentence {
    switch kind {
    case .tableGone(nil):
      Sentence(en: "the server does not have it", fr: "absente du serveur")
    case .tableGone(let name?):
      Sentence(en: "the server calls it \(name)", fr: "appelée \(name) par le serveur")
    case .readForbidden:
      Sentence(en: "this account may not read it", fr: "ce compte ne peut pas la lire")
    case .methodGone(let method):
      Sentence(en: "\(method.rawValue) is not offered", fr: "\(method.rawValue) n'est pas proposé")
    case .methodCame(let method):
      Sentence(
        en: "\(method.rawValue) is offered too",
        fr: "\(method.rawValue) est proposé en plus"
      )
    case .rightDenied(let method):
      Sentence(
        en: "\(method.rawValue) was denied to this account",
        fr: "\(method.rawValue) a été refusé à ce compte"
      )
    case .columnGone(let column): Sentence(en: "no \(column)", fr: "pas de \(column)")
    case .columnCame(let column, _):
      Sentence(en: "\(column) is new", fr: "\(column) est nouvelle")
    case .typeChanged(let column, let type, let kind):
      Sentence(
        en: "\(column) is \(kind.rawValue), not \(type.rawValue)",
        fr: "\(column) est \(kind.rawValue) et non \(type.rawValue)"
      )
    case .nullFound(let column):
      Sentence(en: "\(column) is null in a row", fr: "\(column) est null dans une ligne")
    case .optionCame(let column, let value):
      Sentence(en: "\(column) can be \"\(value)\"", fr: "\(column) peut être « \(value) »")
    case .lengthGrown(let column, let maximum, let length):
      Sentence(
        en: "\(column) has \(length) characters, not \(maximum) at most",
        fr: "\(column) a \(length) caractères, et non \(maximum) au plus"
      )
    }
  }
}

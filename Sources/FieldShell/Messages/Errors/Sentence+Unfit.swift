import CatalogModel
import ReplicaStore
import SyncCore

/// Rows and values that do not fit, on their way in or out.
extension Sentence {
  /// A row of the server that cannot be stored.
  static func setAside(_ resource: String, _ key: String, _ reason: String) -> Sentence {
    let why = SetAsideReason(rawValue: reason).map(spoiled) ?? Sentence(verbatim: reason)
    return Sentence(
      en: "\(resource) \(key) cannot be read (\(why.english)) and was set aside; "
        + "please report it.",
      fr: "\(resource) \(key) est illisible (\(why.french)) et a été mis de côté ; "
        + "merci de le signaler."
    )
  }

  /// Why a value of a row was not sent, as part of a sentence.
  static func valueRefused(_ refusal: ValueRefusal) -> Sentence {
    let column = refusal.column
    switch refusal.fault {
    case .wrongType(let type):
      return Sentence(
        en: "\(column): \(expectation(of: type).english)",
        fr: "\(column) : \(expectation(of: type).french)"
      )
    case .notAnOption:
      return Sentence(
        en: "\(column) has a value that is not among its own",
        fr: "\(column) a une valeur qui ne figure pas parmi les siennes"
      )
    case .outOfRange(let range):
      return Sentence(
        en: "\(column) is not between \(range.lowerBound) and \(range.upperBound)",
        fr: "\(column) n'est pas entre \(range.lowerBound) et \(range.upperBound)"
      )
    case .tooLong(let maximum):
      return Sentence(
        en: "\(column) takes at most \(maximum) characters",
        fr: "\(column) prend au plus \(maximum) caractères"
      )
    case .nullNotAllowed:
      return Sentence(en: "\(column) cannot be null", fr: "\(column) ne peut pas être null")
    case .notExact:
      return Sentence(
        en: "\(column) has a value that cannot be sent exactly as it is",
        fr: "\(column) a une valeur qui ne peut pas être envoyée telle quelle"
      )
    }
  }

  private static func spoiled(_ reason: SetAsideReason) -> Sentence {
    switch reason {
    case .brokenText: Sentence(en: reason.rawValue, fr: "un texte abîmé")
    case .notADocument:
      Sentence(en: reason.rawValue, fr: "un document qui n'est pas du JSON")
    case .notAnObject: Sentence(en: reason.rawValue, fr: "une ligne qui n'est pas un objet")
    case .notText: Sentence(en: reason.rawValue, fr: "des octets qui ne sont pas du texte")
    case .notAValue: Sentence(en: reason.rawValue, fr: "une valeur qui n'est pas du JSON")
    case .unheldNumber:
      Sentence(en: reason.rawValue, fr: "un nombre qui ne peut pas être conservé")
    case .unusableKey: Sentence(en: reason.rawValue, fr: "une clé inutilisable")
    case .keyTwice:
      Sentence(en: reason.rawValue, fr: "une clé qu'une autre ligne de la liste a aussi")
    }
  }
}

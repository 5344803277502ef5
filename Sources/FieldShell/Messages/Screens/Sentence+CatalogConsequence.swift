import CatalogModel

extension Sentence {
  /// What a difference between server and catalog means, and what to do about it.
  static func consequence(of kind: CatalogFinding.Kind) -> Sentence {
    switch kind {
    case .tableGone(nil):
      Sentence(
        en:
          "It is not pulled, and what you enter in it waits here. Correct its path in a catalog of "
          + "your own, or hold it no more.",
        fr: "Elle n'est plus reçue, et vos saisies y attendent ici. Corrigez son chemin dans votre "
          + "propre catalogue, ou ne la répliquez plus."
      )
    case .tableGone(let name?):
      Sentence(
        en: "It is not pulled. Use a catalog of your own that says \(name) for its path.",
        fr: "Elle n'est plus reçue. Utilisez votre propre catalogue, avec \(name) pour chemin."
      )
    case .readForbidden:
      Sentence(
        en: "It is not pulled. Ask for the permission, or hold it no more.",
        fr: "Elle n'est pas reçue. Demandez la permission, ou ne la répliquez plus."
      )
    case .methodGone, .methodCame, .rightDenied: method(kind)
    case .columnGone, .columnCame, .typeChanged, .nullFound, .optionCame, .lengthGrown:
      column(kind)
    }
  }

  private static func method(_ kind: CatalogFinding.Kind) -> Sentence {
    switch kind {
    case .methodGone(.read):
      Sentence(
        en: "It is not pulled. Hold it no more.",
        fr: "Elle n'est plus reçue. Ne la répliquez plus."
      )
    case .methodGone(let method):
      Sentence(
        en: "Such edits will be refused; none is lost. Take \(method.rawValue) out of a catalog of "
          + "your own.",
        fr: "Ces modifications seront refusées ; aucune n'est perdue. Retirez \(method.rawValue) "
          + "dans votre propre catalogue."
      )
    case .rightDenied:
      Sentence(
        en: "Such edits wait as refused. Log in again once you have the permission.",
        fr:
          "Ces modifications attendent, refusées. Reconnectez-vous une fois la permission obtenue."
      )
    default:
      Sentence(
        en: "Nothing is in the way. A catalog of your own may offer it.",
        fr: "Rien ne gêne. Votre propre catalogue peut la proposer."
      )
    }
  }

  private static func column(_ kind: CatalogFinding.Kind) -> Sentence {
    switch kind {
    case .columnGone:
      Sentence(
        en: "Its values stay as they were here, and edits of it will be refused. Take it out of a "
          + "catalog of your own.",
        fr: "Ses valeurs restent ici telles quelles, et ses modifications seront refusées. "
          + "Retirez-la dans votre propre catalogue."
      )
    case .columnCame:
      Sentence(
        en:
          "Its values are kept in sync_extra and cannot be edited. Add it to a catalog of your own.",
        fr: "Ses valeurs sont gardées dans sync_extra et ne se modifient pas. Ajoutez-la à votre "
          + "propre catalogue."
      )
    case .typeChanged:
      Sentence(
        en:
          "Values are kept as they come, and edits may be refused. Correct the type in a catalog of "
          + "your own.",
        fr: "Les valeurs sont gardées telles quelles, et des modifications peuvent être refusées. "
          + "Corrigez le type dans votre propre catalogue."
      )
    default:
      Sentence(
        en:
          "Such values are kept and shown, and cannot be entered. Allow them in a catalog of your "
          + "own.",
        fr: "Ces valeurs sont gardées et montrées, et ne peuvent être saisies. Permettez-les dans "
          + "votre propre catalogue."
      )
    }
  }
}

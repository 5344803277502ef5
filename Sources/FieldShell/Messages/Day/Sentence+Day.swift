extension Sentence {
  static let planOption = Sentence(
    en: "say the commands that do the same, and do nothing",
    fr: "dire les commandes qui font la même chose, sans rien faire"
  )
  static let nothingDone = Sentence(en: "Nothing was done.", fr: "Rien n'a été fait.")
  static let labelTitle = Sentence(en: "number or name", fr: "numéro ou nom")
  static let fittedTitle = Sentence(en: "fitted", fr: "posée")

  /// A word that a verb does not know.
  static func unknownWord(_ word: String, of verb: String, among words: [String]) -> Sentence {
    let nearest = NearestWord.suggestion(for: word, among: words)
    let list = words.joined(separator: ", ")
    return Sentence(
      en: "\(verb) knows no \"\(word)\"\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "It knows \(list).",
      fr: "\(verb) ne connaît pas « \(word) »"
        + "\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") Il connaît \(list)."
    )
  }

  /// A verb that the catalog of this home gives no ground.
  static func notInCatalog(_ what: String, catalog: String, verb: String) -> Sentence {
    Sentence(
      en: "\(verb) needs \(what), which the catalog \(catalog) does not have; "
        + "use list, show, add, set and do instead.",
      fr: "\(verb) a besoin de \(what), que le catalogue \(catalog) n'a pas ; "
        + "utilisez plutôt list, show, add, set et do."
    )
  }

  /// A number that is the key of one row and stands on another.
  static func numberOfSeveral(_ text: String, resource: String, keys: [String]) -> Sentence {
    let list = keys.joined(separator: ", ")
    return Sentence(
      en: "Several rows of \(resource) answer to \(text): \(list); look at each with "
        + "fieldsync show \(resource) KEY, and use the commands that --explain says.",
      fr: "Plusieurs lignes de \(resource) répondent à \(text) : \(list) ; regardez chacune avec "
        + "fieldsync show \(resource) CLÉ, et utilisez les commandes que dit --explain."
    )
  }

  static func unitState(_ unit: String, _ state: String?) -> Sentence {
    guard let state else {
      return Sentence(
        en: "The state of \(unit) is not known here.",
        fr: "L'état de \(unit) n'est pas connu ici."
      )
    }
    return Sentence(en: "\(unit) is \(state).", fr: "\(unit) est \(state).")
  }

  static func nextStates(_ states: [String]) -> Sentence {
    let list = states.joined(separator: ", ")
    return states.isEmpty
      ? Sentence(en: "No step from there is known.", fr: "Aucune suite n'est connue.")
      : Sentence(en: "It can go to \(list).", fr: "Il peut passer à \(list).")
  }

  static func stateWaits(_ change: Int64) -> Sentence {
    Sentence(
      en: "That is what waits to be asked for (change \(change)); the server does not know it yet.",
      fr: "C'est ce qui attend d'être demandé (modification \(change)) ; le serveur ne le sait pas "
        + "encore."
    )
  }

  static func noParts(_ unit: String) -> Sentence {
    Sentence(
      en: "No parts of \(unit) are known here.",
      fr: "Aucune pièce de \(unit) n'est connue ici."
    )
  }
}

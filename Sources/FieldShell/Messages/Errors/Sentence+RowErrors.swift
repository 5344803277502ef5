import CatalogModel

extension Sentence {
  static func unknownResource(_ name: String, nearest: String?) -> Sentence {
    Sentence(
      en: "There is no resource \"\(name)\"\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "See fieldsync catalog.",
      fr: "La ressource « \(name) » n'existe pas"
        + "\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") Voyez fieldsync catalog."
    )
  }

  static func resourceNotHeld(_ name: String) -> Sentence {
    Sentence(
      en: "This replica does not hold \(name); make one that does with init --resources.",
      fr: "Cette réplique ne contient pas \(name) ; créez-en une qui la contient "
        + "avec init --resources."
    )
  }

  static func resourceRetired(_ name: String, by successor: String) -> Sentence {
    Sentence(
      en: "\(name) goes by another name now; hold \(successor) instead.",
      fr: "\(name) porte désormais un autre nom ; prenez \(successor) à la place."
    )
  }

  static func resourceNotOffered(_ name: String) -> Sentence {
    Sentence(
      en: "The server lets nobody read \(name), so it cannot be held; leave it out.",
      fr: "Le serveur ne laisse personne lire \(name), qui ne peut donc être répliquée ; "
        + "retirez-la."
    )
  }

  static func unknownColumn(_ name: String, of resource: String, nearest: String?) -> Sentence {
    Sentence(
      en: "\(resource) has no column \"\(name)\"\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "See fieldsync catalog show \(resource).",
      fr: "\(resource) n'a pas de colonne « \(name) »"
        + "\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") "
        + "Voyez fieldsync catalog show \(resource)."
    )
  }

  static func unknownKey(_ key: String, in resource: String) -> Sentence {
    Sentence(
      en: "\(resource) \(key) is not in this replica; look with fieldsync list \(resource), "
        + "or sync.",
      fr: "\(resource) \(key) n'est pas dans cette réplique ; cherchez avec "
        + "fieldsync list \(resource), ou synchronisez."
    )
  }

  /// Why there is no row to show: it was deleted here, and that has not reached the server.
  static func deletedHere(_ row: String, conflict: Int64?) -> Sentence {
    guard let conflict else {
      return Sentence(
        en: "\(row) was deleted here, and waits to be deleted on the server; see fieldsync queue.",
        fr: "\(row) a été supprimé ici et attend de l'être sur le serveur ; voyez fieldsync queue."
      )
    }
    return Sentence(
      en:
        "\(row) was deleted here, and someone else changed it; see fieldsync conflicts, and decide "
        + "with fieldsync resolve \(conflict).",
      fr:
        "\(row) a été supprimé ici, et quelqu'un d'autre l'a modifié ; voyez fieldsync conflicts, et "
        + "décidez avec fieldsync resolve \(conflict)."
    )
  }

  static func badKey(_ key: String, in resource: String) -> Sentence {
    Sentence(
      en: "\"\(key)\" cannot be a key of \(resource); keys are numbers, or new:7 for a row "
        + "not sent yet.",
      fr: "« \(key) » ne peut pas être une clé de \(resource) ; les clés sont des nombres, "
        + "ou new:7 pour une ligne pas encore envoyée."
    )
  }

  static func noSuchName(
    _ text: String,
    column: String,
    resource: String,
    nearest: String?
  ) -> Sentence {
    let hint =
      nearest.map {
        Sentence(en: "; did you mean \"\($0)\"?", fr: " ; vouliez-vous dire « \($0) » ?")
      } ?? Sentence(en: ".", fr: ".")
    return Sentence(
      en: "\(column)=\(text): no row of \(resource) has that key or name\(hint.english) See "
        + "fieldsync list \(resource).",
      fr: "\(column)=\(text) : aucune ligne de \(resource) n'a cette clé ou ce nom\(hint.french) "
        + "Voyez fieldsync list \(resource)."
    )
  }

  static func nameNotHeld(_ text: String, column: String, resource: String) -> Sentence {
    Sentence(
      en: "\(column)=\(text): this replica does not hold \(resource), so it knows no names there; "
        + "give the key.",
      fr:
        "\(column)=\(text) : cette réplique ne contient pas \(resource) et n'y connaît aucun nom ; "
        + "donnez la clé."
    )
  }

  static func ambiguousName(
    _ text: String,
    column: String,
    resource: String,
    keys: [String]
  ) -> Sentence {
    let list = keys.joined(separator: ", ")
    return Sentence(
      en: "\(column)=\(text): several rows of \(resource) have that name; give the key of one: "
        + "\(list).",
      fr: "\(column)=\(text) : plusieurs lignes de \(resource) portent ce nom ; donnez la clé de "
        + "l'une : \(list)."
    )
  }

  static func columnTwice(_ column: String) -> Sentence {
    Sentence(
      en: "\(column) is given twice; give it once.",
      fr: "\(column) est donnée deux fois ; donnez-la une seule fois."
    )
  }

  static func columnIsStamp(_ column: String) -> Sentence {
    Sentence(
      en: "\(column) is written by the server; leave it out.",
      fr: "\(column) est écrite par le serveur ; ne la donnez pas."
    )
  }

  static func keyIsGiven(_ column: String) -> Sentence {
    Sentence(
      en: "\(column) is given by the server when the row arrives there; leave it out.",
      fr: "\(column) est attribuée par le serveur à l'arrivée de la ligne ; ne la donnez pas."
    )
  }

  static func keyCannotChange(_ column: String) -> Sentence {
    Sentence(
      en: "\(column) names the row and cannot change; add a new row instead.",
      fr: "\(column) désigne la ligne et ne peut pas changer ; ajoutez plutôt une nouvelle ligne."
    )
  }

  static func missingColumns(_ columns: [String], of resource: String) -> Sentence {
    let list = columns.joined(separator: ", ")
    return Sentence(
      en: "A new row of \(resource) also needs \(list); add COLUMN=VALUE for each.",
      fr: "Une nouvelle ligne de \(resource) demande aussi \(list) ; "
        + "ajoutez COLONNE=VALEUR pour chacune."
    )
  }

  static func keyTaken(_ key: String, in resource: String) -> Sentence {
    Sentence(
      en: "\(resource) \(key) exists already; change it with fieldsync set.",
      fr: "\(resource) \(key) existe déjà ; modifiez-la avec fieldsync set."
    )
  }

  static func notAllowed(_ method: ResourceMethod, _ resource: String) -> Sentence {
    let (en, fr) = words(for: method)
    return Sentence(
      en: "The server lets nobody \(en) rows of \(resource); see fieldsync catalog show "
        + "\(resource).",
      fr: "Le serveur ne laisse personne \(fr) des lignes de \(resource) ; voyez "
        + "fieldsync catalog show \(resource)."
    )
  }

  static func learnedRefusal(_ method: ResourceMethod, _ resource: String) -> Sentence {
    let (en, fr) = words(for: method)
    return Sentence(
      en: "The server refused to let this account \(en) rows of \(resource) before; "
        + "it may refuse again.",
      fr: "Le serveur a déjà refusé à ce compte de \(fr) des lignes de \(resource) ; "
        + "il peut refuser encore."
    )
  }

  private static func words(for method: ResourceMethod) -> (en: String, fr: String) {
    switch method {
    case .read: ("read", "lire")
    case .create: ("create", "créer")
    case .update: ("change", "modifier")
    case .delete: ("delete", "supprimer")
    }
  }

  static func unknownProvisional(_ text: String, column: String, resource: String) -> Sentence {
    Sentence(
      en: "\(column)=\(text): there is no such new row of \(resource); look with "
        + "fieldsync list \(resource).",
      fr: "\(column)=\(text) : il n'y a pas de telle ligne nouvelle de \(resource) ; cherchez avec "
        + "fieldsync list \(resource)."
    )
  }

  static func linkNotHeld(_ column: String, _ key: String, resource: String) -> Sentence {
    Sentence(
      en: "\(resource) \(key) is not in this replica, so \(column) could not be checked; "
        + "the server will.",
      fr: "\(resource) \(key) n'est pas dans cette réplique : \(column) n'a pas pu être vérifiée, "
        + "le serveur le fera."
    )
  }

  static func valueTaken(_ column: String, _ value: String, by key: String) -> Sentence {
    Sentence(
      en: "\(column) must be unique, and \(key) has \"\(value)\" already; give another value.",
      fr: "\(column) doit être unique, et \(key) a déjà « \(value) » ; donnez une autre valeur."
    )
  }

  static func stillReferredTo(_ row: String, by other: String) -> Sentence {
    Sentence(
      en: "\(other) refers to \(row); delete that first, or change it.",
      fr: "\(other) renvoie à \(row) ; supprimez d'abord celle-là, ou modifiez-la."
    )
  }

  static func nothingScanned(_ code: String) -> Sentence {
    Sentence(
      en: "Nothing in this replica has the number \(code); sync, or check the label.",
      fr: "Rien dans cette réplique ne porte le numéro \(code) ; synchronisez, "
        + "ou vérifiez l'étiquette."
    )
  }

  static func badSQL(_ words: Sentence) -> Sentence {
    Sentence(
      en: "The query cannot be run (\(words.english)); sql only reads, with SELECT.",
      fr:
        "La requête ne peut pas être exécutée (\(words.french)) ; sql ne fait que lire, avec SELECT."
    )
  }
}

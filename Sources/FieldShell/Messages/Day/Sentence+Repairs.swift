extension Sentence {
  static let processOption = Sentence(
    en: "how it left: Repair and Return, Replaced, …",
    fr: "comment il est reparti : Repair and Return, Replaced, …"
  )
  static let closedOption = Sentence(en: "closed ones, too", fr: "aussi celles qui sont closes")
  static let symptomTwice = Sentence(
    en: "A symptom is named twice; name it once.",
    fr: "Un symptôme est nommé deux fois ; nommez-le une fois."
  )

  static func repairIsOpen(_ repair: String, of thing: String) -> Sentence {
    Sentence(
      en: "\(repair) of \(thing) is open; see fieldsync show \(repair), or close it first.",
      fr:
        "\(repair) de \(thing) est ouverte ; voyez fieldsync show \(repair), ou fermez-la d'abord."
    )
  }

  static func repairIsClosed(_ repair: String) -> Sentence {
    Sentence(
      en: "\(repair) is closed already; see fieldsync show \(repair).",
      fr: "\(repair) est déjà close ; voyez fieldsync show \(repair)."
    )
  }

  static func noOpenRepair(of name: String, _ thing: RepairedThing) -> Sentence {
    let verb = thing == .unit ? "repair open" : "appliance repair open"
    return Sentence(
      en: "No repair of \(name) is open here; name a closed one by its key, or open one with "
        + "fieldsync \(verb).",
      fr: "Aucune réparation de \(name) n'est ouverte ici ; nommez-en une close par sa clé, ou "
        + "ouvrez-en une avec fieldsync \(verb)."
    )
  }

  static func severalOpenRepairs(of thing: String, _ keys: [String]) -> Sentence {
    let list = keys.joined(separator: ", ")
    return Sentence(
      en: "Several repairs of \(thing) are open here: \(list); name one by its key.",
      fr:
        "Plusieurs réparations de \(thing) sont ouvertes ici : \(list) ; nommez-en une par sa clé."
    )
  }

  static func symptomsToChoose(_ thing: RepairedThing) -> Sentence {
    Sentence(
      en: "Symptoms of \(such(thing).english):",
      fr: "Symptômes d'\(such(thing).french) :"
    )
  }
  static let symptomQuestion = Sentence(
    en: "Numbers, as in 1 3; Enter for none: ",
    fr: "Numéros, comme 1 3 ; Entrée pour aucun : "
  )

  static func noSuchSymptomNumber(_ word: String, of count: Int) -> Sentence {
    Sentence(
      en: "\(word) is no number from 1 to \(count).",
      fr: "\(word) n'est pas un numéro de 1 à \(count)."
    )
  }

  static func symptomsProposed(_ symptoms: [String], _ thing: RepairedThing) -> Sentence {
    let list = symptoms.joined(separator: ", ")
    return Sentence(
      en: "Symptoms of \(such(thing).english): \(list).",
      fr: "Symptômes d'\(such(thing).french) : \(list)."
    )
  }

  static func symptomNotOffered(
    _ text: String,
    _ thing: RepairedThing,
    allowed: [String]
  ) -> Sentence {
    allowedOnly(
      Sentence(
        en: "\(text) is no symptom of \(such(thing).english)",
        fr: "\(text) n'est pas un symptôme d'\(such(thing).french)"
      ),
      allowed
    )
  }

  static func symptomNotThere(_ text: String, _ repair: String, held: [String]) -> Sentence {
    allowedOnly(
      Sentence(
        en: "\(repair) does not have the symptom \(text)",
        fr: "\(repair) n'a pas le symptôme \(text)"
      ),
      held
    )
  }

  static func symptomIsThere(_ symptom: String, _ repair: String) -> Sentence {
    Sentence(
      en: "\(repair) has the symptom \(symptom) already; leave it out.",
      fr: "\(repair) a déjà le symptôme \(symptom) ; retirez-le."
    )
  }

  static func partNotReplaceable(
    _ text: String,
    _ thing: RepairedThing,
    allowed: [String]
  ) -> Sentence {
    allowedOnly(
      Sentence(
        en: "No replacement for \(text) is known in \(such(thing).english)",
        fr: "Aucun remplacement de \(text) n'est connu dans \(such(thing).french)"
      ),
      allowed
    )
  }

  static func replacementNotAllowed(
    _ text: String,
    of old: String,
    _ thing: RepairedThing,
    allowed: [String]
  ) -> Sentence {
    allowedOnly(
      Sentence(
        en: "\(text) may not take the place of \(old) in \(such(thing).english)",
        fr: "\(text) ne peut pas remplacer \(old) dans \(such(thing).french)"
      ),
      allowed
    )
  }

  static func partNotOffered(_ text: String, _ thing: RepairedThing, allowed: [String]) -> Sentence
  {
    allowedOnly(
      Sentence(
        en: "\(text) is no part of \(such(thing).english)",
        fr: "\(text) n'est pas une pièce d'\(such(thing).french)"
      ),
      allowed
    )
  }

  static func symptomsOf(_ symptoms: [String]) -> Sentence {
    let list = symptoms.joined(separator: ", ")
    return Sentence(en: "Symptoms: \(list)", fr: "Symptômes : \(list)")
  }

  static func partOf(old: String?, new: String?) -> Sentence {
    Sentence(
      en: "Part: \(old ?? "–") → \(new ?? "–")",
      fr: "Pièce : \(old ?? "–") → \(new ?? "–")"
    )
  }

  private static func such(_ thing: RepairedThing) -> Sentence {
    switch thing {
    case .unit: Sentence(en: "such a unit", fr: "un tel appareil")
    case .appliance: Sentence(en: "such an appliance", fr: "un tel équipement")
    }
  }

  private static func allowedOnly(_ refusal: Sentence, _ allowed: [String]) -> Sentence {
    let list = allowed.joined(separator: ", ")
    guard !allowed.isEmpty else {
      return Sentence(
        en: "\(refusal.english); none is known here. Sync, or use add.",
        fr: "\(refusal.french) ; rien n'est connu ici. Synchronisez, ou utilisez add."
      )
    }
    return Sentence(
      en: "\(refusal.english); choose one of \(list).",
      fr: "\(refusal.french) ; choisissez parmi \(list)."
    )
  }
}

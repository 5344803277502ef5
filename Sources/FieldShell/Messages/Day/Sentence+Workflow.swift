import SyncCore

extension Sentence {
  static let inputTitle = Sentence(en: "input", fr: "donnée")
  static let labelColumnTitle = Sentence(en: "what it is", fr: "ce que c'est")
  static let ruleTitle = Sentence(en: "rule", fr: "règle")
  static let enteredTitle = Sentence(en: "entered", fr: "saisi")
  static let eventsOffered = Sentence(en: "What may follow:", fr: "Ce qui peut suivre :")
  static let formHint = Sentence(
    en: "An empty line leaves the form; what you entered stays.",
    fr: "Une ligne vide quitte le formulaire ; ce qui est saisi reste."
  )
  static let formLeft = Sentence(
    en: "Nothing more was entered.",
    fr: "Rien d'autre n'a été saisi."
  )
  static let eventPrompt = Sentence(en: "which one? ", fr: "lequel ? ")

  static func inState(_ repair: String, _ name: String, ident: String) -> Sentence {
    Sentence(
      en: "\(repair) is in the state \(name) (\(ident)).",
      fr: "\(repair) est dans l'état \(name) (\(ident))."
    )
  }

  static func stateLeft(_ repair: String) -> Sentence {
    Sentence(
      en: "\(repair) has moved on since; the next sync reads where it is.",
      fr: "\(repair) a avancé depuis ; la prochaine synchronisation lit où elle en est."
    )
  }

  static func stateUnknown(_ repair: String) -> Sentence {
    Sentence(
      en: "The state of \(repair) is not known here; fieldsync sync reads it where the repair "
        + "follows a workflow.",
      fr:
        "L'état de \(repair) n'est pas connu ici ; fieldsync sync le lit si la réparation suit un "
        + "déroulement."
    )
  }

  static func workflowEnded(_ repair: String, _ state: String) -> Sentence {
    Sentence(
      en: "\(repair) has come to its end: \(state).",
      fr: "\(repair) est arrivée à sa fin : \(state)."
    )
  }

  static func likelyState(_ state: WorkflowState, _ likely: Rehearsal.Likely) -> Sentence {
    Sentence(
      en: "Rehearsed: then likely \(state.name) (\(state.ident)), as in \(likely.times) of "
        + "\(likely.looked) past steps.",
      fr: "Répété d'avance : ensuite sans doute \(state.name) (\(state.ident)), comme dans "
        + "\(likely.times) étapes passées sur \(likely.looked)."
    )
  }

  static func rehearsed(_ likely: Rehearsal.Likely) -> Sentence {
    Sentence(
      en: "This state is rehearsed, by \(likely.times) of \(likely.looked) past steps; the server "
        + "has the word.",
      fr: "Cet état est répété d'avance, d'après \(likely.times) étapes passées sur "
        + "\(likely.looked) ; le serveur décide."
    )
  }

  static func stepWaits(_ change: Int64, _ step: WorkflowStep) -> Sentence {
    let event = step.event.map { ", \($0)" } ?? ""
    return Sentence(
      en: "Waits to be sent: \(step.state)\(event) (change \(change)).",
      fr: "En attente d'envoi : \(step.state)\(event) (modification \(change))."
    )
  }

  static func draftOfOtherState(_ change: Int64, _ state: String) -> Sentence {
    Sentence(
      en: "What was filled in for \(state) is kept and not sent (change \(change)); see "
        + "fieldsync queue show \(change).",
      fr: "Ce qui a été saisi pour \(state) est gardé sans être envoyé (modification \(change)) ; "
        + "voyez fieldsync queue show \(change)."
    )
  }

  static func stepDrafted(_ repair: String, missing: [String], events: [String]) -> Sentence {
    let rest =
      missing.isEmpty
      ? Sentence(
        en: "It goes with an event: \(events.joined(separator: ", ")).",
        fr: "Cela part avec un événement : \(events.joined(separator: ", "))."
      )
      : Sentence(
        en: "Still missing: \(missing.joined(separator: ", ")).",
        fr: "Il manque encore : \(missing.joined(separator: ", "))."
      )
    return Sentence(
      en: "Kept for \(repair), not sent yet.",
      fr: "Gardé pour \(repair), pas encore envoyé."
    ) + rest
  }

  static func stepQueued(_ call: String, from state: WorkflowState) -> Sentence {
    Sentence(
      en:
        "Queued \(call); the next sync sends it if the repair is still in the state \(state.name).",
      fr: "\(call) est dans la file ; la prochaine synchronisation l'envoie si la réparation est "
        + "encore dans l'état \(state.name)."
    )
  }

  static func repairAsked(_ unit: String, _ repair: String) -> Sentence {
    Sentence(
      en: "Asked for the repair of \(unit); until the server names it, it is \(repair).",
      fr: "La réparation de \(unit) est demandée ; en attendant que le serveur la nomme, c'est "
        + "\(repair)."
    )
  }

  /// What a manager reads on the unit, and types.
  static func requestNote(_ unit: String, _ state: String) -> Sentence {
    Sentence(
      en: "Please put this unit into repair: fieldsync product state \(unit) \(state)",
      fr: "Merci de mettre cet appareil en réparation : fieldsync product state \(unit) \(state)"
    )
  }

  static func mayNotPutIntoRepair(_ unit: String, _ state: String, _ level: String) -> Sentence {
    Sentence(
      en: "\(unit) is \(state), and putting it into repair needs \(level), which this account does "
        + "not have. A note on the unit asks for it; the repair begins when somebody has done it.",
      fr: "\(unit) est \(state), et sa mise en réparation demande \(level), que ce compte n'a pas. "
        + "Une note sur l'appareil le demande ; la réparation commence quand quelqu'un l'a fait."
    )
  }

  static func formQuestion(_ input: WorkflowInput, _ number: Int, of all: Int) -> Sentence {
    Sentence(verbatim: "\(number)/\(all)  \(input.label)")
  }

  static func formPrompt(_ name: String) -> Sentence {
    Sentence(en: "\(name): ", fr: "\(name) : ")
  }
}

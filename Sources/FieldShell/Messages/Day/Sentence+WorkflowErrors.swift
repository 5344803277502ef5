import SyncCore

/// Why a step of a repair is not taken in, and what its inputs take.
extension Sentence {
  static let fillNeedsWords = Sentence(
    en: "workflow fill needs IDENT=VALUE here; at a terminal it asks for what is missing.",
    fr: "workflow fill a besoin de IDENT=VALEUR ici ; dans un terminal, il demande ce qui manque."
  )
  static let failureNeeds = Sentence(
    en: "A failure of your tools needs ident=INPUT, message=WORDS and severity=temporary or "
      + "permanent.",
    fr: "Une panne de vos outils demande ident=DONNÉE, message=TEXTE et severity=temporary ou "
      + "permanent."
  )

  static func noRepairToContinue(of unit: String) -> Sentence {
    Sentence(
      en: "No open repair of \(unit) is here; workflow open asks the server for one.",
      fr:
        "Aucune réparation ouverte de \(unit) n'est ici ; workflow open en demande une au serveur."
    )
  }

  static func workflowIsOpen(_ repair: String, of unit: String) -> Sentence {
    Sentence(
      en: "\(repair) of \(unit) is open or asked for; see fieldsync workflow show.",
      fr: "\(repair) de \(unit) est ouverte ou demandée ; voyez fieldsync workflow show."
    )
  }

  static func eventNotOffered(_ event: String, in state: WorkflowState) -> Sentence {
    let events = state.events.map(\.ident)
    let nearest = NearestWord.suggestion(for: event, among: events)
    let list = events.joined(separator: ", ")
    guard !events.isEmpty else {
      return Sentence(
        en: "\(state.name) has no events; what is filled in moves the repair on.",
        fr: "\(state.name) n'a pas d'événements ; ce qui est saisi fait avancer la réparation."
      )
    }
    return Sentence(
      en:
        "\(event) cannot happen in \(state.name)\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "What can: \(list).",
      fr: "\(event) ne peut pas arriver dans \(state.name)"
        + "\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") Ce qui peut : \(list)."
    )
  }

  static func inputsMissing(
    _ names: [String],
    before event: String,
    in state: WorkflowState
  ) -> Sentence {
    let list = names.joined(separator: ", ")
    return Sentence(
      en: "\(state.name) asks for \(list) before \(event); fill it in first.",
      fr: "\(state.name) demande \(list) avant \(event) ; saisissez-le d'abord."
    )
  }

  static func inputNotAsked(_ name: String, in state: WorkflowState) -> Sentence {
    let names = state.inputs.map(\.ident)
    let nearest = NearestWord.suggestion(for: name, among: names)
    let list = names.isEmpty ? "–" : names.joined(separator: ", ")
    return Sentence(
      en: "\(state.name) does not ask for \(name)\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "It asks for \(list).",
      fr: "\(state.name) ne demande pas \(name)"
        + "\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") Il demande \(list)."
    )
  }

  static func inputFault(
    _ text: String,
    of input: WorkflowInput,
    _ fault: WorkflowFault
  ) -> Sentence {
    let why = Sentence.fault(fault)
    return Sentence(
      en: "\(input.ident) cannot be \"\(text)\": \(why.english).",
      fr: "\(input.ident) ne peut pas valoir « \(text) » : \(why.french)."
    )
  }

  /// The rule that a value breaks.
  static func fault(_ fault: WorkflowFault) -> Sentence {
    switch fault {
    case .wrongType(let name): typeWord(name)
    case .below(let least):
      Sentence(en: "at least \(number(least))", fr: "au moins \(number(least))")
    case .above(let most):
      Sentence(en: "at most \(number(most))", fr: "au plus \(number(most))")
    case .offStep(let step, let start):
      Sentence(
        en: "in steps of \(number(step)) from \(number(start))",
        fr: "par pas de \(number(step)) à partir de \(number(start))"
      )
    case .tooShort(let least):
      Sentence(en: "at least \(least) characters", fr: "au moins \(least) caractères")
    case .tooLong(let most):
      Sentence(en: "at most \(most) characters", fr: "au plus \(most) caractères")
    case .notOffered(let options): oneOf(options)
    case .noMoment: momentForms
    case .missing: Sentence(en: "it is needed", fr: "c'est nécessaire")
    case .surplus(let names): oneOf(names)
    }
  }

  /// What an input takes.
  static func rule(_ rule: WorkflowRule) -> Sentence {
    switch rule {
    case .int(let least, let most), .float(let least, let most, _):
      var parts = [typeWord(rule.name)]
      if let least { parts.append(fault(.below(least))) }
      if let most { parts.append(fault(.above(most))) }
      if case .float(_, _, let step?) = rule {
        parts.append(fault(.offStep(step, from: least ?? 0)))
      }
      return list(parts)
    case .string(_, _, let options) where !options.isEmpty: return oneOf(options.map(\.label))
    case .string(let least, let most, _), .text(let least, let most):
      var parts = [typeWord(rule.name)]
      if least > 0 { parts.append(fault(.tooShort(least))) }
      if let most { parts.append(fault(.tooLong(most))) }
      return list(parts)
    case .datetime: return momentForms
    case .selection(let isMultiple, let options):
      let names = options.map { $0.label == $0.typed ? $0.label : "\($0.typed) \($0.label)" }
      return isMultiple
        ? list([oneOf(names), Sentence(en: "several with commas", fr: "plusieurs avec virgules")])
        : oneOf(names)
    case .any: return typeWord(.any)
    }
  }

  private static let momentForms = Sentence(
    en: "HH:MM:SS, YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ",
    fr: "HH:MM:SS, AAAA-MM-JJ ou AAAA-MM-JJTHH:MM:SSZ"
  )

  private static func typeWord(_ name: WorkflowRule.Name) -> Sentence {
    switch name {
    case .int: Sentence(en: "a whole number", fr: "un nombre entier")
    case .float: Sentence(en: "a number", fr: "un nombre")
    case .string, .text: Sentence(en: "a text", fr: "un texte")
    case .datetime: momentForms
    case .selection: Sentence(en: "one of the options", fr: "une des options")
    case .any: Sentence(en: "anything", fr: "tout")
    }
  }

  private static func oneOf(_ words: [String]) -> Sentence {
    let list = words.joined(separator: ", ")
    return Sentence(en: "one of \(list)", fr: "parmi \(list)")
  }

  private static func list(_ parts: [Sentence]) -> Sentence {
    Sentence(
      en: parts.map(\.english).joined(separator: ", "),
      fr: parts.map(\.french).joined(separator: ", ")
    )
  }

  private static func number(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? String(number)
  }
}

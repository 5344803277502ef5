import CatalogModel
import ReplicaStore
import SyncCore

extension Sentence {
  static let rowTitle = Sentence(en: "row", fr: "ligne")
  static let titleTitle = Sentence(en: "title", fr: "titre")
  static let yes = Sentence(en: "yes", fr: "oui")
  static let queueEmpty = Sentence(
    en: "Nothing waits: everything is on the server.",
    fr: "Rien n'attend : tout est sur le serveur."
  )
  static let aboutToDrop = Sentence(
    en: "These changes would be given up:",
    fr: "Ces modifications seraient abandonnées :"
  )
  static let nothingDropped = Sentence(en: "Nothing was dropped.", fr: "Rien n'a été abandonné.")

  /// What a change does.
  static func changeKind(_ kind: ChangeKind) -> Sentence {
    switch kind {
    case .create: Sentence(en: "add", fr: "ajout")
    case .update: Sentence(en: "change", fr: "modification")
    case .delete: Sentence(en: "delete", fr: "suppression")
    case .action: Sentence(en: "action", fr: "action")
    }
  }

  static func queueHeading(_ entry: QueueEntry) -> Sentence {
    let kind = changeKind(entry.kind)
    return Sentence(
      en: "No. \(entry.number): \(kind.english) \(entry.row)",
      fr: "Nº \(entry.number) : \(kind.french) \(entry.row)"
    )
  }

  /// How far a queued entry has come.
  static func queueState(_ entry: QueueEntry) -> Sentence {
    switch entry.state {
    case .waiting where !entry.needs.isEmpty: waitsFor(entry.needs.map(\.description))
    case .waiting: markWord(.waiting)
    case .held: markWord(.held)
    case .expired:
      Sentence(en: "waited too long, is not sent", fr: "a trop attendu, ne part pas")
    case .unknown:
      Sentence(en: "sent, no answer yet", fr: "envoyé, sans réponse")
    case .travelling:
      Sentence(en: "travels to another laptop", fr: "en route vers un autre portable")
    case .refused(let status, let words): refused(status, words)
    case .conflict(let number):
      Sentence(en: "conflict \(number)", fr: "conflit \(number)")
    }
  }

  // Without a status the words are this program's own.
  private static func refused(_ status: Int?, _ words: String) -> Sentence {
    if status == nil, words == SnapshotDeletions.stillListed {
      return Sentence(
        en: "refused: \(stillListed.english)",
        fr: "refusé : \(stillListed.french)"
      )
    }
    if status == nil, let refusal = ValueRefusal(words: words) {
      let why = valueRefused(refusal)
      return Sentence(en: "refused: \(why.english)", fr: "refusé : \(why.french)")
    }
    return Sentence(
      en: "refused\(status.map { " (\($0))" } ?? "")\(words.isEmpty ? "" : ": \(words)")",
      fr: "refusé\(status.map { " (\($0))" } ?? "")\(words.isEmpty ? "" : " : \(words)")"
    )
  }

  private static func waitsFor(_ rows: [String]) -> Sentence {
    Sentence(
      en: "waiting, after \(rows.joined(separator: ", "))",
      fr: "en attente, après \(rows.joined(separator: ", "))"
    )
  }

  static func unknownQueueAction(_ word: String, nearest: String?) -> Sentence {
    Sentence(
      en: "queue knows no \"\(word)\"\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "Use show, hold, release or drop.",
      fr:
        "queue ne connaît pas « \(word) »\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") "
        + "Utilisez show, hold, release ou drop."
    )
  }

  static func notInQueue(_ number: Int64) -> Sentence {
    Sentence(
      en: "There is no number \(number) in the queue; see fieldsync queue.",
      fr: "Il n'y a pas de numéro \(number) dans la file ; voyez fieldsync queue."
    )
  }

  /// What a hold does to an entry: to one that was sent, only as far as that is still open.
  static func heldBack(_ entry: QueueEntry) -> Sentence {
    let row = "\(entry.row)"
    return switch entry.state {
    case .unknown:
      Sentence(
        en: "\(row) was sent and not answered: the next sync finds out whether it arrived. "
          + "What did not arrive stays on hold until fieldsync queue release \(entry.number).",
        fr:
          "\(row) a été envoyé sans réponse : la prochaine synchronisation saura s'il est arrivé. "
          + "Ce qui n'est pas arrivé reste retenu jusqu'à fieldsync queue release \(entry.number)."
      )
    case .travelling:
      Sentence(
        en: "\(row) travels to another laptop, which sends it all the same; "
          + "fieldsync outbox recall takes it back first.",
        fr: "\(row) voyage vers un autre portable, qui l'enverra malgré tout ; "
          + "fieldsync outbox recall le reprend d'abord."
      )
    case .waiting, .held, .refused, .conflict, .expired:
      Sentence(
        en: "\(row) is on hold until fieldsync queue release \(entry.number).",
        fr: "\(row) est retenu jusqu'à fieldsync queue release \(entry.number)."
      )
    }
  }

  static func released(_ row: String) -> Sentence {
    Sentence(
      en: "\(row) goes to the server with the next sync.",
      fr: "\(row) partira au serveur à la prochaine synchronisation."
    )
  }

  static func releasedButWaits(_ row: String, _ why: Sentence) -> Sentence {
    Sentence(
      en: "\(row) is not on hold any more. \(why.english)",
      fr: "\(row) n'est plus retenu. \(why.french)"
    )
  }

  static func dropQuestion(_ entries: Int) -> Sentence {
    let count = rows(entries)
    return Sentence(
      en: "Give up the changes of \(count.english)? Type y or n: ",
      fr: "Abandonner les modifications de \(count.french) ? Tapez o ou n : "
    )
  }

  static func dropped(_ rows: [String]) -> Sentence {
    let list = rows.joined(separator: ", ")
    return Sentence(
      en: "Dropped the changes of \(list); their values stay in the log.",
      fr: "Modifications de \(list) abandonnées ; leurs valeurs restent dans le journal."
    )
  }

  /// What a column takes, in a few words.
  static func columnRules(_ column: ResourceColumn, of resource: Resource) -> Sentence {
    var rules: [Sentence] = []
    switch column.role {
    case .key: rules.append(Sentence(en: "key", fr: "clé"))
    case .stamp:
      rules.append(Sentence(en: "written by the server", fr: "écrit par le serveur"))
    case .data where !column.isNullable:
      rules.append(Sentence(en: "required", fr: "obligatoire"))
    case .data: break
    }
    if column.isUnique, column.role == .data {
      rules.append(Sentence(en: "unique", fr: "unique"))
    }
    if let link = column.link {
      rules.append(Sentence(en: "a row of \(link.resource)", fr: "une ligne de \(link.resource)"))
    }
    if let length = column.maximumLength {
      rules.append(
        Sentence(en: "at most \(length) characters", fr: "\(length) caractères au plus")
      )
    }
    if !column.options.isEmpty {
      let list = column.options.joined(separator: " | ")
      rules.append(Sentence(en: "one of \(list)", fr: "parmi \(list)"))
    }
    if column.isSensitive { rules.append(Sentence(en: "sensitive", fr: "sensible")) }
    return rules.reduce(Sentence(verbatim: "")) { $0.joined($1) }
  }
}

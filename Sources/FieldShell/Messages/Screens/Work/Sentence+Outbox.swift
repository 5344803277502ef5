import Foundation
import ReplicaStore

extension Sentence {
  static func unknownOutboxAction(_ word: String, nearest: String?) -> Sentence {
    Sentence(
      en: "outbox knows no \"\(word)\"\(nearest.map { "; did you mean \($0)?" } ?? ".") "
        + "Use recover, export, import or recall.",
      fr:
        "outbox ne connaît pas « \(word) »\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".") "
        + "Utilisez recover, export, import ou recall."
    )
  }

  static func outboxFileMissing(_ action: String) -> Sentence {
    Sentence(
      en: "Which file? Say fieldsync outbox \(action) FILE.",
      fr: "Quel fichier ? Dites fieldsync outbox \(action) FICHIER."
    )
  }

  static func nothingToRecover(_ path: String) -> Sentence {
    Sentence(
      en:
        "\(path) opens, so there is nothing to recover; move it away first if you know that it is "
        + "damaged.",
      fr: "\(path) s'ouvre, il n'y a donc rien à récupérer ; déplacez-le d'abord si vous savez "
        + "qu'il est endommagé."
    )
  }

  static func recovered(_ rows: Int) -> Sentence {
    let count = Sentence.rows(rows)
    return Sentence(
      en: "Made a new replica; unsent work of \(count.english) came back from the outbox.",
      fr: "Nouvelle réplique ; le travail non envoyé de \(count.french) est revenu de l'outbox."
    )
  }

  static let recoveredNext = Sentence(
    en:
      "Next: fieldsync sync, which fetches the rest and looks for what had arrived already before it "
      + "sends anything.",
    fr:
      "Ensuite : fieldsync sync, qui va chercher le reste et vérifie ce qui était déjà arrivé avant "
      + "d'envoyer quoi que ce soit."
  )

  static let exportNeedsAccount = Sentence(
    en:
      "Nobody has logged in here yet, so the work has no owner; fieldsync login --user NAME first.",
    fr: "Personne ne s'est encore connecté ici, le travail n'a donc pas de propriétaire ; d'abord "
      + "fieldsync login --user NOM."
  )

  static func exported(_ operations: Int, _ receipts: Int, _ path: String) -> Sentence {
    let work = Sentence.changes(operations)
    let papers = Sentence.receipts(receipts)
    return Sentence(
      en:
        "\(path) carries \(work.english) and \(papers.english); what travels is not sent from here "
        + "until its receipts return, or fieldsync outbox recall takes it back.",
      fr:
        "\(path) emporte \(work.french) et \(papers.french) ; ce qui voyage n'est pas envoyé d'ici "
        + "avant le retour de ses reçus, ou fieldsync outbox recall."
    )
  }

  static func imported(_ rows: Int, _ receipts: Int) -> Sentence {
    let work = Sentence.rows(rows)
    let papers = Sentence.receipts(receipts)
    return Sentence(
      en:
        "Took in the work of \(work.english) and \(papers.english); only its owner's log-in sends it, "
        + "and not before it was looked for on the server.",
      fr: "Travail de \(work.french) et \(papers.french) repris ; seule la connexion de son "
        + "propriétaire l'envoie, et pas avant de l'avoir cherché sur le serveur."
    )
  }

  static func outboxOfOtherServer(_ server: String) -> Sentence {
    Sentence(
      en: "That file is for \(server); import it into a replica of that server.",
      fr: "Ce fichier est pour \(server) ; importez-le dans une réplique de ce serveur."
    )
  }

  static func recalled(_ operations: Int) -> Sentence {
    let count = Sentence.changes(operations)
    return Sentence(
      en: "\(count.english) taken back; the next sync looks for them on the server before it sends "
        + "them.",
      fr:
        "Voyage annulé pour \(count.french) ; la prochaine synchronisation cherche sur le serveur "
        + "avant d'envoyer."
    )
  }

  static func leftOut(_ rows: [String]) -> Sentence {
    let list = rows.joined(separator: ", ")
    return Sentence(
      en: "Left out, because they have unsent work here or are not held: \(list).",
      fr: "Laissé de côté, car déjà modifié ici ou hors de la réplique : \(list)."
    )
  }

  static func damagedLines(_ lines: Int) -> Sentence {
    let count = Sentence.count(lines, en: ("line", "lines"), fr: ("ligne", "lignes"))
    return Sentence(
      en: "\(count.english) of the file could not be read and were passed over.",
      fr: "\(count.french) du fichier n'ont pas pu être lues et ont été passées."
    )
  }

  /// A number of receipts.
  static func receipts(_ number: Int) -> Sentence {
    .count(number, en: ("receipt", "receipts"), fr: ("reçu", "reçus"))
  }

  static func outboxBehind(_ path: String) -> Sentence {
    Sentence(
      en: "\(path), the second copy of your unsent work, cannot be written; check the disk.",
      fr:
        "\(path), la deuxième copie de votre travail non envoyé, ne peut pas être écrit ; vérifiez "
        + "le disque."
    )
  }

  /// An outbox that was moved aside, and what to do with it.
  static func outboxAside(_ aside: OutboxAside) -> Sentence {
    let path = aside.file.path
    guard aside.rows > 0 else {
      return Sentence(
        en: "\(path) may hold unsent work in lines that cannot be read; keep it until you know.",
        fr:
          "\(path) contient peut-être du travail non envoyé dans des lignes illisibles ; gardez-le "
          + "tant que vous n'en savez pas plus."
      )
    }
    let count = Sentence.rows(aside.rows)
    return Sentence(
      en:
        "\(path) holds unsent work of \(count.english) that is not in the replica; take it in with "
        + "fieldsync outbox import.",
      fr: "\(path) contient le travail non envoyé de \(count.french), absent de la réplique ; "
        + "reprenez-le avec fieldsync outbox import."
    )
  }

  static func leftInHome(_ names: [String], _ folder: String) -> Sentence {
    let list = names.joined(separator: ", ")
    return Sentence(
      en: "Left in \(folder), because it is not the program's: \(list).",
      fr: "Laissé dans \(folder), car ce n'est pas au programme : \(list)."
    )
  }
}

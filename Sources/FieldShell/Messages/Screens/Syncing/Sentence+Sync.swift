import CatalogModel
import RemoteAPI
import ReplicaStore
import SyncCore

extension Sentence {
  static let sentLabel = Sentence(en: "sent and confirmed", fr: "envoyées et confirmées")
  static let changedLabel = Sentence(
    en: "rows changed here",
    fr: "lignes changées ici"
  )
  static let verifiedLabel = Sentence(
    en: "tables compared with the server",
    fr: "tables comparées avec le serveur"
  )
  static let verifiedTitle = Sentence(en: "verified as of", fr: "vérifié au")
  static let ghostsLabel = Sentence(en: "deleted on the server", fr: "supprimées sur le serveur")
  static let runComplete = Sentence(
    en: "Done: what was entered here is on the server, and what is new there is here.",
    fr: "Terminé : ce qui a été saisi ici est sur le serveur, et ses nouveautés sont ici."
  )
  static let runCompleteInPart = Sentence(
    en: "Done: what was asked for; the rest was not looked at.",
    fr: "Terminé : ce qui était demandé ; le reste n'a pas été examiné."
  )
  static let runCompleteWithRest = Sentence(
    en: "Done as far as possible; some of your work still waits.",
    fr: "Terminé autant que possible ; une partie de votre travail attend encore."
  )
  static let runPartial = Sentence(
    en: "Only part of it was done; the next sync goes on from there.",
    fr: "Une partie seulement a été faite ; la prochaine synchronisation continuera de là."
  )
  static let runLimited = Sentence(
    en: "The limit was reached; the next sync goes on from there.",
    fr: "La limite a été atteinte ; la prochaine synchronisation continuera de là."
  )
  static let runBusy = Sentence(
    en: "Another sync is at work on this replica; wait for it to end.",
    fr: "Une autre synchronisation travaille sur cette réplique ; attendez sa fin."
  )
  static let nothingToSend = Sentence(en: "Nothing would be sent.", fr: "Rien ne serait envoyé.")
  static let wouldBeSent = Sentence(en: "would be sent", fr: "serait envoyé")

  /// A run that met rows which cannot be stored.
  static func runCompleteButUnreadable(_ rows: Int) -> Sentence {
    Sentence(
      en: "Done as far as possible; rows of the server that could not be read and are not here: "
        + "\(rows).",
      fr: "Terminé autant que possible ; lignes du serveur illisibles, absentes d'ici : \(rows)."
    )
  }

  /// A run over a scope whose resources take turns.
  static func runCompleteInTurn(asked: Int, of all: Int) -> Sentence {
    Sentence(
      en: "Done: what was entered here is on the server, and the news of \(asked) of \(all) "
        + "resources is here; the others take turns.",
      fr: "Terminé : ce qui a été saisi ici est sur le serveur, et les nouveautés de \(asked) "
        + "ressources sur \(all) sont ici ; les autres ont leur tour."
    )
  }

  static func runOffline(_ host: String) -> Sentence {
    Sentence(
      en: "\(host) was not reached; your work is kept and waits.",
      fr: "\(host) n'a pas été joint ; votre travail est conservé et attend."
    )
  }

  static func runLogin(_ host: String) -> Sentence {
    Sentence(
      en: "\(host) asks for a log-in; use fieldsync login --user NAME. Your work is kept.",
      fr: "\(host) demande une connexion ; utilisez fieldsync login --user NAME. "
        + "Votre travail est conservé."
    )
  }

  /// A run whose token from the environment the server does not take.
  static func runTokenRefused(_ host: String) -> Sentence {
    Sentence(
      en:
        "\(host) does not take the token in FIELDSYNC_TOKEN; set a valid one, or unset it and use "
        + "fieldsync login --user NAME. Your work is kept.",
      fr:
        "\(host) n'accepte pas le jeton de FIELDSYNC_TOKEN ; donnez-en un valable, ou retirez-le et "
        + "utilisez fieldsync login --user NAME. Votre travail est conservé."
    )
  }

  /// A run that found no log-in to begin with, and asked nobody.
  static let runWithoutLogin = Sentence(
    en: "Nobody is logged in here; use fieldsync login --user NAME. Your work is kept.",
    fr: "Personne n'est connecté ici ; utilisez fieldsync login --user NAME. "
      + "Votre travail est conservé."
  )

  static func otherServer(_ other: String, _ own: String) -> Sentence {
    Sentence(
      en: "FIELDSYNC_SERVER names \(other) as the server; the replica was made for \(own).",
      fr: "FIELDSYNC_SERVER désigne \(other) comme serveur ; la réplique a été faite pour \(own)."
    )
  }

  /// Requests, bytes and seconds of a run.
  static func traffic(requests: Int, sent: Int, received: Int, seconds: Double) -> Sentence {
    let count = Sentence.count(
      requests,
      en: ("request", "requests"),
      fr: ("requête", "requêtes")
    )
    let time = String((seconds * 10).rounded() / 10)
    return Sentence(
      en: "\(count.english), \(size(sent, "B")) sent, \(size(received, "B")) received, \(time) s",
      fr: "\(count.french), \(size(sent, "o")) envoyés, \(size(received, "o")) reçus, "
        + "\(time.replacing(".", with: ",")) s"
    )
  }

  /// A number of bytes, in the unit that suits it.
  static func size(_ bytes: Int, _ unit: String) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) \(unit)"
    case ..<1_000_000: "\((bytes + 500) / 1_000) k\(unit)"
    default: "\((bytes + 500_000) / 1_000_000) M\(unit)"
    }
  }

  /// What a run is at.
  static func progress(_ progress: SyncProgress) -> Sentence {
    switch progress {
    case .connecting: Sentence(en: "Connecting…", fr: "Connexion…")
    case .verifying(let operations):
      Sentence(
        en: "Finding out what became of \(operations) unanswered…",
        fr: "Vérification de \(operations) sans réponse…"
      )
    case .pushing(let row, let number, let all):
      Sentence(
        en: "Sending \(row) (\(number) of \(all))…",
        fr: "Envoi de \(row) (\(number) sur \(all))…"
      )
    case .pulling(let progress): reading(progress)
    case .verifyingContent(let resource, let rows):
      Sentence(
        en: "Comparing \(resource), \(rows) rows, with the server…",
        fr: "Comparaison de \(resource), \(rows) lignes, avec le serveur…"
      )
    case .settling(let seconds):
      Sentence(
        en: "Waiting \(Int(seconds.rounded(.up))) s for a late answer…",
        fr: "Attente de \(Int(seconds.rounded(.up))) s pour une réponse tardive…"
      )
    case .awaitingUnits(let units, let seconds):
      Sentence(
        en: "Waiting for \(units == 1 ? "a unit" : "\(units) units") to answer, "
          + "\(Int(seconds.rounded(.up))) s at most…",
        fr: "Attente de la réponse \(units == 1 ? "d'un appareil" : "de \(units) appareils"), "
          + "\(Int(seconds.rounded(.up))) s au plus…"
      )
    case .pausing(let seconds):
      Sentence(
        en: "The server asks for a pause of \(Int(seconds.rounded(.up))) s…",
        fr: "Le serveur demande une pause de \(Int(seconds.rounded(.up))) s…"
      )
    }
  }

  /// Something in a run that a person should be told.
  static func note(_ note: SyncNote, host: String) -> Sentence {
    switch note {
    case .stopped(let code, let seconds): cause(code, subject: host, retryAfter: seconds)
    case .notPulled(let resource, let code): cause(code, subject: resource)
    case .outOfOrder(let resource):
      Sentence(
        en: "The rows of \(resource) came out of order; the rest of it waits for the next sync.",
        fr: "Les lignes de \(resource) sont arrivées en désordre ; le reste attend "
          + "la prochaine synchronisation."
      )
    case .left(let resources):
      Sentence(
        en: "Left for the next sync: \(listed(resources, "and", "more")).",
        fr: "Reste pour la prochaine synchronisation : \(listed(resources, "et", "autres"))."
      )
    case .tooManyGhosts(let resource, let rows):
      Sentence(
        en: "\(rows) rows of \(resource) seem to be gone from the server; they stay here. "
          + "If the office says they were deleted: fieldsync sync --accept-deletions \(resource)",
        fr: "\(rows) lignes de \(resource) semblent avoir disparu du serveur ; elles restent ici. "
          + "Si le bureau confirme : fieldsync sync --accept-deletions \(resource)"
      )
    case .serverRestored, .accessLost, .differed, .notVerified: noteOnCensus(note)
    case .leftScope(let resource, let rows): leftScope(resource, rows)
    case .drifted(let resource, let point): drifted(resource, point)
    case .driftOver(let resource, let point): driftOver(resource, point)
    case .setAside(let resource, let key, let reason): setAside(resource, key, reason)
    case .blocked(let row, let why):
      Sentence(
        en: "\(row) was not sent: \(obstacle(why).english).",
        fr: "\(row) n'a pas été envoyé : \(obstacle(why).french)."
      )
    default: noteOnRow(note)
    }
  }

  private static func noteOnCensus(_ note: SyncNote) -> Sentence {
    switch note {
    case .serverRestored(let resource, let rows):
      Sentence(
        en: "The server seems to have been restored from a backup: rows of \(resource) that it "
          + "lost or numbered anew: \(rows). Tell the office; see fieldsync conflicts.",
        fr: "Le serveur semble avoir été restauré depuis une sauvegarde : lignes de \(resource) "
          + "perdues ou renumérotées : \(rows). Prévenez le bureau ; voyez fieldsync conflicts."
      )
    case .accessLost(let resource):
      Sentence(
        en: "This account may not read \(resource) any more; what is here stays as it was last "
          + "seen. Ask for the permission.",
        fr: "Ce compte n'a plus le droit de lire \(resource) ; ce qui est ici reste tel que vu "
          + "la dernière fois. Demandez la permission."
      )
    case .differed(let resource, let rows):
      Sentence(
        en: "Rows of \(resource) that differed from the server's and are right now: \(rows).",
        fr: "Lignes de \(resource) qui différaient de celles du serveur, maintenant corrigées : "
          + "\(rows)."
      )
    case .notVerified(let resource):
      Sentence(
        en: "\(resource) could not be compared with the server; verify again later.",
        fr: "\(resource) n'a pas pu être comparé avec le serveur ; vérifiez plus tard."
      )
    default: Sentence(verbatim: "")
    }
  }

  /// The first names of a list, and how many more there are.
  static func listed(_ names: [String], _ and: String, _ more: String) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) \(and) \(names.count - 5) \(more)" : shown
  }

  private static func noteOnRow(_ note: SyncNote) -> Sentence {
    switch note {
    case .refused(let row, SnapshotDeletions.stillListed):
      Sentence(
        en: "\(row) was not deleted: \(stillListed.english); see fieldsync queue.",
        fr: "\(row) n'a pas été supprimé : \(stillListed.french) ; voyez fieldsync queue."
      )
    case .refused(let row, let words):
      Sentence(
        en: "The server refused \(row)\(words.isEmpty ? "" : " (\(words))"); see fieldsync queue.",
        fr: "Le serveur a refusé \(row)\(words.isEmpty ? "" : " (\(words))") ; "
          + "voyez fieldsync queue."
      )
    case .valueRefused(let row, let refusal):
      Sentence(
        en: "\(row) was not sent: \(valueRefused(refusal).english); correct it with fieldsync set.",
        fr: "\(row) n'a pas été envoyé : \(valueRefused(refusal).french) ; corrigez avec "
          + "fieldsync set."
      )
    case .newConflict(let number, let row):
      Sentence(
        en: "Someone else changed \(row) too; decide with fieldsync resolve \(number).",
        fr: "Quelqu'un d'autre a aussi modifié \(row) ; décidez avec fieldsync resolve \(number)."
      )
    default: noteOnAnswer(note)
    }
  }

  private static func noteOnAnswer(_ note: SyncNote) -> Sentence {
    switch note {
    case .requested(let row):
      Sentence(
        en: "\(row) was requested; the unit has yet to confirm it.",
        fr: "\(row) est demandé ; l'appareil doit encore le confirmer."
      )
    case .unitConfirmed(let row, _):
      Sentence(
        en: "The unit confirmed \(row).",
        fr: "L'appareil a confirmé \(row)."
      )
    case .notAsked(let unit, let words):
      Sentence(
        en: "\(unit) was not asked to report\(words.isEmpty ? "" : " (\(words))").",
        fr: "\(unit) n'a pas été appelé à répondre\(words.isEmpty ? "" : " (\(words))")."
      )
    case .adopted(let row):
      Sentence(
        en: "\(row) had arrived although its answer was lost.",
        fr: "\(row) était bien arrivé, bien que sa réponse se soit perdue."
      )
    case .unanswered(let row):
      Sentence(
        en: "\(row) was sent and no answer came; the next sync finds out what became of it.",
        fr: "\(row) est parti sans réponse ; la prochaine synchronisation vérifiera."
      )
    case .notReread(let row, _):
      Sentence(
        en: "\(row) could not be read again on the server, so its change waits; sync again later.",
        fr: "\(row) n'a pas pu être relu sur le serveur, sa modification attend ; "
          + "synchronisez plus tard."
      )
    case .alteredByServer(let row, let columns):
      Sentence(
        en: "The server kept other values of \(row) than were sent: "
          + "\(columns.joined(separator: ", ")).",
        fr: "Le serveur a gardé d'autres valeurs de \(row) que celles envoyées : "
          + "\(columns.joined(separator: ", "))."
      )
    default: Sentence(verbatim: "")
    }
  }

  private static func cause(
    _ code: String,
    subject: String,
    retryAfter: Double? = nil
  ) -> Sentence {
    guard let code = RemoteError.Code(rawValue: code) else {
      return Sentence(verbatim: "\(subject): \(code)")
    }
    return remote(RemoteError(code: code, subject: subject, retryAfter: retryAfter))
  }

  /// Why a row is not sent, as part of a sentence.
  static func obstacle(_ obstacle: PushPlan.Obstacle) -> Sentence {
    switch obstacle {
    case .conflict(let number):
      Sentence(
        en: "its conflict \(number) waits for a decision",
        fr: "son conflit \(number) attend une décision"
      )
    case .unknown:
      Sentence(
        en: "an earlier change of it was sent and not answered",
        fr: "une modification précédente est partie sans réponse"
      )
    case .travelling:
      Sentence(
        en: "it travels to another laptop",
        fr: "il est en route vers un autre portable"
      )
    case .refused:
      Sentence(en: "it was refused", fr: "il a été refusé")
    case .held: Sentence(en: "it is on hold", fr: "il est retenu")
    case .otherAccount(let user):
      Sentence(en: "only \(user) can send it", fr: "seul \(user) peut l'envoyer")
    case .dependsOn(let row) where !row.key.isProvisional:
      Sentence(en: "\(row) has to go before it", fr: "\(row) doit partir avant")
    case .dependsOn(let row):
      Sentence(en: "\(row) has to be created first", fr: "\(row) doit d'abord être créé")
    case .expired:
      Sentence(
        en: "it has waited too long; fieldsync queue release asks for it again",
        fr: "elle a trop attendu ; fieldsync queue release la redemande"
      )
    case .cycle:
      Sentence(
        en: "it and the rows it refers to wait for each other",
        fr: "lui et les lignes auxquelles il renvoie s'attendent mutuellement"
      )
    }
  }
}

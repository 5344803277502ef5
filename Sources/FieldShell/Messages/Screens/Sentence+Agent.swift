import FieldAgent
import Foundation

extension Sentence {
  static let everyOption = Sentence(
    en: "seconds from one run to the next where nothing happens; 900 without it",
    fr: "secondes d'une synchronisation à la suivante si rien ne se passe ; sinon 900"
  )
  static let logOption = Sentence(
    en: "write the log into this file, which is put aside at 1 MB, three times over",
    fr: "écrire le journal dans ce fichier, mis de côté à 1 Mo, trois fois au plus"
  )
  static let logFormatOption = Sentence(
    en: "how lines of the log look",
    fr: "la forme des lignes du journal"
  )
  static let metricsOption = Sentence(
    en: "write counts for Prometheus into this file after each run",
    fr: "écrire des compteurs pour Prometheus dans ce fichier après chaque synchronisation"
  )
  static let noAgent = Sentence(
    en: "No agent runs for this replica.",
    fr: "Aucun agent ne tourne pour cette réplique."
  )
  static let noAgentRuns = Sentence(
    en: "No agent runs here. Start one with fieldsync agent, or fieldsync agent install.",
    fr: "Aucun agent ne tourne ici. Lancez-en un avec fieldsync agent, ou fieldsync agent install."
  )
  static let agentPaused = Sentence(
    en: "The agent rests until fieldsync agent resume; sync by hand works as before.",
    fr: "L'agent se repose jusqu'à fieldsync agent resume ; sync à la main marche comme avant."
  )
  static let agentGoesOn = Sentence(en: "The agent goes on.", fr: "L'agent reprend.")
  static let agentMayRun = Sentence(
    en: "An agent may run again; none does now. Start one with fieldsync agent.",
    fr: "Un agent peut de nouveau tourner ; aucun ne tourne. Lancez-en un avec fieldsync agent."
  )
  static let agentRests = Sentence(
    en: "The agent is to rest here until fieldsync agent resume; fieldsync sync runs all the same.",
    fr: "L'agent se repose ici jusqu'à fieldsync agent resume ; fieldsync sync marche quand même."
  )
  static let agentStays = Sentence(
    en: "An agent still waits in this folder; fieldsync agent stop ends it.",
    fr: "Un agent attend encore dans ce dossier ; fieldsync agent stop l'arrête."
  )
  static let tokenStaysOutside = Sentence(
    en: "The token in FIELDSYNC_TOKEN is not given to systemd; log in with fieldsync login.",
    fr: "Le jeton de FIELDSYNC_TOKEN n'est pas confié à systemd ; connectez-vous avec "
      + "fieldsync login."
  )
  static let agentStopped = Sentence(en: "The agent has ended.", fr: "L'agent est terminé.")
  static let agentWithoutNetwork = Sentence(
    en: "This computer has no network at present; a run follows as soon as there is one.",
    fr: "Cet ordinateur n'a pas de réseau pour l'instant ; une synchronisation suivra dès qu'il y "
      + "en aura un."
  )
  static let agentUninstalled = Sentence(
    en: "systemd runs the agent no more.",
    fr: "systemd ne fait plus tourner l'agent."
  )

  static func agentRunning(_ process: pid_t?) -> Sentence {
    let number = process.map { " (\($0))" } ?? ""
    return Sentence(
      en: "An agent runs for this replica already\(number); see fieldsync agent status.",
      fr: "Un agent tourne déjà pour cette réplique\(number) ; voir fieldsync agent status."
    )
  }

  static func agentDoesNotEnd(_ process: pid_t) -> Sentence {
    Sentence(
      en:
        "The agent (process \(process)) has not ended yet; look again with fieldsync agent status.",
      fr: "L'agent (processus \(process)) n'est pas encore terminé ; regardez avec "
        + "fieldsync agent status."
    )
  }

  static func syncSince(_ time: String) -> Sentence {
    Sentence(
      en: "A sync by hand at \(time) came after it; fieldsync status says what is left.",
      fr:
        "Une synchronisation à la main, à \(time), l'a suivie ; fieldsync status dit ce qui reste."
    )
  }

  static func agentHomeGone(_ path: String) -> Sentence {
    Sentence(
      en: "The folder \(path) was moved or removed; start the agent again for what is there now.",
      fr: "Le dossier \(path) a été déplacé ou enlevé ; relancez l'agent pour ce qui s'y trouve."
    )
  }

  static func agentTakesNo(_ option: String, _ action: String) -> Sentence {
    Sentence(
      en: "agent \(action) does nothing with --\(option).",
      fr: "agent \(action) ne fait rien de --\(option)."
    )
  }

  static func everyTooLong(_ text: String, most: Int) -> Sentence {
    Sentence(
      en: "--every takes 1 to \(most) seconds, not \(text).",
      fr: "--every prend de 1 à \(most) secondes, pas \(text)."
    )
  }

  static func noLogFile(_ path: String) -> Sentence {
    Sentence(
      en: "\(path) is no file; --log takes one.",
      fr: "\(path) n'est pas un fichier ; --log en prend un."
    )
  }

  static func agentInstalled(_ path: String) -> Sentence {
    Sentence(
      en: "systemd runs the agent now, and whenever you log in to this computer (\(path)).",
      fr: "systemd fait tourner l'agent, maintenant et à chaque ouverture de session (\(path))."
    )
  }

  static func agentNotInstalled(_ path: String) -> Sentence {
    Sentence(
      en: "There is no unit to remove (\(path)).",
      fr: "Il n'y a pas d'unité à enlever (\(path))."
    )
  }

  static func systemdKeeps(_ command: String, _ path: String) -> Sentence {
    Sentence(
      en:
        "The unit is removed (\(path)), but systemd did not take \"\(command)\"; if the agent still "
        + "runs, fieldsync agent stop ends it.",
      fr: "L'unité est enlevée (\(path)), mais systemd n'a pas accepté « \(command) » ; si l'agent "
        + "tourne encore, fieldsync agent stop l'arrête."
    )
  }

  static func systemdRefuses(_ command: String, _ path: String) -> Sentence {
    Sentence(
      en:
        "systemd did not take \"\(command)\". The unit is at \(path); try the command by hand, or start "
        + "fieldsync agent in another way.",
      fr: "systemd n'a pas accepté « \(command) ». L'unité se trouve dans \(path) ; essayez la "
        + "commande à la main, ou lancez fieldsync agent autrement."
    )
  }

  static func unknownAgentAction(_ word: String, nearest: String?) -> Sentence {
    Sentence(
      en: "agent does not know \"\(word)\"\(nearest.map { "; did you mean \($0)?" } ?? ".")",
      fr: "agent ne connaît pas « \(word) »\(nearest.map { " ; vouliez-vous dire \($0) ?" } ?? ".")"
    )
  }

  static func unknownLogFormat(_ word: String) -> Sentence {
    Sentence(
      en: "--log-format takes text, json or journal, not \"\(word)\".",
      fr: "--log-format prend text, json ou journal, pas « \(word) »."
    )
  }

  static func agentState(_ state: AgentRecord.State, process: Int?, next: String?) -> Sentence {
    let number = process.map { " (\($0))" } ?? ""
    return switch (state, next) {
    case (.running, _):
      Sentence(
        en: "The agent\(number) is making a run.",
        fr: "L'agent\(number) synchronise en ce moment."
      )
    case (.paused, _): agentPaused
    case (_, let next?):
      Sentence(
        en: "The agent\(number) waits; the next run is due at \(next), or when something happens.",
        fr: "L'agent\(number) attend ; la prochaine synchronisation est prévue à \(next), ou dès "
          + "qu'il se passe quelque chose."
      )
    case (_, nil):
      Sentence(
        en: "The agent\(number) waits for something to happen.",
        fr: "L'agent\(number) attend qu'il se passe quelque chose."
      )
    }
  }

  static func agentRan(_ run: AgentRecord.Run, at time: String) -> Sentence {
    switch run.verdict {
    case .reached, .unanswered:
      Sentence(
        en:
          "Last run at \(time): \(run.applied) sent and confirmed, \(run.rows) rows changed here, "
          + "\(run.waiting) wait.",
        fr:
          "Dernière synchronisation à \(time) : \(run.applied) envois confirmés, \(run.rows) lignes "
          + "modifiées ici, \(run.waiting) en attente."
      )
    case .unreachable:
      Sentence(
        en: "Last run at \(time): the server could not be reached; \(run.waiting) wait.",
        fr: "Dernière synchronisation à \(time) : serveur injoignable ; \(run.waiting) en attente."
      )
    case .stranger:
      Sentence(
        en:
          "Last run at \(time): something else answers in the server's place, such as a log-in page "
          + "of this network. Nothing was sent to it.",
        fr:
          "Dernière synchronisation à \(time) : autre chose répond à la place du serveur, comme une "
          + "page de connexion de ce réseau. Rien ne lui a été envoyé."
      )
    case .loginNeeded:
      Sentence(
        en: "Last run at \(time): a log-in is needed. Use fieldsync login; your work is kept.",
        fr: "Dernière synchronisation à \(time) : une connexion est nécessaire. Utilisez fieldsync "
          + "login ; votre travail est conservé."
      )
    case .notSetUp:
      Sentence(
        en: "Last run at \(time): no replica is set up here. Use fieldsync init.",
        fr: "Dernière synchronisation à \(time) : aucune réplique n'est en place ici. Utilisez "
          + "fieldsync init."
      )
    case .busy:
      Sentence(
        en: "Last run at \(time): put off, because another one was at work.",
        fr: "Dernière synchronisation à \(time) : reportée, une autre était en cours."
      )
    case .failed:
      Sentence(
        en: "Last run at \(time) failed (\(run.word)); fieldsync sync says more.",
        fr:
          "La dernière synchronisation, à \(time), a échoué (\(run.word)) ; fieldsync sync en dit plus."
      )
    }
  }
}

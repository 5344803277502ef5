extension Sentence {
  static func notSetUp(_ folder: String) -> Sentence {
    Sentence(
      en: "There is no replica in \(folder) yet; begin with fieldsync init --server URL.",
      fr: "Il n'y a pas encore de réplique dans \(folder) ; commencez par "
        + "fieldsync init --server URL."
    )
  }

  static func alreadySetUp(_ folder: String) -> Sentence {
    Sentence(
      en: "\(folder) already holds a replica; use another --home, or logout --wipe first.",
      fr: "\(folder) contient déjà une réplique ; choisissez un autre --home, "
        + "ou faites d'abord logout --wipe."
    )
  }

  static func setUpWithoutReplica(_ folder: String) -> Sentence {
    Sentence(
      en:
        "\(folder) is set up and has lost its replica; fieldsync outbox recover makes it anew and "
        + "brings unsent work back.",
      fr: "\(folder) est installé et a perdu sa réplique ; fieldsync outbox recover la refait et "
        + "récupère le travail non envoyé."
    )
  }

  static func replicaOfAnother(_ folder: String, _ server: String) -> Sentence {
    Sentence(
      en: "\(folder) holds a replica of \(server) without its config.json; name that server and no "
        + "resources, or use another --home.",
      fr: "\(folder) contient une réplique de \(server) sans son config.json ; nommez ce serveur "
        + "sans ressources, ou choisissez un autre --home."
    )
  }

  static func configurationUnreadable(_ path: String) -> Sentence {
    Sentence(
      en: "The configuration \(path) cannot be read; check its permissions.",
      fr: "La configuration \(path) est illisible ; vérifiez ses permissions."
    )
  }

  static func configurationMalformed(_ path: String) -> Sentence {
    Sentence(
      en: "The configuration \(path) is not valid JSON with a \"server\"; correct it by hand.",
      fr: "La configuration \(path) n'est pas du JSON valide avec un « server » ; "
        + "corrigez-la à la main."
    )
  }

  static func configurationUnusable(_ path: String, _ member: String) -> Sentence {
    Sentence(
      en: "The configuration \(path) has a \"\(member)\" that cannot be used; "
        + "correct it by hand.",
      fr: "La configuration \(path) a un « \(member) » inutilisable ; corrigez-la à la main."
    )
  }

  static var unusableToken: Sentence {
    Sentence(
      en: "FIELDSYNC_TOKEN holds characters that no token has; correct or unset it.",
      fr: "FIELDSYNC_TOKEN contient des caractères qu'aucun jeton n'a ; "
        + "corrigez-le ou supprimez-le."
    )
  }

  static func badEnvironment(_ name: String, _ value: String) -> Sentence {
    Sentence(
      en: "\(name) is \"\(value)\", which is not a number of seconds up to "
        + "\(Int(Configuration.longestWait)); correct or unset it.",
      fr: "\(name) vaut « \(value) », qui n'est pas un nombre de secondes jusqu'à "
        + "\(Int(Configuration.longestWait)) ; corrigez-le ou supprimez-le."
    )
  }

  static func cannotWrite(_ path: String, reason: String?) -> Sentence {
    let why = reason.map { " (\($0))" } ?? ""
    return Sentence(
      en: "\(path) cannot be written\(why); check permissions and free space.",
      fr: "Impossible d'écrire \(path)\(why) ; vérifiez les permissions et l'espace libre."
    )
  }

  static func cannotRead(_ path: String) -> Sentence {
    Sentence(
      en: "The file \(path) cannot be read; check the path and its permissions.",
      fr: "Le fichier \(path) est illisible ; vérifiez le chemin et les permissions."
    )
  }

  static func noCertificates(_ path: String) -> Sentence {
    Sentence(
      en: "There is no certificate in \(path); name a PEM file, the one of the server's authority.",
      fr: "\(path) ne contient aucun certificat ; indiquez un fichier PEM, celui de l'autorité "
        + "du serveur."
    )
  }

  static var serverMissing: Sentence {
    Sentence(
      en: "init needs the server's address: fieldsync init --server URL",
      fr: "Il manque l'adresse du serveur à init : fieldsync init --server URL"
    )
  }

  static var noResourceNamed: Sentence {
    Sentence(
      en: "--resources names none; name at least one, or leave it out. See fieldsync catalog.",
      fr: "--resources n'en nomme aucune ; nommez-en au moins une, ou ne le mettez pas. "
        + "Voyez fieldsync catalog."
    )
  }

  static var userMissing: Sentence {
    Sentence(
      en: "login needs your name: fieldsync login --user NAME",
      fr: "Il manque votre nom à login : fieldsync login --user NAME"
    )
  }

  static var passwordMissing: Sentence {
    Sentence(
      en: "No password was given; type it at a terminal, or send it with --password-stdin.",
      fr: "Aucun mot de passe n'a été donné ; tapez-le dans un terminal, "
        + "ou envoyez-le avec --password-stdin."
    )
  }

  static var keyMissing: Sentence {
    Sentence(
      en: "No key was given; type it at a terminal, or send it with --password-stdin.",
      fr: "Aucune clé n'a été donnée ; tapez-la dans un terminal, "
        + "ou envoyez-la avec --password-stdin."
    )
  }

  static func keyRefused(_ server: String) -> Sentence {
    Sentence(
      en: "\(server) did not accept the key; try again.",
      fr: "\(server) n'a pas accepté la clé ; réessayez."
    )
  }

  static let discardWithoutWipe = Sentence(
    en: "--discard-unsent goes with --wipe; a log-out alone keeps your work.",
    fr: "--discard-unsent va avec --wipe ; une simple déconnexion garde votre travail."
  )

  /// Why a home with unsent work is not wiped.
  static func unsentWork(_ changes: Int, _ others: OthersWork) -> Sentence {
    let count = Sentence.rows(changes)
    let lost = Sentence(
      en: "Changes of \(count.english) never reached the server and would be lost",
      fr: "Les modifications de \(count.french) n'ont pas atteint le serveur et seraient perdues"
    )
    guard !others.isEmpty else {
      return Sentence(
        en: "\(lost.english); sync first, or add --discard-unsent to give that up.",
        fr: "\(lost.french) ; synchronisez d'abord, ou ajoutez --discard-unsent pour y renoncer."
      )
    }
    let whose = accounts(others)
    let names = others.accounts.joined(separator: ",")
    let command = "fieldsync logout --wipe --discard-unsent --of \(names)"
    return Sentence(
      en: "\(lost.english), not only yours: \(whose.english). Your sync does not send theirs; they "
        + "have to log in here and sync. To give everything up: \(command)",
      fr: "\(lost.french), pas seulement les vôtres : \(whose.french). Votre synchronisation "
        + "n'envoie pas les leurs ; ils doivent se connecter ici et synchroniser. Pour renoncer à "
        + "tout : \(command)"
    )
  }

  static var interrupted: Sentence {
    Sentence(
      en: "Interrupted; what was done is kept, and the next sync goes on from there.",
      fr: "Interrompu ; ce qui a été fait est conservé, et la prochaine synchronisation "
        + "continuera de là."
    )
  }

  static func unexpected(_ words: String) -> Sentence {
    Sentence(
      en: "Something unexpected failed (\(words)); please report this.",
      fr: "Une erreur inattendue s'est produite (\(words)) ; merci de la signaler."
    )
  }
}

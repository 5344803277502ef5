extension Sentence {
  static let keyPrompt = Sentence(en: "Key: ", fr: "Clé : ")

  static let passwordPrompt = Sentence(en: "Password: ", fr: "Mot de passe : ")
  static let loginNext = Sentence(
    en: "Next: fieldsync login --user NAME, then fieldsync sync.",
    fr: "Ensuite : fieldsync login --user NAME, puis fieldsync sync."
  )
  static let loggedOut = Sentence(
    en: "Logged out here; your work stays in the replica.",
    fr: "Déconnecté ici ; votre travail reste dans la réplique."
  )
  static let tokenFromOutside = Sentence(
    en: "FIELDSYNC_TOKEN is set and goes before this log-in; unset it to use the log-in.",
    fr: "FIELDSYNC_TOKEN est défini et passe avant cette connexion ; supprimez-le "
      + "pour l'utiliser."
  )
  static let tokenWithoutUser = Sentence(
    en: "FIELDSYNC_TOKEN does not say whose it is; set FIELDSYNC_USER too, or log in once.",
    fr: "FIELDSYNC_TOKEN ne dit pas à qui il est ; définissez aussi FIELDSYNC_USER, "
      + "ou connectez-vous une fois."
  )
  static let never = Sentence(en: "never", fr: "jamais")
  static let nobody = Sentence(en: "nobody logged in yet", fr: "personne encore")
  static let waitingLabel = Sentence(en: "waiting to be sent", fr: "en attente d'envoi")
  static let heldLabel = Sentence(en: "on hold", fr: "retenues")
  static let unknownLabel = Sentence(en: "sent, no answer yet", fr: "envoyées, sans réponse")
  static let travellingLabel = Sentence(
    en: "travel to another laptop",
    fr: "en route vers un autre portable"
  )
  static let refusedLabel = Sentence(en: "refused", fr: "refusées")
  static let conflictsLabel = Sentence(en: "conflicts to decide", fr: "conflits à trancher")
  static func oldestLabel(_ zone: String) -> Sentence {
    Sentence(en: "oldest unsent (\(zone))", fr: "plus ancienne non envoyée (\(zone))")
  }

  static func lastSyncLabel(_ zone: String) -> Sentence {
    Sentence(en: "last sync (\(zone))", fr: "dernière synchronisation (\(zone))")
  }

  static let serverLabel = Sentence(en: "server", fr: "serveur")
  static let accountLabel = Sentence(en: "account", fr: "compte")
  static let shellWelcome = Sentence(
    en: "Type a verb, or scan a number. help lists the verbs, exit leaves.",
    fr: "Tapez un verbe, ou scannez un numéro. help liste les verbes, exit quitte."
  )

  static func initialized(_ folder: String, _ server: String, _ resources: Int) -> Sentence {
    let count = count(
      resources,
      en: ("resource", "resources"),
      fr: ("ressource", "ressources")
    )
    return Sentence(
      en: "\(folder) now holds an empty replica of \(count.english) of \(server).",
      fr: "\(folder) contient maintenant une réplique vide de \(count.french) de \(server)."
    )
  }

  static func setUpAgain(_ folder: String, _ server: String) -> Sentence {
    Sentence(
      en: "\(folder) is set up again for \(server); its rows and your work are as they were.",
      fr: "\(folder) est de nouveau en place pour \(server) ; ses lignes et votre travail sont "
        + "intacts."
    )
  }

  /// Why a server in plain http is not taken, and how it would be.
  static func plainHTTPRefused(_ host: String) -> Sentence {
    Sentence(
      en: "Plain http to \(host) is not protected: anybody on the way could read the password. Use "
        + "https://, or in a network of your own add --plain-http.",
      fr:
        "Le http simple vers \(host) n'est pas protégé : n'importe qui en chemin pourrait lire le "
        + "mot de passe. Utilisez https://, ou ajoutez --plain-http dans votre propre réseau."
    )
  }

  /// That nothing protects what goes to the server.
  static func plainHTTPAllowed(_ host: String) -> Sentence {
    Sentence(
      en: "Plain http to \(host) is not protected; it is allowed as you asked (plain_hosts in "
        + "config.json).",
      fr:
        "Le http simple vers \(host) n'est pas protégé ; il est permis comme demandé (plain_hosts "
        + "dans config.json)."
    )
  }

  /// Which scheme was taken where none was typed.
  static func schemeTaken(_ address: String) -> Sentence {
    Sentence(
      en: "Neither http:// nor https:// was typed; the server is taken to be \(address).",
      fr: "Ni http:// ni https:// n'a été saisi ; le serveur est supposé être \(address)."
    )
  }

  static func loggedIn(_ name: String, _ permissions: String) -> Sentence {
    let level = permissions.isEmpty ? "" : " (\(permissions))"
    return Sentence(
      en: "Logged in as \(name)\(level).",
      fr: "Connecté en tant que \(name)\(level)."
    )
  }

  static func passwordKept(_ path: String) -> Sentence {
    Sentence(
      en: "Your password is kept readable in \(path), a file only your account can open (0600); "
        + "logout removes it.",
      fr: "Votre mot de passe est conservé lisible dans \(path), un fichier que seul votre compte "
        + "peut ouvrir (0600) ; logout l'efface."
    )
  }

  static func keyKept(_ path: String) -> Sentence {
    Sentence(
      en: "Your key is kept readable in \(path), a file only your account can open (0600); logout "
        + "removes it.",
      fr: "Votre clé est conservée lisible dans \(path), un fichier que seul votre compte peut "
        + "ouvrir (0600) ; logout l'efface."
    )
  }

  static func othersWork(_ rows: Int, of user: String) -> Sentence {
    let count = Sentence.rows(rows)
    return rows == 1
      ? Sentence(
        en: "\(count.english) changed by \(user) still waits here; only that account can send it.",
        fr: "\(count.french) de \(user) attend encore ici ; seul ce compte peut l'envoyer."
      )
      : Sentence(
        en: "\(count.english) changed by \(user) still wait here; only that account can send them.",
        fr: "\(count.french) de \(user) attendent encore ici ; seul ce compte peut les envoyer."
      )
  }

  static let nothingWiped = Sentence(
    en: "Nothing was removed, and you are still logged in.",
    fr: "Rien n'a été effacé, et vous êtes toujours connecté."
  )

  /// Whether a person gives up rows with unsent changes.
  static func wipeQuestion(_ rows: Int) -> Sentence {
    let count = Sentence.rows(rows)
    return Sentence(
      en: "Give up the changes of \(count.english) for good and remove the replica? Type y or n: ",
      fr: "Renoncer pour de bon aux modifications de \(count.french) et effacer la réplique ? "
        + "Tapez o ou n : "
    )
  }

  static func wiped(_ folder: String) -> Sentence {
    Sentence(
      en: "Logged out, and the replica in \(folder) is gone.",
      fr: "Déconnecté ; la réplique de \(folder) a été effacée."
    )
  }

  /// Resources of which the replica may lack rows, because no run came to their end.
  static func unfetched(_ resources: [String], of all: Int) -> Sentence {
    Sentence(
      en: "Not wholly fetched yet, \(resources.count) of \(all) resources: "
        + "\(listed(resources, "and", "more")). Sync again for their rows.",
      fr: "Pas encore entièrement reçues, \(resources.count) ressources sur \(all) : "
        + "\(listed(resources, "et", "autres")). Synchronisez encore pour leurs lignes."
    )
  }

  /// Whether everything is on the server.
  static func standing(isClean: Bool, hasSynced: Bool) -> Sentence {
    guard isClean else {
      return Sentence(
        en: "Not everything is on the server yet.",
        fr: "Tout n'est pas encore sur le serveur."
      )
    }
    return hasSynced
      ? Sentence(
        en: "Everything entered here is on the server.",
        fr: "Tout ce qui a été saisi ici est sur le serveur."
      )
      : Sentence(
        en: "Nothing was entered here yet; sync fetches the server's rows.",
        fr: "Rien n'a encore été saisi ici ; sync ira chercher les lignes du serveur."
      )
  }
}

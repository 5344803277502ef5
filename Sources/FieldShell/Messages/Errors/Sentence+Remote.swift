import RemoteAPI

extension Sentence {
  /// What an error of the client means, with the server's words where there are some.
  static func remote(_ error: RemoteError) -> Sentence {
    let why = error.cause.isEmpty ? "" : " (\(error.cause))"
    let name = error.subject
    return switch error.code {
    case .serverFault:
      error.retryAfter.map { pause(name, why, seconds: $0) } ?? weather(error.code, name, why)
    case .offline, .timedOut, .cancelled: weather(error.code, name, why)
    case .loginNeeded, .loginRefused, .sessionStore, .sessionUnwritable:
      session(error.code, name, why)
    case .notThisAPI, .insecure, .tlsFailed: identity(error.code, name, why)
    case .certificateDate, .certificateUntrusted, .certificateName:
      certificate(error.code, name, why)
    case .proxyLogin, .proxyRefused: proxy(error.code, name, why)
    default: answer(error.code, name, why)
    }
  }

  private static func weather(
    _ code: RemoteError.Code,
    _ name: String,
    _ why: String
  ) -> Sentence {
    switch code {
    case .timedOut:
      Sentence(
        en: "\(name) did not answer in time\(why); your work is kept, try again with more signal.",
        fr: "\(name) n'a pas répondu à temps\(why) ; votre travail est conservé, "
          + "réessayez avec plus de réseau."
      )
    case .cancelled: interrupted
    case .serverFault:
      Sentence(
        en: "The server failed on \(name)\(why); your work is kept, try again later.",
        fr: "Le serveur a échoué sur \(name)\(why) ; votre travail est conservé, "
          + "réessayez plus tard."
      )
    default:
      Sentence(
        en: "\(name) cannot be reached\(why); your work is kept, try again with a connection.",
        fr: "\(name) est injoignable\(why) ; votre travail est conservé, "
          + "réessayez avec une connexion."
      )
    }
  }

  private static func session(
    _ code: RemoteError.Code,
    _ name: String,
    _ why: String
  ) -> Sentence {
    switch code {
    case .loginRefused:
      Sentence(
        en: "\(name) did not accept the user name and password\(why); try again.",
        fr: "\(name) n'a pas accepté le nom et le mot de passe\(why) ; réessayez."
      )
    case .sessionUnwritable:
      Sentence(
        en: "The log-in cannot be kept\(why); check the permissions of the folder and free space.",
        fr: "La connexion ne peut pas être enregistrée\(why) ; vérifiez les permissions du dossier "
          + "et l'espace libre."
      )
    case .sessionStore:
      Sentence(
        en: "The stored log-in \(name) cannot be used\(why); log in again.",
        fr: "La connexion enregistrée \(name) est inutilisable\(why) ; reconnectez-vous."
      )
    default:
      Sentence(
        en: "\(name) asks for a log-in\(why); use fieldsync login --user NAME.",
        fr: "\(name) demande une connexion\(why) ; utilisez fieldsync login --user NAME."
      )
    }
  }

  private static func identity(
    _ code: RemoteError.Code,
    _ name: String,
    _ why: String
  ) -> Sentence {
    switch code {
    case .insecure:
      Sentence(
        en: "Plain http to \(name) would show your work to others\(why); use https, "
          + "or list the host under plain_hosts in config.json.",
        fr: "Le http simple vers \(name) montrerait votre travail à d'autres\(why) ; "
          + "utilisez https, ou inscrivez l'hôte sous plain_hosts dans config.json."
      )
    case .tlsFailed:
      Sentence(
        en: "\(name) could not prove who it is\(why); check this computer's clock, "
          + "then the server's certificate.",
        fr: "\(name) n'a pas pu prouver son identité\(why) ; vérifiez l'horloge de cet ordinateur, "
          + "puis le certificat du serveur."
      )
    default:
      Sentence(
        en: "What answered for \(name) is not this API\(why); check the address, "
          + "or log in to the network in a browser first.",
        fr: "Ce qui a répondu pour \(name) n'est pas cette API\(why) ; vérifiez l'adresse, "
          + "ou connectez-vous d'abord au réseau dans un navigateur."
      )
    }
  }

  private static func answer(
    _ code: RemoteError.Code,
    _ name: String,
    _ why: String
  ) -> Sentence {
    switch code {
    case .forbidden:
      Sentence(
        en: "This account may not read \(name)\(why); ask for the permission.",
        fr: "Ce compte ne peut pas lire \(name)\(why) ; demandez-en le droit."
      )
    case .notFound:
      Sentence(
        en: "The server does not have \(name)\(why); check the catalog.",
        fr: "Le serveur n'a pas \(name)\(why) ; vérifiez le catalogue."
      )
    case .rejected:
      Sentence(
        en: "The server did not understand the question about \(name)\(why); please report this.",
        fr: "Le serveur n'a pas compris la question sur \(name)\(why) ; merci de le signaler."
      )
    case .tooLarge:
      Sentence(
        en: "The answer for \(name) is longer than allowed\(why); please report this.",
        fr: "La réponse pour \(name) dépasse la taille permise\(why) ; merci de le signaler."
      )
    case .refusedByClient:
      Sentence(
        en: "The request was held back: \(name)\(why); please report this.",
        fr: "La requête a été retenue : \(name)\(why) ; merci de le signaler."
      )
    default:
      Sentence(
        en: "The answer for \(name) cannot be read\(why); please report this.",
        fr: "La réponse pour \(name) est illisible\(why) ; merci de le signaler."
      )
    }
  }

  /// What is wrong with a server's address.
  static func address(_ error: ServerAddressError) -> Sentence {
    let part = error.subject
    return switch error.code {
    case .badScheme:
      Sentence(
        en: "\"\(part)\" is not a way to reach a server; write https:// or http://.",
        fr: "« \(part) » n'est pas une façon de joindre un serveur ; écrivez https:// ou http://."
      )
    case .badHost:
      Sentence(
        en: "\"\(part)\" is not the name or address of a host; check the spelling.",
        fr: "« \(part) » n'est ni un nom ni une adresse d'hôte ; vérifiez l'orthographe."
      )
    case .badPort:
      Sentence(
        en: "\"\(part)\" is not a port; write a number from 1 to 65535.",
        fr: "« \(part) » n'est pas un port ; écrivez un nombre de 1 à 65535."
      )
    case .badPath:
      Sentence(
        en: "\"\(part)\" is not a path; write it as a browser shows it.",
        fr: "« \(part) » n'est pas un chemin ; écrivez-le comme un navigateur l'affiche."
      )
    case .hasCredentials:
      Sentence(
        en: "The address carries a user name; leave it out and use fieldsync login.",
        fr: "L'adresse contient un nom d'utilisateur ; retirez-le et utilisez fieldsync login."
      )
    case .hasQuery:
      Sentence(
        en: "\"\(part)\" does not belong to a server's address; leave it out.",
        fr: "« \(part) » ne fait pas partie de l'adresse d'un serveur ; retirez-le."
      )
    }
  }

  /// What is wrong with the file that keeps the log-in.
  static func sessionStore(_ error: SessionStoreError) -> Sentence {
    let why = error.cause.isEmpty ? "" : " (\(error.cause))"
    return switch error.code {
    case .unreadable:
      Sentence(
        en: "\(error.subject) cannot be read\(why); check its permissions.",
        fr: "\(error.subject) est illisible\(why) ; vérifiez ses permissions."
      )
    case .malformed:
      Sentence(
        en: "\(error.subject) does not hold a log-in\(why); remove it and log in again.",
        fr: "\(error.subject) ne contient pas de connexion\(why) ; supprimez-le "
          + "et reconnectez-vous."
      )
    case .unwritable:
      Sentence(
        en: "\(error.subject) cannot be written\(why); check the folder and the free space.",
        fr: "Impossible d'écrire \(error.subject)\(why) ; vérifiez le dossier et l'espace libre."
      )
    }
  }
}

import RemoteAPI

extension Sentence {
  /// The server is there and asks to be left alone for so many seconds.
  static func pause(_ name: String, _ why: String, seconds: Double) -> Sentence {
    let whole = Int(seconds.rounded(.up))
    return Sentence(
      en: "The server asks for a pause of \(whole) s before \(name)\(why); your work is kept, "
        + "sync again after that.",
      fr: "Le serveur demande une pause de \(whole) s avant \(name)\(why) ; votre travail est "
        + "conservé, synchronisez ensuite."
    )
  }

  /// The server's certificate proves nothing.
  static func certificate(
    _ code: RemoteError.Code,
    _ name: String,
    _ why: String
  ) -> Sentence {
    switch code {
    case .certificateDate:
      Sentence(
        en: "The certificate of \(name) is not valid today\(why), so nothing was sent; check this "
          + "computer's clock, then ask whoever runs the server.",
        fr:
          "Le certificat de \(name) n'est pas valable aujourd'hui\(why), rien n'a donc été envoyé "
          + "; vérifiez l'horloge de cet ordinateur, puis demandez au responsable du serveur."
      )
    case .certificateName:
      Sentence(
        en: "The certificate that answered for \(name) is made out to another name\(why), so "
          + "nothing was sent; check the address.",
        fr: "Le certificat qui a répondu pour \(name) porte un autre nom\(why), rien n'a donc été "
          + "envoyé ; vérifiez l'adresse."
      )
    default:
      Sentence(
        en: "Nobody this computer trusts vouches for the certificate of \(name)\(why), so nothing "
          + "was sent; if the server is your own, name its authority's file with init --cacert or "
          + "FIELDSYNC_CACERT.",
        fr: "Personne de confiance ne garantit le certificat de \(name)\(why), rien n'a donc été "
          + "envoyé ; si le serveur est le vôtre, indiquez le fichier de son autorité avec "
          + "init --cacert ou FIELDSYNC_CACERT."
      )
    }
  }

  /// The proxy on the way says no.
  static func proxy(
    _ code: RemoteError.Code,
    _ name: String,
    _ why: String
  ) -> Sentence {
    switch code {
    case .proxyLogin:
      Sentence(
        en: "The proxy before \(name) did not accept its user name and password\(why), so nothing "
          + "was sent; correct them in https_proxy.",
        fr: "Le proxy devant \(name) n'a pas accepté son nom et son mot de passe\(why), rien n'a "
          + "donc été envoyé ; corrigez-les dans https_proxy."
      )
    default:
      Sentence(
        en: "The proxy of this network does not let \(name) through\(why), so nothing was sent; "
          + "ask whoever runs it, or set no_proxy.",
        fr: "Le proxy de ce réseau ne laisse pas passer \(name)\(why), rien n'a donc été envoyé ; "
          + "demandez à son responsable, ou définissez no_proxy."
      )
    }
  }
}

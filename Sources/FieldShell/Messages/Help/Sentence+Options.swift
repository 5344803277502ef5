extension Sentence {
  static let homeOption = Sentence(
    en: "the folder of the replica, instead of FIELDSYNC_HOME or the usual place",
    fr: "le dossier de la réplique, au lieu de FIELDSYNC_HOME ou de l'endroit habituel"
  )
  static let jsonOption = Sentence(
    en: "print one JSON object instead of text",
    fr: "écrire un objet JSON au lieu de texte"
  )
  static let helpOption = Sentence(en: "explain the verb", fr: "expliquer le verbe")
  static let allResourcesOption = Sentence(
    en: "check every resource of the catalog, held or not",
    fr: "vérifier toutes les ressources du catalogue, répliquées ou non"
  )
  static let orderOption = Sentence(
    en: "order by these columns, a minus before one for the greatest first",
    fr: "trier par ces colonnes, un moins devant l'une pour les plus grandes d'abord"
  )
  static let discardOption = Sentence(
    en: "with --wipe: give up what never reached the server",
    fr: "avec --wipe : renoncer à ce qui n'a pas atteint le serveur"
  )
  static let limitOption = Sentence(en: "show at most N", fr: "en montrer N au plus")
  static let serverOption = Sentence(en: "the server's address", fr: "l'adresse du serveur")
  static let catalogOption = Sentence(
    en: "a catalog of your own instead of the built-in one",
    fr: "votre propre catalogue au lieu de celui intégré"
  )
  static let certificatesOption = Sentence(
    en: "trust the certificates of that PEM file instead of the system's",
    fr: "se fier aux certificats de ce fichier PEM au lieu de ceux du système"
  )
  static let plainHTTPOption = Sentence(
    en: "talk to this server without protection, in a network of your own",
    fr: "parler à ce serveur sans protection, dans votre propre réseau"
  )
  static let resourcesOption = Sentence(
    en: "hold exactly these resources, every row the account can see",
    fr: "ne contenir que ces ressources, avec toutes les lignes visibles du compte"
  )
  static let sensitiveOption = Sentence(
    en: "hold device keys and SIM numbers too",
    fr: "contenir aussi les clés d'appareil et les numéros de SIM"
  )
  static let userOption = Sentence(en: "your user name", fr: "votre nom d'utilisateur")
  static let passwordOption = Sentence(
    en: "read the password from standard input",
    fr: "lire le mot de passe sur l'entrée standard"
  )
  static let rememberOption = Sentence(
    en: "keep the password in a file only you can read, to log in again by itself",
    fr: "garder le mot de passe dans un fichier lisible de vous seul, pour se reconnecter seul"
  )
  static let wipeOption = Sentence(
    en: "remove the replica and the rest of the home too",
    fr: "effacer aussi la réplique et le reste du dossier"
  )
  static let pullOption = Sentence(en: "only receive", fr: "seulement recevoir")
  static let pushOption = Sentence(en: "only send", fr: "seulement envoyer")
  static let dryRunOption = Sentence(
    en: "show what would be sent, without the network",
    fr: "montrer ce qui serait envoyé, sans le réseau"
  )
  static let onlyOption = Sentence(
    en: "keep to these resources",
    fr: "se limiter à ces ressources"
  )
  static let maximumBytesOption = Sentence(
    en: "begin nothing new after N bytes",
    fr: "ne rien commencer après N octets"
  )
  static let verifyOption = Sentence(
    en: "compare everything with the server and put right what differs",
    fr: "tout comparer avec le serveur et corriger ce qui diffère"
  )
  static let acceptDeletionsOption = Sentence(
    en: "let rows of these go that the server has no more, however many",
    fr: "laisser partir les lignes que le serveur n'a plus, même nombreuses"
  )
  static let maximumTimeOption = Sentence(
    en: "begin nothing new after S seconds",
    fr: "ne rien commencer après S secondes"
  )
  static let yesOption = Sentence(
    en: "do it without being asked",
    fr: "le faire sans poser de question"
  )
}

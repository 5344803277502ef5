import ReplicaStore
import SyncCore

extension Sentence {
  /// What is wrong with the replica, and with which part of it.
  static func replica(_ error: ReplicaError) -> Sentence {
    let words = error.reason.map(reason) ?? error.cause.map(Sentence.init(verbatim:))
    let why =
      words.map { Sentence(en: " (\($0.english))", fr: " (\($0.french))") }
      ?? Sentence(verbatim: "")
    return switch error.code {
    case .noReplica, .replicaExists, .notAReplica, .newerVersion, .readOnly, .busy:
      opening(error.code, error.subject, why)
    case .storageFull, .damaged, .storageFailed: storage(error.code, error.subject, why)
    case .badQuery: badSQL(words ?? Sentence(verbatim: error.subject))
    default: statement(error.code, error.subject, why)
    }
  }

  private static func reason(_ reason: ReplicaError.Reason) -> Sentence {
    switch reason {
    case .anotherProgram:
      Sentence(en: reason.rawValue, fr: "un autre programme l'a fait")
    case .emptyQuery: Sentence(en: reason.rawValue, fr: "elle est vide")
    case .notADatabase: Sentence(en: reason.rawValue, fr: "ce n'est pas une base de données")
    case .notAFile: Sentence(en: reason.rawValue, fr: "ce n'est pas un fichier")
    case .notOneReadingStatement:
      Sentence(en: reason.rawValue, fr: "une seule instruction de lecture est permise")
    }
  }

  private static func opening(
    _ code: ReplicaError.Code,
    _ path: String,
    _ why: Sentence
  ) -> Sentence {
    switch code {
    case .replicaExists:
      Sentence(
        en: "There is a file at \(path) already; choose another place.",
        fr: "Il y a déjà un fichier à \(path) ; choisissez un autre endroit."
      )
    case .notAReplica:
      Sentence(
        en:
          "\(path) is not a replica\(why.english); if it was one, fieldsync outbox recover keeps it "
          + "beside and brings unsent work back. Else choose another --home.",
        fr:
          "\(path) n'est pas une réplique\(why.french) ; s'il en était une, fieldsync outbox recover "
          + "le garde à côté et récupère le travail non envoyé. Sinon choisissez un autre --home."
      )
    case .newerVersion:
      Sentence(
        en: "\(path) was made by a newer fieldsync\(why.english); update this program to open it.",
        fr: "\(path) vient d'un fieldsync plus récent\(why.french) ; mettez ce programme à jour "
          + "pour l'ouvrir."
      )
    case .readOnly:
      Sentence(
        en: "\(path) cannot be written\(why.english); allow writing to it and to its folder.",
        fr:
          "Impossible d'écrire \(path)\(why.french) ; autorisez l'écriture du fichier et du dossier."
      )
    case .busy:
      Sentence(
        en: "\(path) is in use by another run; wait for it to end, then try again.",
        fr: "\(path) est utilisé par une autre exécution ; attendez sa fin, puis réessayez."
      )
    default:
      Sentence(
        en:
          "There is no replica at \(path); begin with fieldsync init --server URL, or bring lost work "
          + "back with fieldsync outbox recover.",
        fr: "Il n'y a pas de réplique à \(path) ; commencez par fieldsync init --server URL, ou "
          + "récupérez un travail perdu avec fieldsync outbox recover."
      )
    }
  }

  private static func storage(
    _ code: ReplicaError.Code,
    _ path: String,
    _ why: Sentence
  ) -> Sentence {
    switch code {
    case .storageFull:
      Sentence(
        en: "The disk that holds \(path) is full; free some space, then try again.",
        fr: "Le disque de \(path) est plein ; libérez de l'espace, puis réessayez."
      )
    case .damaged:
      Sentence(
        en:
          "\(path) is damaged\(why.english); fieldsync outbox recover moves it aside and brings your unsent "
          + "work back.",
        fr:
          "\(path) est endommagé\(why.french) ; fieldsync outbox recover le met de côté et récupère votre "
          + "travail non envoyé."
      )
    default:
      Sentence(
        en: "The disk that holds \(path) reports an error\(why.english); check it, then try again.",
        fr: "Le disque de \(path) signale une erreur\(why.french) ; vérifiez-le, puis réessayez."
      )
    }
  }

  private static func statement(
    _ code: ReplicaError.Code,
    _ name: String,
    _ why: Sentence
  ) -> Sentence {
    switch code {
    case .unknownResource: unknownResource(name, nearest: nil)
    case .editNotAllowed:
      Sentence(
        en: "The replica does not allow this: \(name)",
        fr: "La réplique ne le permet pas : \(name)"
      )
    case .noSuchRow:
      Sentence(
        en: "There is no row \(name) here; check the key, or sync first.",
        fr: "Il n'y a pas de ligne \(name) ici ; vérifiez la clé, ou synchronisez d'abord."
      )
    case .badKey:
      Sentence(
        en: "\(name) needs a usable key; give one of the key column's type.",
        fr: "\(name) demande une clé utilisable ; donnez-en une du type de la colonne clé."
      )
    case .noOutbox:
      Sentence(
        en: "There is no outbox at \(name); give the file of an export.",
        fr: "Il n'y a pas d'outbox à \(name) ; donnez le fichier d'un export."
      )
    case .badOutbox:
      Sentence(
        en: "\(name) is not an outbox that this program reads; give another file.",
        fr: "\(name) n'est pas un outbox que ce programme sait lire ; donnez un autre fichier."
      )
    case .awaitsVerification:
      Sentence(
        en: "\(name) was sent and no answer came; sync first, so that its fate is known.",
        fr: "\(name) est parti sans réponse ; synchronisez d'abord, pour connaître son sort."
      )
    default:
      Sentence(
        en: "The replica failed on \(name)\(why.english); please report this.",
        fr: "La réplique a échoué sur \(name)\(why.french) ; merci de le signaler."
      )
    }
  }

  /// Why a decision about a conflict cannot be carried out.
  static func resolution(_ error: ResolutionError) -> Sentence {
    let subject = error.subject
    return switch error.code {
    case .noSuchConflict:
      Sentence(
        en: "There is no open conflict \(subject); see fieldsync conflicts.",
        fr: "Il n'y a pas de conflit ouvert \(subject) ; voyez fieldsync conflicts."
      )
    case .notInConflict:
      Sentence(
        en: "\(subject) is not in conflict; fieldsync conflicts shows the columns that are.",
        fr: "\(subject) n'est pas en conflit ; fieldsync conflicts montre les colonnes qui le sont."
      )
    case .wholeRowOnly:
      Sentence(
        en: "Conflict \(subject) is about the whole row; choose mine or theirs.",
        fr: "Le conflit \(subject) porte sur la ligne entière ; choisissez mine ou theirs."
      )
    case .stepDoesNotFit:
      Sentence(
        en: "The repair's present state does not take \(error.subject); choose theirs and enter "
          + "what it asks for now.",
        fr: "L'état actuel de la réparation n'accepte pas \(error.subject) ; choisissez theirs et "
          + "saisissez ce qu'il demande maintenant."
      )
    case .cannotRecreate:
      Sentence(
        en: "The server takes no new rows like \(subject); choose theirs and let it go.",
        fr: "Le serveur n'accepte pas de nouvelle ligne comme \(subject) ; choisissez theirs."
      )
    case .notOffered:
      Sentence(
        en: "\(subject) is not one of the rows in question; fieldsync conflicts shows them.",
        fr: "\(subject) n'est pas une des lignes en question ; fieldsync conflicts les montre."
      )
    case .badValue:
      Sentence(
        en: "\(subject) cannot take that value; fieldsync catalog show tells what it takes.",
        fr: "\(subject) ne peut pas prendre cette valeur ; fieldsync catalog show dit "
          + "ce qu'elle prend."
      )
    }
  }
}

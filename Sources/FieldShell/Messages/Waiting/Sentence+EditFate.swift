import ReplicaStore
import SyncCore

extension Sentence {
  static func addedButWaits(_ row: String, _ why: Sentence) -> Sentence {
    Sentence(en: "Added \(row). \(why.english)", fr: "\(row) ajouté. \(why.french)")
  }

  static func changedButWaits(_ row: String, _ why: Sentence) -> Sentence {
    Sentence(en: "Changed \(row). \(why.english)", fr: "\(row) modifié. \(why.french)")
  }

  static func deletedButWaits(_ row: String, _ why: Sentence) -> Sentence {
    Sentence(en: "Deleted \(row) here. \(why.english)", fr: "\(row) supprimé ici. \(why.french)")
  }

  /// Why an edit is not simply sent by the next sync, and what lets it go.
  static func editWaits(
    _ obstacle: PushPlan.Obstacle,
    of row: RowReference,
    isOwn: Bool
  ) -> Sentence {
    let (it, cela) =
      isOwn ? ("It", "Cela") : ("It waits for \(row), which", "Cela attend \(row), qui")
    return switch obstacle {
    case .conflict(let number):
      Sentence(
        en: "\(it) is not sent before conflict \(number) is decided: fieldsync resolve \(number).",
        fr: "\(cela) ne part pas avant que le conflit \(number) soit tranché : "
          + "fieldsync resolve \(number)."
      )
    case .held:
      Sentence(
        en: "\(it) is on hold and not sent before fieldsync queue release.",
        fr: "\(cela) est retenu et ne part pas avant fieldsync queue release."
      )
    case .otherAccount(let user):
      Sentence(
        en:
          "\(it) is not sent while unsent changes of \(user) are in the row; \(user) has to log in "
          + "and sync first.",
        fr: "\(cela) ne part pas tant que la ligne a des modifications non envoyées de \(user) ; "
          + "\(user) doit d'abord se connecter et synchroniser."
      )
    case .travelling:
      Sentence(
        en: "\(it) is not sent while the earlier change travels to another laptop; "
          + "fieldsync outbox recall takes that back.",
        fr: "\(cela) ne part pas tant que la modification précédente voyage vers un autre "
          + "portable ; fieldsync outbox recall la reprend."
      )
    case .unknown:
      Sentence(
        en: "\(it) is sent once a sync has found out what became of the earlier change.",
        fr: "\(cela) part dès qu'une synchronisation sait ce qu'est devenue la modification "
          + "précédente."
      )
    case .refused:
      Sentence(
        en: "\(it) was refused; see fieldsync queue.",
        fr: "\(cela) a été refusé ; voyez fieldsync queue."
      )
    case .dependsOn, .cycle:
      Sentence(
        en: "\(it) waits for another new row; see fieldsync queue.",
        fr: "\(cela) attend une autre ligne nouvelle ; voyez fieldsync queue."
      )
    }
  }
}

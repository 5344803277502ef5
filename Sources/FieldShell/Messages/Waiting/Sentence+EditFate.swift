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
    let it =
      isOwn
      ? Sentence(en: "It", fr: "Cela")
      : Sentence(en: "It waits for \(row), which", fr: "Cela attend \(row), qui")
    return switch obstacle {
    case .conflict(let number): undecided(it, number)
    case .otherAccount(let user): mixed(it, with: user)
    case .held, .refused, .dependsOn, .cycle, .expired: stopped(it, obstacle)
    case .travelling, .unknown: underWay(it, obstacle)
    }
  }

  private static func undecided(_ it: Sentence, _ number: Int64) -> Sentence {
    Sentence(
      en: "\(it.english) is not sent before conflict \(number) is decided: "
        + "fieldsync resolve \(number).",
      fr: "\(it.french) ne part pas avant que le conflit \(number) soit tranché : "
        + "fieldsync resolve \(number)."
    )
  }

  private static func mixed(_ it: Sentence, with user: String) -> Sentence {
    Sentence(
      en:
        "\(it.english) is not sent while unsent changes of \(user) are in the row; \(user) has to "
        + "log in and sync first.",
      fr:
        "\(it.french) ne part pas tant que la ligne a des modifications non envoyées de \(user) ; "
        + "\(user) doit d'abord se connecter et synchroniser."
    )
  }

  private static func stopped(_ it: Sentence, _ obstacle: PushPlan.Obstacle) -> Sentence {
    switch obstacle {
    case .held:
      Sentence(
        en: "\(it.english) is on hold and not sent before fieldsync queue release.",
        fr: "\(it.french) est retenu et ne part pas avant fieldsync queue release."
      )
    case .refused:
      Sentence(
        en: "\(it.english) was refused; see fieldsync queue.",
        fr: "\(it.french) a été refusé ; voyez fieldsync queue."
      )
    default:
      Sentence(
        en: "\(it.english) waits for another new row; see fieldsync queue.",
        fr: "\(it.french) attend une autre ligne nouvelle ; voyez fieldsync queue."
      )
    }
  }

  private static func underWay(_ it: Sentence, _ obstacle: PushPlan.Obstacle) -> Sentence {
    guard case .travelling = obstacle else {
      return Sentence(
        en: "\(it.english) is sent once a sync has found out what became of the earlier change.",
        fr: "\(it.french) part dès qu'une synchronisation sait ce qu'est devenue la modification "
          + "précédente."
      )
    }
    return Sentence(
      en: "\(it.english) is not sent while the earlier change travels to another laptop; "
        + "fieldsync outbox recall takes that back.",
      fr: "\(it.french) ne part pas tant que la modification précédente voyage vers un autre "
        + "portable ; fieldsync outbox recall la reprend."
    )
  }
}

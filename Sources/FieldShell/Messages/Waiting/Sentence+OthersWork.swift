extension Sentence {
  static let ofOption = Sentence(
    en: "give up work of these other accounts too",
    fr: "abandonner aussi le travail de ces autres comptes"
  )

  /// Who made what, such as `aline (2 rows), office (1 row)`.
  static func accounts(_ work: OthersWork) -> Sentence {
    let parts = work.rows.map { ($0.account, rows($0.rows)) }
    return Sentence(
      en: parts.map { "\($0) (\($1.english))" }.joined(separator: ", "),
      fr: parts.map { "\($0) (\($1.french))" }.joined(separator: ", ")
    )
  }

  /// Why work of others is not given up, and the words that give it up.
  static func othersWorkKept(_ work: OthersWork, dropping entry: Int64?) -> Sentence {
    let verb = entry.map { "queue drop \($0)" } ?? "logout --wipe --discard-unsent"
    let command = "fieldsync \(verb) --of \(work.accounts.joined(separator: ","))"
    let list = accounts(work)
    return Sentence(
      en: "Not all of this is yours; it would be lost for \(list.english), who can still log in "
        + "here and send it. To give it up all the same: \(command)",
      fr: "Tout cela n'est pas à vous ; ce serait perdu pour \(list.french), qui peut encore se "
        + "connecter ici et l'envoyer. Pour y renoncer malgré tout : \(command)"
    )
  }

  /// Why nobody else decides about somebody's work.
  static func othersDecision(_ work: OthersWork) -> Sentence {
    let list = accounts(work)
    return Sentence(
      en: "This is not yours but of \(list.english); log in as that account to decide about it.",
      fr:
        "Ce n'est pas à vous mais à \(list.french) ; connectez-vous avec ce compte pour en décider."
    )
  }

  /// What stands above changes of which some are not the asker's own.
  static func aboutToDrop(of work: OthersWork) -> Sentence {
    guard !work.isEmpty else { return aboutToDrop }
    let list = accounts(work)
    return aboutToDrop
      + Sentence(
        en: "Not yours: \(list.english); only that account can send it.",
        fr: "Pas à vous : \(list.french) ; seul ce compte peut l'envoyer."
      )
  }

  /// What a person agrees to besides, where others lose work.
  static func lostFor(_ work: OthersWork) -> Sentence {
    let list = accounts(work)
    return Sentence(
      en: "This takes work away from \(list.english).",
      fr: "Cela retire du travail à \(list.french)."
    )
  }

  /// Whose work was given up.
  static func takenFrom(_ work: OthersWork) -> Sentence {
    let list = accounts(work)
    return Sentence(
      en: "Given up for others: \(list.english).",
      fr: "Abandonné pour d'autres : \(list.french)."
    )
  }

  static let ofNeedsDropping = Sentence(
    en: "--of goes with queue drop and with logout --wipe --discard-unsent; leave it out.",
    fr: "--of va avec queue drop et avec logout --wipe --discard-unsent ; ne le mettez pas."
  )

  static func othersLabel(_ account: String) -> Sentence {
    Sentence(
      en: "of these by \(account), who must log in to send",
      fr: "dont de \(account), qui doit se connecter pour envoyer"
    )
  }

  /// A run that did all it could, where what is left is not this account's to send.
  static func runCompleteForAccount(_ work: OthersWork) -> Sentence {
    let list = accounts(work)
    return Sentence(
      en: "Done for this account; work of others still waits here, until they log in and sync: "
        + "\(list.english).",
      fr: "Terminé pour ce compte ; du travail d'autres attend encore ici, jusqu'à ce qu'ils se "
        + "connectent et synchronisent : \(list.french)."
    )
  }
}

extension Sentence {
  static let stopWatchingOption = Sentence(
    en: "watch it no longer",
    fr: "ne plus le surveiller"
  )
  static let nothingWatched = Sentence(
    en: "No unit is watched.",
    fr: "Aucun appareil n'est surveillé."
  )

  /// What follows from watching a unit.
  static func unitWatched(_ unit: String, by action: String) -> Sentence {
    Sentence(
      en: "For a day each sync asks \(unit) again (\(action)), no oftener than config allows; "
        + "--stop ends it.",
      fr:
        "Pendant un jour chaque synchronisation redemande à \(unit) (\(action)), pas plus souvent "
        + "que config ne le permet ; --stop y met fin."
    )
  }

  /// A unit and the end of its watch.
  static func watchedUntil(_ unit: String, _ time: String) -> Sentence {
    Sentence(en: "\(unit) until \(time)", fr: "\(unit) jusqu'à \(time)")
  }
}

extension Sentence {
  static let alertRepairOption = Sentence(
    en: "the repair that saw to it",
    fr: "la réparation qui s'en est occupée"
  )

  static func alertDismissed(_ alert: String) -> Sentence {
    Sentence(
      en: "\(alert) was dismissed already; see fieldsync show \(alert).",
      fr: "\(alert) est déjà écartée ; voyez fieldsync show \(alert)."
    )
  }

  static func alertWaits(_ alert: String, _ change: Int64) -> Sentence {
    Sentence(
      en: "\(alert) waits to be dismissed already; see fieldsync queue show \(change).",
      fr: "\(alert) attend déjà d'être écartée ; voyez fieldsync queue show \(change)."
    )
  }

  static func alertsWaiting(_ alerts: [String]) -> Sentence {
    let list = alerts.joined(separator: ", ")
    return Sentence(
      en: "Waiting to be dismissed by the next sync: \(list).",
      fr: "Attendent d'être écartées par la prochaine synchronisation : \(list)."
    )
  }

  static func repairOfAnotherUnit(_ repair: String, alert: String) -> Sentence {
    Sentence(
      en: "repairs \(repair) and alerts \(alert) are about different units; name a repair of the "
        + "same unit, or leave out --repair.",
      fr: "repairs \(repair) et alerts \(alert) concernent des appareils différents ; nommez une "
        + "réparation du même appareil, ou retirez --repair."
    )
  }
}

import SyncCore

extension Sentence {
  /// A run that goes after the one that is at work, and what that one is at.
  static func waitingForRun(_ progress: SyncProgress?) -> Sentence {
    let words = progress.map(Sentence.progress) ?? Sentence(verbatim: "…")
    return Sentence(
      en: "Another sync is at work; this one follows. \(words.english)",
      fr: "Une autre synchronisation est en cours ; celle-ci suivra. \(words.french)"
    )
  }

  /// How far the rows of a resource have come, as a line of a log.
  static func reading(_ progress: PullProgress) -> Sentence {
    let figures = figures(progress)
    let left = progress.left ?? 0
    let rest =
      left > 0
      ? Sentence(en: ", \(left) to come", fr: ", encore \(left) à venir")
      : Sentence(verbatim: "")
    return Sentence(
      en: "Reading \(progress.resource): \(figures.english)\(rest.english)",
      fr: "Lecture de \(progress.resource) : \(figures.french)\(rest.french)"
    )
  }

  /// Rows read, bytes, the rate and the time that is left, as far as they are known.
  static func figures(_ progress: PullProgress) -> Sentence {
    let rows = count(
      progress.rows,
      en: ("row read", "rows read"),
      fr: ("ligne lue", "lignes lues")
    )
    var english = [rows.english, size(progress.bytes, "B")]
    var french = [rows.french, size(progress.bytes, "o")]
    if let rate = progress.rate {
      english.append("\(size(Int(rate), "B"))/s")
      french.append("\(size(Int(rate), "o"))/s")
    }
    if let seconds = progress.secondsLeft {
      let time = duration(seconds)
      english.append("\(time.english) left")
      french.append("reste \(time.french)")
    }
    return Sentence(en: english.joined(separator: ", "), fr: french.joined(separator: ", "))
  }

  /// A length of time in the unit that suits it.
  static func duration(_ seconds: Double) -> Sentence {
    switch seconds {
    case ..<90: Sentence(verbatim: "\(Int(seconds.rounded(.up))) s")
    case ..<5_400: Sentence(verbatim: "\(Int((seconds / 60).rounded())) min")
    default: Sentence(verbatim: "\(Int((seconds / 3_600).rounded())) h")
    }
  }

  /// What a run would cost, as far as earlier runs let it be told.
  static func forecast(_ forecast: RunForecast) -> [Sentence] {
    let requests = count(
      forecast.requests,
      en: ("request", "requests"),
      fr: ("requête", "requêtes")
    )
    var english = [requests.english]
    var french = [requests.french]
    if let number = forecast.rows {
      let rows = Sentence.rows(number)
      english.append(rows.english)
      french.append(rows.french)
    }
    if let bytes = forecast.bytes {
      english.append(size(bytes, "B"))
      french.append(size(bytes, "o"))
    }
    let cost = Sentence(
      en: "It would take about \(english.joined(separator: ", ")).",
      fr: "Il faudrait environ \(french.joined(separator: ", "))."
    )
    return [cost] + unknown(forecast) + [time(forecast)]
  }

  private static func unknown(_ forecast: RunForecast) -> [Sentence] {
    let names = forecast.uncounted
    guard names.isEmpty else {
      return [
        Sentence(
          en: "How many rows would come is not known before these were counted on the server: "
            + "\(listed(names, "and", "more")).",
          fr: "Le nombre de lignes à venir n'est pas connu avant que le serveur les ait comptées : "
            + "\(listed(names, "et", "autres"))."
        )
      ]
    }
    guard forecast.rows == nil else { return [] }
    return [
      Sentence(
        en: "How many rows would come is not known; no sync has shown yet how much changes.",
        fr: "Le nombre de lignes à venir n'est pas connu ; aucune synchronisation n'a encore "
          + "montré combien il en change."
      )
    ]
  }

  private static func time(_ forecast: RunForecast) -> Sentence {
    guard let seconds = forecast.seconds else {
      return Sentence(
        en: "How long it would take is not known.",
        fr: "La durée n'est pas connue."
      )
    }
    let time = duration(seconds)
    return Sentence(
      en: "On the link of the last syncs: about \(time.english).",
      fr: "Avec la liaison des dernières synchronisations : environ \(time.french)."
    )
  }
}

extension Sentence {
  static let askedHeading = Sentence(en: "Asked of it", fr: "Ce qui lui est demandé")

  /// A request that has not reached the server.
  static func askedQueued(_ time: String?) -> Sentence {
    let (en, fr) = (time.map { " since \($0)" } ?? "", time.map { " depuis \($0)" } ?? "")
    return Sentence(en: "queued\(en)", fr: "en file\(fr)")
  }

  /// A request that the server took and the unit has not confirmed.
  static func askedRequested(_ time: String) -> Sentence {
    Sentence(en: "requested at \(time)", fr: "demandé à \(time)")
  }

  /// A request that the unit followed.
  static func askedConfirmed(_ time: String) -> Sentence {
    Sentence(en: "confirmed by the unit at \(time)", fr: "confirmé par l'appareil à \(time)")
  }
}

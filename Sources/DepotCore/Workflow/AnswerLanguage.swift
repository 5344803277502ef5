/// The language in which a state of a repair is told; English where neither is asked for.
enum AnswerLanguage: Sendable {
  case english
  case french

  /// The language that `Accept-Language` ranks first (RFC 9110, section 12.5.4).
  init(header: String) {
    let ranked = header.split(separator: ",").compactMap(Self.entry)
    let best = ranked.enumerated().max { left, right in
      (left.element.weight, -left.offset) < (right.element.weight, -right.offset)
    }
    self = best?.element.language ?? .english
  }

  private static func entry(_ text: Substring) -> (language: AnswerLanguage, weight: Double)? {
    let parts = text.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
    let weight =
      parts.dropFirst().first { $0.hasPrefix("q=") }
      .map { Double($0.dropFirst(2)) ?? 0 } ?? 1
    guard weight > 0, let tag = parts.first?.split(separator: "-").first else { return nil }
    switch tag {
    case "en": return (.english, weight)
    case "fr": return (.french, weight)
    default: return nil
    }
  }
}

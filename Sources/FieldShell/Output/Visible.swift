import Foundation

/// Makes text from outside safe for a terminal.
///
/// A server's words and a row's values could move the cursor, change colours, set the title or
/// reverse the reading order. Whatever does not show itself is shown by its name instead.
enum Visible {
  /// The text with everything that does not show itself written out: `\n`, `\e`, `\u{202E}`.
  static func text(_ raw: String) -> String {
    guard raw.unicodeScalars.contains(where: isHidden) else { return raw }
    var text = ""
    for scalar in raw.unicodeScalars {
      guard isHidden(scalar) else {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch scalar {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{1B}": text += "\\e"
      default: text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return text
  }

  /// JSON in which every scalar that does not show itself is written as `\uXXXX`; the same document.
  static func json(_ document: String) -> String {
    guard document.unicodeScalars.contains(where: isHidden) else { return document }
    var text = ""
    for scalar in document.unicodeScalars {
      guard isHidden(scalar) else {
        text.unicodeScalars.append(scalar)
        continue
      }
      for unit in Character(scalar).utf16 {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return text
  }

  /// The text in ASCII for terminals that show nothing else: accents fall, the rest by its number.
  static func ascii(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var result = ""
    for character in text {
      if let replacement = replacements[character] {
        result += replacement
        continue
      }
      for scalar in String(character).decomposedStringWithCanonicalMapping.unicodeScalars {
        if scalar.isASCII {
          result.unicodeScalars.append(scalar)
        } else if scalar.properties.generalCategory != .nonspacingMark {
          result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
      }
    }
    return result
  }

  private static let replacements: [Character: String] = [
    "«": "\"", "»": "\"", "…": "...", "—": "-", "–": "-", "’": "'", "‘": "'", "“": "\"", "”": "\"",
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "→": "->", "·": "-", "\u{A0}": " ",
    "×": "x", "°": "deg",
  ]

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}

/// A request as it stood on the wire.
struct RawRequest: Sendable {
  let head: String
  let body: [UInt8]

  var method: String { String(head.prefix { $0 != " " }) }

  var target: String {
    let words = head.prefix { !$0.isNewline }.split(separator: " ")
    return words.count == 3 ? String(words[1]) : ""
  }

  func header(_ name: String) -> String? {
    for line in head.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { continue }
      return parts[1].drop { $0 == " " }.description
    }
    return nil
  }
}

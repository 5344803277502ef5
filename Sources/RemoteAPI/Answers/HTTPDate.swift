import CatalogModel

/// Reads the dates of HTTP headers.
enum HTTPDate {
  /// The instant of `Mon, 01 Aug 2016 17:05:11 GMT`, the only form that servers write today.
  static func time(_ text: String) -> NaiveTime? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT" || words[5] == "UTC",
      words[1].utf8.count == 2, words[3].utf8.count == 4,
      let month = months.firstIndex(of: String(words[2]))
    else { return nil }
    let number = month + 1
    return NaiveTime("\(words[3])-\(number < 10 ? "0" : "")\(number)-\(words[1])T\(words[4])")
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

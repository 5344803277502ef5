import CatalogModel

@testable import DepotCore

extension DepotResponse {
  /// The body as JSON; null where it is none.
  var json: JSONNode { (try? JSONNode(parsing: body)) ?? .null }

  /// The integer keys, or text keys, of the rows on a page.
  func keys(_ name: String) -> [String] {
    guard case .array(let rows)? = json["objects"] else { return [] }
    return rows.map { row in
      switch row[name] {
      case .integer(let number)?: String(number)
      case .text(let text)?: text
      default: "?"
      }
    }
  }

  var count: Int64? {
    if case .integer(let number)? = json["num_results"] { number } else { nil }
  }

  /// The body without its final line feed.
  var line: String { String(text.dropLast(text.hasSuffix("\n") ? 1 : 0)) }

  var isHTML: Bool { header("content-type")?.hasPrefix("text/html") == true }
}

import CatalogModel
import FieldShell

/// What a command said and how it ended.
struct Spoken {
  let code: ExitCode
  let output: String
  let errors: String
  let prompts: [String]

  /// The output as one JSON object.
  var json: JSONNode { (try? JSONNode(parsing: output)) ?? .null }

  /// The stable code of the error in the output.
  var errorCode: String? {
    if case .text(let code)? = json["error"]?["code"] { code } else { nil }
  }
}

extension JSONNode {
  /// The item at that place, if this is an array that has one.
  subscript(place: Int) -> JSONNode? {
    guard case .array(let items) = self, items.indices.contains(place) else { return nil }
    return items[place]
  }
}

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

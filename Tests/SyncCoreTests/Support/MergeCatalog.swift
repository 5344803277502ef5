import CatalogModel
import Foundation

/// A resource with a column for each type and policy that a merge treats differently.
enum MergeCatalog {
  static func resource() throws -> Resource { try resource(deciding: []) }

  /// The resource with other policies than its own.
  static func resource(deciding rules: [PolicyRule]) throws -> Resource {
    let document = """
      {"format": "fieldsync.catalog/1", "name": "merges", "version": 1,
       "api": {"prefix": "/v1", "stamps": {"createdAt": "created_at", "createdBy": "created_by",
         "modifiedAt": "modified_at", "modifiedBy": "modified_by"}},
       "permissionLevels": ["A"], "resources": [
        {"name": "rows", "key": "id", "methods": {"GET": "A", "POST": "A", "PUT": "A", "DELETE": "A"},
         "groups": [["g", "h"], ["p", "q"], ["u", "v"], ["w", "x"], ["y", "z"]], "columns": [
          {"name": "id", "type": "integer", "unique": true},
          {"name": "a", "type": "text", "null": true},
          {"name": "b", "type": "text", "null": true},
          {"name": "n", "type": "real", "null": true},
          {"name": "f", "type": "boolean", "null": true},
          {"name": "d", "type": "date", "null": true},
          {"name": "t", "type": "datetime", "null": true},
          {"name": "j", "type": "json", "null": true},
          {"name": "m", "type": "text", "null": true, "policy": "mine"},
          {"name": "s", "type": "text", "null": true, "policy": "theirs"},
          {"name": "l", "type": "text", "null": true, "policy": "latest"},
          {"name": "g", "type": "text", "null": true},
          {"name": "h", "type": "text", "null": true},
          {"name": "p", "type": "text", "null": true, "policy": "mine"},
          {"name": "q", "type": "text", "null": true, "policy": "theirs"},
          {"name": "u", "type": "text", "null": true, "policy": "mine"},
          {"name": "v", "type": "text", "null": true, "policy": "mine"},
          {"name": "w", "type": "text", "null": true, "policy": "theirs"},
          {"name": "x", "type": "text", "null": true, "policy": "theirs"},
          {"name": "y", "type": "text", "null": true, "policy": "latest"},
          {"name": "z", "type": "text", "null": true, "policy": "latest"}]}]}
      """
    let catalog = try CatalogLoader.load(Data(document.utf8)).deciding(rules)
    guard let resource = catalog["rows"] else { throw CocoaError(.fileReadCorruptFile) }
    return resource
  }

  /// Reads `a=1, n=2.5, b=-`: values by the column's type, `-` for null.
  static func fields(_ text: String, of resource: Resource) -> RowFields {
    text.split(separator: ", ").reduce(into: [:]) { fields, part in
      let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let column = resource.column(sides[0]) else { return }
      fields[column.name] = value(sides[1], in: column)
    }
  }

  /// Writes what ``fields(_:of:)`` reads, in the order of names.
  static func text(_ fields: RowFields) -> String {
    fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(word($0.value))" }.joined(separator: ", ")
  }

  /// A value as the tables write it.
  static func word(_ value: FieldValue) -> String { value.isNull ? "-" : "\(value)" }

  private static func value(_ text: String, in column: ResourceColumn) -> FieldValue {
    if text == "-" { return .null }
    switch column.type {
    case .integer, .real, .boolean:
      if text == "true" || text == "false" { return .boolean(text == "true") }
      return Int64(text).map(FieldValue.integer) ?? Double(text).map(FieldValue.real) ?? .text(text)
    case .json: return .json(text)
    default: return .text(text)
    }
  }
}

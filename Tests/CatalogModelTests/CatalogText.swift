import Foundation

@testable import CatalogModel

/// A small valid catalog as text, with one piece of it replaced at a time.
struct CatalogText {
  static let valid = """
    {
      "format": "fieldsync.catalog/1", "name": "small", "version": 3,
      "api": {"prefix": "/v1", "stamps": {"createdAt": "created_at", "modifiedBy": "modified_by"}},
      "permissionLevels": ["LOW", "HIGH"],
      "states": {"types": {"STORED": 2, "SHIPPED": 3}, "transitions": {"STORED": ["SHIPPED"]}},
      "resources": [
        {"name": "repairs", "key": "repair_id", "methods": {"GET": "LOW", "POST": "HIGH"},
         "label": "outcome", "groups": [["outcome", "closed_on"]], "urgency": 1,
         "columns": [
           {"name": "unit", "type": "text", "link": "products"},
           {"name": "repair_id", "type": "integer"},
           {"name": "outcome", "type": "text", "null": true, "maximumLength": 9},
           {"name": "closed_on", "type": "date", "null": true}]},
        {"name": "products", "key": "imei", "keyAssignedBy": "client", "methods": {"GET": "LOW"},
         "relations": [{"name": "fixes", "resource": "repairs", "via": "unit"}],
         "columns": [{"name": "imei", "type": "text"},
           {"name": "ready", "type": "boolean", "null": true},
           {"name": "latest_repair", "type": "integer", "null": true, "link": "repairs"}]}
      ],
      "actions": [
        {"name": "move", "method": "POST", "path": "/products/<imei>/move", "subject": "products",
         "otherPath": "/products/<imei>/shift", "opens": {"resource": "repairs", "member": "fix"},
         "permission": "HIGH",
         "payload": [{"name": "to", "type": "integer", "required": true, "range": [1, 9]},
           {"name": "repair", "type": "integer", "link": "repairs"}],
         "repeatable": false, "delivery": "queued", "timeToLiveHours": 24,
         "requires": {"ready": true}, "carries": ["repairs"],
         "moves": {"field": "to", "link": "latest_repair", "column": "outcome"},
         "confirmation": {"link": "latest_repair", "column": "closed_on"},
         "proof": {"kind": "entry", "resource": "repairs",
           "where": {"unit": "<imei>", "outcome": "fixed", "closed_on": "*"},
           "without": {"outcome": null}}}
      ]
    }
    """

  /// The valid catalog, loaded.
  static func catalog() throws -> Catalog { try CatalogLoader.load(Data(valid.utf8)) }

  /// What loading says when the first occurrence of `old` is replaced; nothing if it loads.
  static func fault(replacing old: String, with new: String) -> CatalogError? {
    guard let range = valid.range(of: old) else { return nil }
    let text = valid.replacingCharacters(in: range, with: new)
    do {
      _ = try CatalogLoader.load(Data(text.utf8))
      return nil
    } catch { return error }
  }
}

import CatalogModel
import Foundation

/// A small catalog with every kind of table that capture treats differently.
enum TrialCatalog {
  /// `methods` of `notes` and `extra` columns of `shops` let a test grow the catalog.
  static func make(
    version: Int = 1,
    shopColumns: String = "",
    noteMethods: String = #""GET": "A", "POST": "A""#
  ) throws -> Catalog {
    let stamps = """
      {"createdAt": "created_at", "createdBy": "created_by",
       "modifiedAt": "modified_at", "modifiedBy": "modified_by"}
      """
    let all = #""GET": "A", "POST": "A", "PUT": "A", "DELETE": "A""#
    let document = """
      {"format": "fieldsync.catalog/1", "name": "trial", "version": \(version),
       "api": {"prefix": "/v1", "stamps": \(stamps)}, "permissionLevels": ["A"], "resources": [
        {"name": "shops", "key": "shop_id", "methods": {\(all)}, "columns": [
          {"name": "shop_id", "type": "integer", "unique": true},
          {"name": "name", "type": "text", "unique": true},
          {"name": "city", "type": "text", "null": true},
          {"name": "rating", "type": "real", "null": true},
          {"name": "is_open", "type": "boolean", "null": true},
          {"name": "details", "type": "json", "null": true}\(shopColumns)]},
        {"name": "units", "key": "imei", "keyAssignedBy": "client",
         "methods": {"GET": "A", "PUT": "A", "DELETE": "A"}, "columns": [
          {"name": "imei", "type": "text", "unique": true},
          {"name": "label", "type": "text", "null": true},
          {"name": "shop_id", "type": "integer", "null": true, "link": "shops"},
          {"name": "device_key", "type": "text", "null": true, "sensitive": true}]},
        {"name": "notes", "key": "note_id", "methods": {\(noteMethods)}, "columns": [
          {"name": "note_id", "type": "integer", "unique": true},
          {"name": "imei", "type": "text", "link": "units"},
          {"name": "shop_id", "type": "integer", "null": true, "link": "shops"},
          {"name": "words", "type": "text"}]},
        {"name": "readings", "key": "reading_id", "methods": {"GET": "A"}, "columns": [
          {"name": "reading_id", "type": "integer", "unique": true},
          {"name": "volts", "type": "real"}]},
        {"name": "networks", "key": "code", "keyAssignedBy": "client", "methods": {\(all)},
         "columns": [
          {"name": "code", "type": "integer", "unique": true},
          {"name": "name", "type": "text", "null": true}]}]}
      """
    return try CatalogLoader.load(Data(document.utf8))
  }

  /// The names of all its resources.
  static let resources = ["networks", "notes", "readings", "shops", "units"]
}

@testable import CatalogModel

extension CatalogFault {
  static let words = [
    CatalogFault(
      #""type": "date""#,
      #""type": "day""#,
      .unknownWord,
      "resources.repairs.columns.closed_on.type",
      "day"
    ),
    CatalogFault(
      #""keyAssignedBy": "client""#,
      #""keyAssignedBy": "me""#,
      .unknownWord,
      "resources.products.keyAssignedBy",
      "me"
    ),
    CatalogFault(
      #""label": "outcome""#,
      #""scope": "mine""#,
      .unknownWord,
      "resources.repairs.scope",
      "mine"
    ),
    CatalogFault(
      #""label": "outcome""#,
      #""tier": "week""#,
      .unknownWord,
      "resources.repairs.tier",
      "week"
    ),
    CatalogFault(
      #""POST": "HIGH""#,
      #""PATCH": "HIGH""#,
      .unknownWord,
      "resources.repairs.methods",
      "PATCH"
    ),
    CatalogFault(
      #""POST": "HIGH""#,
      #""POST": "TOP""#,
      .unknownWord,
      "resources.repairs.methods.POST",
      "TOP"
    ),
    CatalogFault(
      #""null": true, "maximumLength""#,
      #""policy": "newest", "maximumLength""#,
      .unknownWord,
      "resources.repairs.columns.outcome.policy",
      "newest"
    ),
    CatalogFault(
      #""createdAt""#,
      #""madeAt""#,
      .unknownWord,
      "resources.repairs.stamps",
      "madeAt"
    ),
    CatalogFault(
      #""method": "POST""#,
      #""method": "MOVE""#,
      .unknownWord,
      "actions.move.method",
      "MOVE"
    ),
    CatalogFault(
      #""permission": "HIGH""#,
      #""permission": "TOP""#,
      .unknownWord,
      "actions.move.permission",
      "TOP"
    ),
    CatalogFault(
      #""delivery": "queued""#,
      #""delivery": "later""#,
      .unknownWord,
      "actions.move.delivery",
      "later"
    ),
    CatalogFault(
      #""to", "type": "integer""#,
      #""to", "type": "number""#,
      .unknownWord,
      "actions.move.payload.to.type",
      "number"
    ),
  ]

  static let duplicates = [
    CatalogFault(
      #""name": "move""#,
      #""name": "repairs""#,
      .duplicateName,
      "actions",
      "repairs"
    ),
    CatalogFault(
      #""name": "products", "key""#,
      #""name": "Repairs", "key""#,
      .duplicateName,
      "resources",
      "repairs"
    ),
    CatalogFault(
      #""name": "outcome", "type""#,
      #""name": "UNIT", "type""#,
      .duplicateName,
      "resources.repairs.columns",
      "unit"
    ),
    CatalogFault(
      #""modifiedBy": "modified_by""#,
      #""modifiedBy": "created_at""#,
      .duplicateName,
      "resources.repairs.columns",
      "created_at"
    ),
    CatalogFault(
      #"[["outcome", "closed_on"]]"#,
      #"[["outcome"], ["outcome"]]"#,
      .duplicateName,
      "resources.repairs.groups",
      "outcome"
    ),
    CatalogFault(
      #"["LOW", "HIGH"]"#,
      #"["LOW", "HIGH", "LOW"]"#,
      .duplicateName,
      "permissionLevels",
      "LOW"
    ),
    CatalogFault(#""SHIPPED": 3"#, #""SHIPPED": 2"#, .duplicateName, "states.types", "2"),
  ]

  static let shapes = [
    CatalogFault(
      "{",
      "<",
      .malformed,
      "its beginning",
      "it is not JSON, or a number in it is out of range"
    ),
    CatalogFault(
      #""version": 3"#,
      #""version": "3""#,
      .malformed,
      "version",
      "a value of another kind was expected"
    ),
    CatalogFault(
      #""version": 3"#,
      #""version": 1.5"#,
      .malformed,
      "its beginning",
      "it is not JSON, or a number in it is out of range"
    ),
    CatalogFault(#""version": 3,"#, "", .malformed, "version", "a member is missing"),
    CatalogFault(
      #""name": "unit", "type""#,
      #""label": "unit", "type""#,
      .malformed,
      "resources.0.columns.0.name",
      "a member is missing"
    ),
    CatalogFault(
      "fieldsync.catalog/1",
      "fieldsync.catalog/9",
      .unknownFormat,
      "format",
      "fieldsync.catalog/9"
    ),
    CatalogFault(
      #""maximumLength": 9"#,
      #""maximumLength": 0"#,
      .malformed,
      "resources.repairs.columns.outcome.maximumLength",
      "a number from 1 up was expected"
    ),
    CatalogFault(
      #""imei", "type": "text""#,
      #""imei", "type": "text", "null": true"#,
      .malformed,
      "resources.products.columns.imei.null",
      "a key is never null"
    ),
    CatalogFault(
      "[1, 9]",
      "[9, 1]",
      .malformed,
      "actions.move.payload.to.range",
      "the least and the greatest number were expected"
    ),
    CatalogFault(
      "[1, 9]",
      "[1, 5, 9]",
      .malformed,
      "actions.move.payload.to.range",
      "the least and the greatest number were expected"
    ),
  ]
}

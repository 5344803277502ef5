@testable import CatalogModel

extension CatalogFault {
  static let references = [
    CatalogFault(
      #""link": "products""#,
      #""link": "units""#,
      .danglingReference,
      "resources.repairs.columns.unit.link",
      "units"
    ),
    CatalogFault(
      #""key": "repair_id""#,
      #""key": "id""#,
      .danglingReference,
      "resources.repairs.key",
      "id"
    ),
    CatalogFault(
      #""label": "outcome""#,
      #""label": "title""#,
      .danglingReference,
      "resources.repairs.label",
      "title"
    ),
    CatalogFault(
      #"[["outcome", "closed_on"]]"#,
      #"[["outcome", "day"]]"#,
      .danglingReference,
      "resources.repairs.groups",
      "day"
    ),
    CatalogFault(
      #""resource": "repairs", "via""#,
      #""resource": "fixings", "via""#,
      .danglingReference,
      "resources.products.relations.fixes",
      "fixings"
    ),
    CatalogFault(
      #""via": "unit""#,
      #""via": "product""#,
      .danglingReference,
      "resources.products.relations.fixes.via",
      "product"
    ),
    CatalogFault(
      #""urgency": 1"#,
      #""retiredBy": "mends""#,
      .danglingReference,
      "resources.repairs.retiredBy",
      "mends"
    ),
    CatalogFault(
      #""STORED": ["SHIPPED"]"#,
      #""STORED": ["SOLD"]"#,
      .danglingReference,
      "states.transitions.STORED",
      "SOLD"
    ),
    CatalogFault(
      #"{"STORED": ["SHIPPED"]}"#,
      #"{"SOLD": ["SHIPPED"]}"#,
      .danglingReference,
      "states.transitions.SOLD",
      "SOLD"
    ),
  ]

  static let names = [
    CatalogFault(#""name": "small""#, #""name": "a b""#, .badIdentifier, "name", "a b"),
    CatalogFault(
      #""name": "repairs", "key""#,
      #""name": "re;pairs", "key""#,
      .badIdentifier,
      "resources",
      "re;pairs"
    ),
    CatalogFault(
      #""name": "repairs", "key""#,
      #""name": "SQLite_x", "key""#,
      .badIdentifier,
      "resources.SQLite_x",
      "SQLite_x"
    ),
    CatalogFault(
      #""name": "outcome", "type""#,
      #""name": "Sync_extra", "type""#,
      .badIdentifier,
      "resources.repairs.columns.Sync_extra",
      "Sync_extra"
    ),
    CatalogFault(
      #""name": "outcome", "type""#,
      #""name": "1st", "type""#,
      .badIdentifier,
      "resources.repairs.columns",
      "1st"
    ),
    CatalogFault(
      #""modifiedBy": "modified_by""#,
      #""modifiedBy": "sync_extra""#,
      .badIdentifier,
      "resources.repairs.stamps",
      "sync_extra"
    ),
    CatalogFault(
      #""name": "fixes""#,
      #""name": "fi xes""#,
      .badIdentifier,
      "resources.products.relations",
      "fi xes"
    ),
    CatalogFault(
      #""prefix": "/v1""#,
      #""prefix": "/../v1""#,
      .badIdentifier,
      "api.prefix",
      "/../v1"
    ),
    CatalogFault(
      #""prefix": "/v1""#,
      #""prefix": "//evil.example""#,
      .badIdentifier,
      "api.prefix",
      "//evil.example"
    ),
    CatalogFault(
      #""label": "outcome""#,
      #""path": "re//pairs""#,
      .badIdentifier,
      "resources.repairs.path",
      "re//pairs"
    ),
    CatalogFault(
      #""label": "outcome""#,
      #""rowPath": "../repairs""#,
      .badIdentifier,
      "resources.repairs.rowPath",
      "../repairs"
    ),
    CatalogFault(
      #""label": "outcome""#,
      #""parameters": {"open": "all"}"#,
      .malformed,
      "resources.repairs.parameters",
      CatalogError.Flaw.notListedWhole.rawValue
    ),
    CatalogFault(
      #""name": "repair_id", "type": "integer""#,
      #""name": "repair_id", "type": "json""#,
      .malformed,
      "resources.repairs.columns.repair_id.type",
      CatalogError.Flaw.unusableKey.rawValue
    ),
    CatalogFault(
      #""prefix": "/v1""#,
      #""prefix": "/v1", "lists": "some""#,
      .unknownWord,
      "api.lists",
      "some"
    ),
    CatalogFault(
      #""prefix": "/v1""#,
      #""prefix": "/v1", "logIn": "name""#,
      .unknownWord,
      "api.logIn",
      "name"
    ),
    CatalogFault(
      #""/products/<imei>/move""#,
      #""/products/../move""#,
      .badIdentifier,
      "actions.move.path",
      "/products/../move"
    ),
    CatalogFault(
      #""/products/<imei>/move""#,
      #""products/move""#,
      .badIdentifier,
      "actions.move.path",
      "products/move"
    ),
    CatalogFault(
      #""name": "to""#,
      #""name": "t.o""#,
      .badIdentifier,
      "actions.move.payload",
      "t.o"
    ),
  ]
}

@testable import CatalogModel

extension CatalogFault {
  static let actionWords = [
    CatalogFault(
      #""kind": "entry""#,
      #""kind": "trace""#,
      .unknownWord,
      "actions.move.proof.kind",
      "trace"
    )
  ]

  static let actionShapes = [
    CatalogFault(
      #""timeToLiveHours": 24,"#,
      "",
      .malformed,
      "actions.move.timeToLiveHours",
      "a member is missing"
    ),
    CatalogFault(
      #""timeToLiveHours": 24"#,
      #""timeToLiveHours": 0"#,
      .malformed,
      "actions.move.timeToLiveHours",
      "a number from 1 up was expected"
    ),
    CatalogFault(
      #""delivery": "queued""#,
      #""delivery": "online""#,
      .malformed,
      "actions.move.timeToLiveHours",
      "an action that never waits has no time to live"
    ),
    CatalogFault(
      #""required": true, "range""#,
      #""secret": true, "range""#,
      .malformed,
      "actions.move.payload.to.secret",
      "a secret never waits in a queue; the delivery has to be online"
    ),
    CatalogFault(
      #""subject": "products","#,
      "",
      .malformed,
      "actions.move.subject",
      "a member is missing"
    ),
    CatalogFault(
      #"/products/<imei>/move"#,
      #"/products/move"#,
      .malformed,
      "actions.move.subject",
      "a subject needs a path with exactly one parameter"
    ),
    CatalogFault(
      #""requires": {"ready": true}"#,
      #""requires": true"#,
      .malformed,
      "actions.move.requires",
      "a value of another kind was expected"
    ),
  ]

  static let actionReferences = [
    CatalogFault(
      #""entry", "resource": "repairs""#,
      #""entry", "resource": "history""#,
      .danglingReference,
      "actions.move.proof.resource",
      "history"
    ),
    CatalogFault(
      #""where": {"unit""#,
      #""where": {"box""#,
      .danglingReference,
      "actions.move.proof.where",
      "box"
    ),
    CatalogFault(
      #""unit": "<imei>""#,
      #""unit": "<iccid>""#,
      .danglingReference,
      "actions.move.proof.where.unit",
      "iccid"
    ),
    CatalogFault(
      #""without": {"outcome""#,
      #""without": {"ending""#,
      .danglingReference,
      "actions.move.proof.without",
      "ending"
    ),
    CatalogFault(
      #""subject": "products""#,
      #""subject": "units""#,
      .danglingReference,
      "actions.move.subject",
      "units"
    ),
    CatalogFault(
      #""otherPath": "/products/<imei>/shift""#,
      #""otherPath": "/products/<unit>/shift""#,
      .malformed,
      "actions.move.otherPath",
      CatalogError.Flaw.notOneParameter.rawValue
    ),
    CatalogFault(
      #""opens": {"resource": "repairs""#,
      #""opens": {"resource": "products""#,
      .danglingReference,
      "actions.move.opens.resource",
      "products"
    ),
    CatalogFault(
      #""unit": "<imei>""#,
      #""unit": "<state>""#,
      .danglingReference,
      "actions.move.proof.where.unit",
      "state"
    ),
    CatalogFault(
      #""carries": ["repairs"]"#,
      #""carries": ["products"]"#,
      .danglingReference,
      "actions.move.carries",
      "products"
    ),
    CatalogFault(
      #"{"ready": true}"#,
      #"{"armed": true}"#,
      .danglingReference,
      "actions.move.requires",
      "armed"
    ),
    CatalogFault(
      #""field": "to""#,
      #""field": "state""#,
      .danglingReference,
      "actions.move.moves.field",
      "state"
    ),
    CatalogFault(
      #""to", "link": "latest_repair""#,
      #""to", "link": "ready""#,
      .danglingReference,
      "actions.move.moves.link",
      "ready"
    ),
    CatalogFault(
      #""column": "outcome""#,
      #""column": "ending""#,
      .danglingReference,
      "actions.move.moves.column",
      "ending"
    ),
    CatalogFault(
      #""column": "closed_on"}"#,
      #""column": "closed_at"}"#,
      .danglingReference,
      "actions.move.confirmation.column",
      "closed_at"
    ),
    CatalogFault(
      #""integer", "link": "repairs"}],"#,
      #""integer", "link": "fixes"}],"#,
      .danglingReference,
      "actions.move.payload.repair.link",
      "fixes"
    ),
  ]
}

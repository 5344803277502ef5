import CatalogModel
import GRDB

/// One call of an action: its parameters and payload, and the hands to do the work with.
struct ActionCall {
  let db: Database
  let catalog: Catalog
  let writer: RowWriter
  let units: UnitSchedule
  let parameters: [String: String]
  let query: [(name: String, value: String)]
  /// The language in which the caller wants to read.
  let language: AnswerLanguage
  let payload: [String: JSONNode]

  var now: NaiveTime { writer.now }
  var user: String { writer.user }

  /// The first value of a query argument.
  func argument(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// A table that the action needs.
  ///
  /// - Throws: ``Refusal/notFound`` where this catalog has none of that name.
  func table(_ name: String) throws(Refusal) -> ResourceTable {
    guard let table = writer.tables[name] else { throw .notFound }
    return table
  }

  /// The key and stored values of the row that a path parameter names.
  ///
  /// - Throws: ``Refusal/missingRow``.
  func row(
    of resource: String,
    named parameter: String
  ) throws -> (key: DatabaseValue, values: [String: DatabaseValue]) {
    let reader = RowReader(table: try table(resource))
    guard let text = parameters[parameter] else { throw Refusal.notFound }
    let key = try reader.key(text)
    guard let values = try reader.values(of: key, db) else { throw Refusal.missingRow }
    return (key, values)
  }
}

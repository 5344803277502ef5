/// Where a request leads.
enum Route {
  case list(ResourceTable)
  case create(ResourceTable)
  case read(ResourceTable, key: String)
  case update(ResourceTable, key: String)
  /// Changes every row that a search finds.
  case updateMany(ResourceTable)
  case delete(ResourceTable, key: String)
  /// The rows of a relation under one row, or one of them.
  case related(ResourceTable, key: String, relation: String, row: String?)
  /// Takes one row out of a relation.
  case release(ResourceTable, key: String, relation: String, row: String)
  case action(any DepotAction, parameters: [String: String])
  /// What may be done here.
  case options([String])
}

import CatalogModel

/// Finds where a request leads: static actions first, then the tables.
struct Router: Sendable {
  private let tables: DepotTables
  private let actions: [ActionTemplate]
  private let weakestActionLevel = "TECHNICAL"
  private let changesMany: Bool

  init(catalog: Catalog, tables: DepotTables, settings: DepotSettings) {
    self.tables = tables
    changesMany = settings.changesMany
    actions = catalog.actions.map { action in
      let isRenamed = settings.usesSingularEventPath && action.name == "repair_send_events"
      return ActionTemplate(
        action,
        path: isRenamed ? "/repairs/<repair_id>/send_event" : action.path
      )
    }
  }

  /// - Throws: ``Refusal/notFound`` or ``Refusal/methodNotAllowed(_:)``.
  func route(_ method: String, _ segments: [String]) throws(Refusal) -> GuardedRoute {
    let method = method == "HEAD" ? "GET" : method
    for template in actions {
      guard template.action.method == method, let parameters = template.match(segments) else {
        continue
      }
      guard let action = DepotActions.implemented[template.action.name] else { throw .notFound }
      return GuardedRoute(
        route: .action(action, parameters: parameters),
        permission: template.action.permission ?? weakestActionLevel
      )
    }
    guard let path = segments.first, let table = tables.table(path: path),
      segments.allSatisfy({ !$0.isEmpty })
    else { throw .notFound }
    switch segments.count {
    case 1:
      let many = changesMany ? [(ResourceMethod.update, Route.updateMany(table))] : []
      return try pick(method, table, [(.read, .list(table)), (.create, .create(table))] + many)
    case 2:
      let key = segments[1]
      return try pick(
        method,
        table,
        [
          (.read, .read(table, key: key)), (.update, .update(table, key: key)),
          (.delete, .delete(table, key: key)),
        ]
      )
    case 3:
      let (key, relation) = (segments[1], segments[2])
      let route = Route.related(table, key: key, relation: relation, row: nil)
      return try pick(method, table, [(.read, route)])
    case 4:
      let (key, relation, row) = (segments[1], segments[2], segments[3])
      return try pick(
        method,
        table,
        [
          (.read, .related(table, key: key, relation: relation, row: row)),
          // The library changes the row at the head of the path, whatever stands behind it.
          (.update, .update(table, key: key)),
          (.delete, .release(table, key: key, relation: relation, row: row)),
        ]
      )
    default: throw .notFound
    }
  }

  private func pick(
    _ method: String,
    _ table: ResourceTable,
    _ choices: [(method: ResourceMethod, route: Route)]
  ) throws(Refusal) -> GuardedRoute {
    let offered = choices.filter { table.resource.allows($0.method) }
    if let choice = offered.first(where: { $0.method.rawValue == method }) {
      return GuardedRoute(route: choice.route, permission: table.resource.methods[choice.method])
    }
    var allowed = offered.map(\.method.rawValue) + ["OPTIONS"]
    if allowed.contains("GET") { allowed.append("HEAD") }
    guard method == "OPTIONS" else { throw .methodNotAllowed(allowed.sorted()) }
    return GuardedRoute(route: .options(allowed.sorted()), permission: nil)
  }
}

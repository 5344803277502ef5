import CatalogModel

/// What the catalog says, for people and for scripts.
enum CatalogPage {
  /// Every resource in use.
  static func overview(_ catalog: Catalog, _ held: Set<String>) -> Answer {
    let resources = catalog.resources.filter { $0.retiredBy == nil }
    let rows = resources.map { resource in
      [
        TextTable.Cell(resource.name), TextTable.Cell(resource.title),
        TextTable.Cell(held.contains(resource.name) ? .yes : Sentence(verbatim: "")),
        resource.methods.isEmpty
          ? TextTable.Cell(.notOffered, .dim) : TextTable.Cell(methods(resource)),
      ]
    }
    let columns = [
      TextTable.Column(.resourceTitle, isWhole: true), TextTable.Column(.titleTitle),
      TextTable.Column(.heldTitle, isWhole: true), TextTable.Column(.methodsTitle),
    ]
    let nodes = resources.map { resource in
      JSONNode.object([
        "name": .text(resource.name), "title": .text(resource.title),
        "held": .boolean(held.contains(resource.name)),
        "methods": .array(methodNames(resource).map(JSONNode.text)),
      ])
    }
    return Answer(
      ["catalog": .text(catalog.name), "resources": .array(nodes)],
      [.table(TextTable(columns: columns, rows: rows, overflow: .cut))]
    )
  }

  /// One resource with its columns.
  static func page(of resource: Resource, isTerminal: Bool) -> Answer {
    let rows = resource.columns.map { column in
      [
        TextTable.Cell(column.name), TextTable.Cell(column.type.rawValue),
        TextTable.Cell(.columnRules(column, of: resource)),
      ]
    }
    let columns = [
      TextTable.Column(.columnTitle, isWhole: true), TextTable.Column(.typeTitle, isWhole: true),
      TextTable.Column(.rulesTitle),
    ]
    var answer = Answer(
      [
        "resource": .text(resource.name), "title": .text(resource.title),
        "key": .text(resource.key.name),
        "scope": .text(resource.scope.rawValue), "tier": .text(resource.tier.rawValue),
        "retired_by": resource.retiredBy.map(JSONNode.text) ?? .null,
        "methods": .array(methodNames(resource).map(JSONNode.text)),
        "columns": .array(resource.columns.map(json)),
      ],
      head(of: resource, isTerminal) + [.table(TextTable(columns: columns, rows: rows))]
    )
    if !isTerminal { answer.warnings = retirement(of: resource) }
    return answer
  }

  // A pipe gets the columns and nothing else, so that each line is one of them.
  private static func head(of resource: Resource, _ isTerminal: Bool) -> [Block] {
    guard isTerminal else { return [] }
    let retired: [Block] = retirement(of: resource).map { .sentence($0, .warning) }
    return [.line("\(resource.name): \(resource.title)", .strong)] + retired
      + [.line(methods(resource), .dim)]
  }

  private static func retirement(of resource: Resource) -> [Sentence] {
    resource.retiredBy.map { [.resourceRetired(resource.name, by: $0)] } ?? []
  }

  private static func methodNames(_ resource: Resource) -> [String] {
    ResourceMethod.allCases.filter(resource.allows).map(\.rawValue)
  }

  private static func methods(_ resource: Resource) -> String {
    methodNames(resource).joined(separator: " ")
  }

  private static func json(_ column: ResourceColumn) -> JSONNode {
    .object([
      "name": .text(column.name),
      "type": .text(column.type.rawValue),
      "null": .boolean(column.isNullable),
      "unique": .boolean(column.isUnique),
      "maximum_length": column.maximumLength.map { .integer(Int64($0)) } ?? .null,
      "link": (column.link?.resource).map(JSONNode.text) ?? .null,
      "options": .array(column.options.map(JSONNode.text)),
      "writable": .boolean(column.role == .data),
    ])
  }
}

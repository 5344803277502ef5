import CatalogModel
import ReplicaStore

/// A repair with its symptoms and parts, by their names.
enum RepairPage {
  /// The page, and the command that comes nearest to it.
  ///
  /// - Throws: ``ShellError`` where the repair is not held.
  static func page(
    _ typed: String,
    _ planner: RepairPlanner,
    _ shown: ShownValues
  ) throws -> (command: [String], answer: Answer) {
    let facts = planner.facts
    let repair = try planner.repair(typed)
    let table = try RowFinder.table(facts.repairs.name, in: planner.planner.reader.layout)
    let finder = RowFinder(reader: planner.planner.reader)
    let row = try RowPage(repair.key, repair.fields, in: table, finder: finder)
    let symptoms = try rows(facts.symptoms.links, facts.symptoms.linkRepair, repair.key, planner)
      .compactMap { try name($0, facts.symptoms.linkWord, planner) }
    let parts = try rows(facts.parts.links, facts.parts.linkRepair, repair.key, planner).map {
      Part(
        old: try name($0, facts.parts.old, planner),
        new: try name($0, facts.parts.new, planner)
      )
    }
    var answer = Answer(row.members, row.blocks(shown))
    answer.members["symptoms"] = .array(symptoms.map(JSONNode.text))
    answer.members["parts"] = .array(parts.map(\.json))
    if !symptoms.isEmpty { answer.blocks += [.gap, .sentence(.symptomsOf(symptoms))] }
    answer.blocks += parts.map { .sentence(.partOf(old: $0.old, new: $0.new)) }
    return (["show", facts.repairs.name, repair.key.description], answer)
  }

  private struct Part {
    let old: String?
    let new: String?

    var json: JSONNode {
      .object([
        "old": old.map(JSONNode.text) ?? .null, "new": new.map(JSONNode.text) ?? .null,
      ])
    }
  }

  // What the replica does not hold is not shown, and stops nothing.
  private static func rows(
    _ links: Resource,
    _ column: ResourceColumn,
    _ repair: RowKey,
    _ planner: RepairPlanner
  ) throws -> [RowFields] {
    guard planner.planner.reader.layout.table(links.name) != nil else { return [] }
    return try planner.planner.rows(
      of: links,
      where: RowCondition(column.name, .equal, repair.value)
    )
  }

  private static func name(
    _ fields: RowFields,
    _ column: ResourceColumn,
    _ planner: RepairPlanner
  ) throws -> String? {
    guard let link = column.link, let key = fields[column.name].flatMap(RowKey.init) else {
      return nil
    }
    return try planner.planner.name(key, in: link.resource)
  }
}

import CatalogModel
import ReplicaStore

/// The parts that are in a unit.
enum FittedPartsPage {
  /// The page, and the command that comes nearest to it.
  ///
  /// - Throws: ``ShellError`` where the unit or the parts are not held, or the catalog has none.
  static func page(
    _ typed: String,
    _ planner: DayPlanner,
    _ shown: ShownValues
  ) throws -> (command: [String], answer: Answer) {
    let facts = try FittedPartFacts(planner.facts)
    let unit = try planner.row(typed, of: facts.unit.units).key
    let command = [
      "list", facts.fittings.name, facts.fittingUnit.name, "=", unit.description,
      facts.removed.name, "=", "null",
    ]
    let fittings = try planner.rows(
      of: facts.fittings,
      where: RowCondition(facts.fittingUnit.name, .equal, unit.value),
      RowCondition(facts.removed.name, .isNull)
    )
    let parts = try fittings.map { try Part($0, facts, planner) }
    let columns = [
      TextTable.Column(.keyTitle, isWhole: true), TextTable.Column(.typeTitle),
      TextTable.Column(.labelTitle), TextTable.Column(.fittedTitle),
    ]
    let lines = parts.map { part in
      [
        TextTable.Cell(part.key?.description ?? ""), TextTable.Cell(part.type ?? ""),
        TextTable.Cell(part.label ?? ""), TextTable.Cell(shown.text(part.added, of: facts.added)),
      ]
    }
    let blocks: [Block] =
      parts.isEmpty
      ? [.sentence(.noParts("\(facts.unit.units.name) \(unit)"))]
      : [.table(TextTable(columns: columns, rows: lines))]
        + shown.zoneNote(parts.contains { shown.isTime($0.added, of: facts.added) })
    return (
      command,
      Answer(["key": unit.json, "parts": .array(parts.map(\.json))], blocks)
    )
  }

  private struct Part {
    let key: RowKey?
    let type: String?
    let label: String?
    let added: FieldValue

    init(_ fitting: RowFields, _ facts: FittedPartFacts, _ planner: DayPlanner) throws {
      let finder = RowFinder(reader: planner.reader)
      added = fitting[facts.added.name] ?? .null
      key = fitting[facts.fittingPart.name].flatMap(RowKey.init)
      guard let key, let table = planner.reader.layout.table(facts.parts.name),
        let part = try planner.reader.row(key, in: table)
      else {
        (type, label) = (nil, nil)
        return
      }
      let target = finder.target(of: facts.partType, in: part)
      type = try target.flatMap { try finder.label(of: $0.key, in: $0.resource) }
      label = try finder.label(of: key, in: facts.parts.name)
    }

    var json: JSONNode {
      .object([
        "key": key?.json ?? .null, "type": type.map(JSONNode.text) ?? .null,
        "label": label.map(JSONNode.text) ?? .null, "added": JSONNode(added),
      ])
    }
  }
}

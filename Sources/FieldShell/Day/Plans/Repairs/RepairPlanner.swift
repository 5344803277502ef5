import CatalogModel
import ReplicaStore

/// Plans about repairs of one kind of thing, and what the linker tables allow in them.
struct RepairPlanner {
  let planner: DayPlanner
  let facts: RepairFacts

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ names: RepairFacts.Names, _ planner: DayPlanner) throws {
    self.planner = planner
    facts = try RepairFacts(names, planner.facts)
  }

  /// The repair that a person means: by its key, or by what stands on the thing that is repaired, where
  /// one repair of it is open here.
  ///
  /// - Throws: ``ShellError`` with code `unknown-key` where there is none, with `ambiguous-name` where
  ///   several are open.
  func repair(_ typed: String) throws -> (key: RowKey, fields: RowFields) {
    let key = try finder.repair(typed) { .noOpenRepair(of: $0, facts.thing) }
    return try planner.row(key.description, of: facts.repairs)
  }

  /// The repairs of a thing that are open here, in the order of their keys.
  func openRepairs(of thing: RowKey) throws -> [RowFields] { try finder.open(of: thing) }

  private var finder: RepairFinder {
    RepairFinder(
      planner: planner,
      repairs: facts.repairs,
      things: facts.things,
      repairThing: facts.repairThing,
      ends: [facts.finished]
    )
  }

  /// The type of the thing that a repair is about, where it is known here.
  func type(ofRepair fields: RowFields) throws -> RowKey? {
    guard let table = planner.reader.layout.table(facts.things.name),
      let thing = fields[facts.repairThing.name].flatMap(RowKey.init)
    else { return nil }
    return try planner.reader.row(thing, in: table).flatMap(type(ofThing:))
  }

  /// The type of a thing.
  func type(ofThing fields: RowFields) -> RowKey? {
    fields[facts.thingType.name].flatMap(RowKey.init)
  }

  /// The rows that a person may name, one of which a text means: by key, or by name.
  ///
  /// - Throws: ``ShellError`` with code `not-offered`, naming those that may be.
  func choice(
    _ text: String,
    among keys: [RowKey],
    of resource: Resource,
    _ refusal: (_ text: String, _ allowed: [String]) -> Sentence
  ) throws -> RowKey {
    let named = try keys.map { (key: $0, name: try planner.name($0, in: resource.name)) }
    let hits = named.filter { $0.key.description == text || $0.name == text }
    guard let hit = hits.first, hits.count == 1 else {
      var error = ShellError(.notOffered, refusal(text, named.map(Self.listed)))
      error.members = ["allowed": .array(named.map(Self.json))]
      throw error
    }
    return hit.key
  }

  /// A row as a refusal and a proposal list it: `2 battery_flat`.
  static func listed(_ row: (key: RowKey, name: String)) -> String {
    row.name == row.key.description ? row.name : "\(row.key) \(row.name)"
  }

  /// A row for scripts.
  static func json(_ row: (key: RowKey, name: String)) -> JSONNode {
    .object(["key": row.key.json, "name": .text(row.name)])
  }

  /// The keys in a column of rows, each once, in the order of their keys.
  static func keys(_ column: ResourceColumn, in rows: [RowFields]) -> [RowKey] {
    Set(rows.compactMap { $0[column.name].flatMap(RowKey.init) }).sorted()
  }
}

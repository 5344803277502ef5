import CatalogModel

/// What the verbs know of repairs of one kind of thing: of units, or of appliances.
///
/// Both have the same shape: a thing of a type, its repairs, the symptoms of a repair and those that a type
/// can have, the parts of a repair and those that may take the place of another.
struct RepairFacts {
  let thing: RepairedThing
  let things: Resource
  let types: Resource
  let thingType: ResourceColumn
  let repairs: Resource
  let repairThing: ResourceColumn
  let arrived: ResourceColumn
  let finished: ResourceColumn
  let pending: ResourceColumn
  let process: ResourceColumn
  /// What came of a repair, where such repairs have that.
  let outcome: ResourceColumn?
  let symptoms: RepairSymptomFacts
  let parts: RepairPartFacts

  /// The names by which a catalog's tables are found.
  struct Names: Sendable {
    let thing: RepairedThing
    let things, types, repairs: String
    let outcome: String?
    let symptoms: RepairSymptomFacts.Names
    let parts: RepairPartFacts.Names

    static let unit = Names(
      thing: .unit,
      things: "products",
      types: "product_types",
      repairs: "repairs",
      outcome: "outcome",
      symptoms: .unit,
      parts: .unit
    )
    static let appliance = Names(
      thing: .appliance,
      things: "appliances",
      types: "appliance_types",
      repairs: "appliance_repairs",
      outcome: nil,
      symptoms: .appliance,
      parts: .appliance
    )
  }

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ names: Names, _ facts: FactReader) throws(ShellError) {
    thing = names.thing
    things = try facts.resource(names.things)
    types = try facts.resource(names.types)
    thingType = try facts.link(from: things, to: types)
    repairs = try facts.resource(names.repairs)
    repairThing = try facts.link(from: repairs, to: things)
    arrived = try facts.column("arrival_date", of: repairs)
    finished = try facts.column("refurbishment_date", of: repairs)
    pending = try facts.column("pending_status", of: repairs)
    process = try facts.column("process", of: repairs)
    let repairs = repairs
    outcome = try names.outcome.map { name throws(ShellError) in
      try facts.column(name, of: repairs)
    }
    symptoms = try RepairSymptomFacts(names.symptoms, repairs: repairs, types: types, facts)
    parts = try RepairPartFacts(names.parts, repairs: repairs, types: types, facts)
  }
}

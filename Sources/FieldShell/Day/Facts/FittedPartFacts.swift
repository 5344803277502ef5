import CatalogModel

/// What the verbs know of the parts that are in a unit.
struct FittedPartFacts {
  let unit: UnitFacts
  let parts: Resource
  let partType: ResourceColumn
  /// Which part is or was in which unit.
  let fittings: Resource
  let fittingPart: ResourceColumn
  let fittingUnit: ResourceColumn
  let added: ResourceColumn
  let removed: ResourceColumn

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ facts: FactReader) throws(ShellError) {
    unit = try UnitFacts(facts)
    parts = try facts.resource("parts")
    partType = try facts.link(from: parts, to: facts.resource("part_types"))
    fittings = try facts.resource("part_product_linker")
    fittingUnit = try facts.link(from: fittings, to: unit.units)
    fittingPart = try facts.link("part_id", from: fittings, to: parts)
    added = try facts.column("date_added", of: fittings)
    removed = try facts.column("date_removed", of: fittings)
  }
}

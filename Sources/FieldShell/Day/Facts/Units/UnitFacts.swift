import CatalogModel

/// What the verbs know of units.
struct UnitFacts {
  let units: Resource
  /// The column of a unit that tells its type.
  let type: ResourceColumn
  let types: Resource

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ facts: FactReader) throws(ShellError) {
    units = try facts.resource("products")
    types = try facts.resource("product_types")
    type = try facts.link(from: units, to: types)
  }
}

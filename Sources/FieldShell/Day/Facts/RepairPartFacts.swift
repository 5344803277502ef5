import CatalogModel

/// What the verbs know of the parts of repairs.
struct RepairPartFacts {
  let types: Resource
  /// Which type of part may take the place of which, in a type of thing.
  let replacements: Resource
  let replacementThing: ResourceColumn
  let existing: ResourceColumn
  let replacement: ResourceColumn
  /// Whether a replacement may not go into another thing later, where the tables tell.
  let isFixed: ResourceColumn?
  /// Which types of part are in a type of thing, where a table tells.
  let offers: Offers?
  /// Which parts a repair replaced or added.
  let links: Resource
  let linkRepair: ResourceColumn
  let old: ResourceColumn
  let new: ResourceColumn
  let replaced: ResourceColumn
  /// The column that takes over ``isFixed``.
  let linkIsFixed: ResourceColumn?

  /// The table that tells which types of part are in a type of thing.
  struct Offers {
    let table: Resource
    let thing: ResourceColumn
    let part: ResourceColumn

    fileprivate init(
      _ name: String,
      things: Resource,
      parts: Resource,
      _ facts: FactReader
    ) throws(ShellError) {
      table = try facts.resource(name)
      thing = try facts.link(from: table, to: things)
      part = try facts.link(from: table, to: parts)
    }
  }

  /// The names by which a catalog's tables are found.
  struct Names: Sendable {
    let types, replacements, links: String
    let offers: String?
    let existing, replacement, old, new: String

    static let unit = Names(
      types: "part_types",
      replacements: "part_type_replacement_linker",
      links: "repair_part_type_linker",
      offers: "part_type_product_type_linker",
      existing: "existing_part_type_id",
      replacement: "replacement_part_type_id",
      old: "old_part_type_id",
      new: "new_part_type_id"
    )
    static let appliance = Names(
      types: "appliance_part_types",
      replacements: "appliance_part_type_replacement_linker",
      links: "appliance_repair_appliance_part_type_linker",
      offers: nil,
      existing: "existing_appliance_part_type_id",
      replacement: "replacement_appliance_part_type_id",
      old: "old_appliance_part_type_id",
      new: "new_appliance_part_type_id"
    )
  }

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(
    _ names: Names,
    repairs: Resource,
    types things: Resource,
    _ facts: FactReader
  ) throws(ShellError) {
    let parts = try facts.resource(names.types)
    types = parts
    replacements = try facts.resource(names.replacements)
    replacementThing = try facts.link(from: replacements, to: things)
    existing = try facts.link(names.existing, from: replacements, to: types)
    replacement = try facts.link(names.replacement, from: replacements, to: types)
    links = try facts.resource(names.links)
    linkRepair = try facts.link(from: links, to: repairs)
    old = try facts.link(names.old, from: links, to: types)
    new = try facts.link(names.new, from: links, to: types)
    replaced = try facts.column("replaced_date", of: links)
    isFixed = replacements.column("non_transferable")
    linkIsFixed = links.column("non_transferable")
    offers = try names.offers.map { name throws(ShellError) in
      try Offers(name, things: things, parts: parts, facts)
    }
  }
}

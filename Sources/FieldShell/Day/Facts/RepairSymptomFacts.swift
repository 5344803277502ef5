import CatalogModel

/// What the verbs know of the symptoms of repairs.
struct RepairSymptomFacts {
  let words: Resource
  /// Which symptoms a type of thing can have.
  let offers: Resource
  let offerType: ResourceColumn
  let offerWord: ResourceColumn
  /// Which symptoms a repair has.
  let links: Resource
  let linkRepair: ResourceColumn
  let linkWord: ResourceColumn

  /// The names by which a catalog's tables are found.
  struct Names: Sendable {
    let words, offers, links: String

    static let unit = Names(
      words: "symptom_types",
      offers: "symptom_type_product_type_linker",
      links: "repair_symptom_type_linker"
    )
    static let appliance = Names(
      words: "appliance_symptoms",
      offers: "appliance_symptom_appliance_type_linker",
      links: "appliance_repair_appliance_symptom_linker"
    )
  }

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(
    _ names: Names,
    repairs: Resource,
    types: Resource,
    _ facts: FactReader
  ) throws(ShellError) {
    words = try facts.resource(names.words)
    offers = try facts.resource(names.offers)
    offerType = try facts.link(from: offers, to: types)
    offerWord = try facts.link(from: offers, to: words)
    links = try facts.resource(names.links)
    linkRepair = try facts.link(from: links, to: repairs)
    linkWord = try facts.link(from: links, to: words)
  }
}

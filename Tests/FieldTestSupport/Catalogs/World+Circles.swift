package import CatalogModel

extension World {
  /// A catalog in which a repair names its latest note, and a note its repair, so that two new rows may
  /// refer to each other; and in which a repair may follow another, itself included.
  ///
  /// - Throws: `CatalogError` where that is no catalog.
  package static func circularCatalog() throws -> Catalog {
    var draft = try CatalogDraft()
    draft.add(link("latest_note_id", to: "product_notes"), to: "repairs")
    draft.add(link("follows_repair_id", to: "repairs"), to: "repairs")
    draft.add(link("repair_id", to: "repairs"), to: "product_notes")
    return try draft.catalog()
  }

  /// A catalog in which two tables refer to each other and neither reference may be empty.
  ///
  /// - Throws: `CatalogError` where that is no catalog.
  package static func deadlockedCatalog() throws -> Catalog {
    var draft = try CatalogDraft()
    let needed: [String: JSONNode] = ["null": .boolean(false)]
    draft.add(
      link("linker_id", to: "repair_part_type_linker").merging(needed) { $1 },
      to: "product_notes"
    )
    draft.add(
      link("note_id", to: "product_notes").merging(needed) { $1 },
      to: "repair_part_type_linker"
    )
    return try draft.catalog()
  }

  private static func link(_ column: String, to resource: String) -> [String: JSONNode] {
    [
      "name": .text(column), "type": .text("integer"), "null": .boolean(true),
      "link": .text(resource),
    ]
  }
}

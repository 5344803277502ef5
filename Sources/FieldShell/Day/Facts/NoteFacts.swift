import CatalogModel

/// What the verbs know of notes about units.
struct NoteFacts {
  let unit: UnitFacts
  let notes: Resource
  let noteUnit: ResourceColumn
  let text: ResourceColumn

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ facts: FactReader) throws(ShellError) {
    unit = try UnitFacts(facts)
    notes = try facts.resource("product_notes")
    noteUnit = try facts.link(from: notes, to: unit.units)
    text = try facts.column("note_text", of: notes)
  }
}

import CatalogModel

/// What the verbs know of switching units on and off.
struct SwitchFacts {
  let unit: UnitFacts
  let enable: Action
  let disable: Action

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ facts: FactReader) throws(ShellError) {
    unit = try UnitFacts(facts)
    enable = try facts.action("enable", about: unit.units)
    disable = try facts.action("disable", about: unit.units)
  }
}

package import CatalogModel

/// A unit that a person watches, or that runs have asked to report.
package struct UnitWatch: Sendable, Equatable {
  /// The unit.
  package let unit: RowReference
  /// Until when it is watched, by the laptop's clock; nothing where nobody watches it.
  package let until: NaiveTime?
  /// When a run last asked it to report, by the server's clock.
  package let askedAt: NaiveTime?

  /// A watch with its parts.
  package init(unit: RowReference, until: NaiveTime? = nil, askedAt: NaiveTime? = nil) {
    self.unit = unit
    self.until = until
    self.askedAt = askedAt
  }
}

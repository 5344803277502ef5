import ArgumentParser
import CatalogModel
import DepotCore

extension SeedSize: ExpressibleByArgument {}

extension NaiveTime: ExpressibleByArgument {
  /// Reads the forms that the API writes.
  package init?(argument: String) { self.init(argument) }
}

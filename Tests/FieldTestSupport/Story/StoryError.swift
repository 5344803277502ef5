/// Why a story cannot be told.
package enum StoryError: Error, Sendable, Equatable {
  /// The first moment is not a time.
  case badStart
  /// The bundled catalog's file cannot be read.
  case badCatalog
  /// The depot refused a row of the world.
  case notFurnished(String, String)
  /// A technician's edit failed where it should not.
  case editFailed(String)
  /// A recovery left work out of an outbox that nobody damaged.
  case notRecovered(String)
}

import CatalogModel
import ReplicaStore

/// What a run has to know of a catalog to ask after the units that somebody works on.
package struct UnitRules: Sendable, Equatable {
  /// An action that makes a unit report.
  package struct Call: Sendable, Equatable {
    /// The action's name.
    package let action: String
    /// Seconds between two calls of one unit: what a battery, or a purse for text messages, bears.
    package let pause: Double

    /// A call with its pause, in seconds.
    package init(action: String, pause: Double) {
      self.action = action
      self.pause = pause
    }
  }

  /// The resource of the units.
  package let units: String
  /// The resource of their repairs.
  package let repairs: String
  /// The column of a repair that names the unit.
  package let repairUnit: String
  /// The column of a repair that is empty while it is open.
  package let finished: String
  /// How a unit is called: by the first whose requirements it is known to meet.
  package let calls: [Call]
  /// Units that one run asks at most.
  package var limit: Int
  /// How long a run waits at its end for the units that it asked, in seconds.
  package var wait: Double

  /// How long after the last edit of an open repair its unit counts as worked on, in seconds.
  package static let workingTime: Double = 7 * 86_400
  /// How long a unit is watched that a person asks to watch, in seconds.
  package static let watchTime: Double = 86_400

  /// Rules by the names of a catalog.
  package init(
    units: String,
    repairs: String,
    repairUnit: String,
    finished: String,
    calls: [Call],
    limit: Int = 5,
    wait: Double = 10
  ) {
    self.units = units
    self.repairs = repairs
    self.repairUnit = repairUnit
    self.finished = finished
    self.calls = calls
    self.limit = limit
    self.wait = wait
  }
}

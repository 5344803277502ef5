package import CatalogModel

/// What a run did, in numbers.
package struct SyncSummary: Sendable, Equatable {
  /// How the run ended.
  package var outcome: SyncOutcome
  /// Rows that the pull changed here.
  package var pulledRows: Int
  /// Resources that the replica holds and the account may read.
  package var resources: Int
  /// How many of them this run asked for news.
  package var askedResources: Int
  /// How many of them the server does not let this account read.
  package var deniedResources: Int
  /// Whether it asked to the end for everything that was due, and was not told to keep to a part.
  package var hasPulled: Bool
  /// Operations that this run has a receipt for.
  package var applied: Int
  /// Operations whose effect is not known at the end of the run.
  package var unknown: Int
  /// Operations that wait refused at the end of the run.
  package var refused: Int
  /// Conflicts that wait at the end of the run.
  package var conflicts: Int
  /// Resources that this run compared with the server as a whole.
  package var verified: Int
  /// Rows found deleted on the server.
  package var ghosts: Int
  /// Rows whose changes wait at the end of the run.
  package var waiting: Int
  /// Requests that the run made.
  package var requests: Int
  /// Bytes sent, headers counted.
  package var bytesSent: Int
  /// Bytes received as they came over the wire, headers counted.
  package var bytesReceived: Int
  /// How long the run took, by the laptop's clock.
  package var seconds: Double
  /// What a person should be told, in the order in which it happened.
  package var notes: [SyncNote]

  /// A summary of a run that has done nothing yet.
  package init(outcome: SyncOutcome) {
    self.outcome = outcome
    pulledRows = 0
    resources = 0
    askedResources = 0
    deniedResources = 0
    hasPulled = false
    applied = 0
    unknown = 0
    refused = 0
    conflicts = 0
    verified = 0
    ghosts = 0
    waiting = 0
    requests = 0
    bytesSent = 0
    bytesReceived = 0
    seconds = 0
    notes = []
  }

  /// The summary in the shape that scripts rely on (design: the command line).
  package var json: JSONNode {
    .object([
      "schema": .integer(1),
      "outcome": .text(outcome.rawValue),
      "pulled": .object([
        "rows": .integer(Int64(pulledRows)),
        "asked": .integer(Int64(askedResources)),
        "resources": .integer(Int64(resources)),
        "denied": .integer(Int64(deniedResources)),
        "complete": .boolean(hasPulled),
      ]),
      "pushed": .object([
        "applied": .integer(Int64(applied)),
        "unknown": .integer(Int64(unknown)),
        "refused": .integer(Int64(refused)),
      ]),
      "conflicts": .integer(Int64(conflicts)),
      "ghosts": .integer(Int64(ghosts)),
      "verified": .integer(Int64(verified)),
      "waiting": .integer(Int64(waiting)),
      "requests": .integer(Int64(requests)),
      "bytes_sent": .integer(Int64(bytesSent)),
      "bytes_received": .integer(Int64(bytesReceived)),
      "seconds": .real((seconds * 1_000).rounded() / 1_000),
    ])
  }
}

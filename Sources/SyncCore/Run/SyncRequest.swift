/// What a run is asked to do.
package struct SyncRequest: Sendable, Equatable {
  /// Whether it takes news in.
  package var pulls: Bool
  /// Whether it sends what waits.
  package var pushes: Bool
  /// Resources to keep to; all where it is empty.
  package var only: Set<String>
  /// Bytes both ways after which nothing new is begun.
  package var maximumBytes: Int?
  /// Seconds after which nothing new is begun.
  package var maximumSeconds: Double?

  /// Whether the whole replica is compared with the server.
  package var verifies: Bool
  /// Resources of which a person said that rows gone on the server may go here, however many.
  package var agreesToDeletions: Set<String>

  /// A request; by default for everything.
  package init(
    pulls: Bool = true,
    pushes: Bool = true,
    only: Set<String> = [],
    maximumBytes: Int? = nil,
    maximumSeconds: Double? = nil,
    verifies: Bool = false,
    agreesToDeletions: Set<String> = []
  ) {
    self.pulls = pulls
    self.pushes = pushes
    self.only = only
    self.maximumBytes = maximumBytes
    self.maximumSeconds = maximumSeconds
    self.verifies = verifies
    self.agreesToDeletions = agreesToDeletions
  }

  /// Whether the run concerns itself with a resource.
  package func includes(_ resource: String) -> Bool { only.isEmpty || only.contains(resource) }
}

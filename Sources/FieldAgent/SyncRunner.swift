package import CatalogModel

/// Makes runs of `sync`, one at a time.
package protocol SyncRunner: Sendable {
  /// Makes one run and says how it ended, whatever came of it.
  func run() async -> RunReport
  /// What `status --json` says; nothing where it says nothing that can be read.
  func status() async -> JSONNode?
  /// Ends the run that is under way early, as Control-C would, and lets no other begin.
  func interrupt()
}

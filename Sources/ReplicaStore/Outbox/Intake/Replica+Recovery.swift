package import CatalogModel
package import Foundation
import GRDB

extension Replica {
  /// What came of a recovery.
  package struct Recovery: Sendable {
    /// The replica, open.
    package let replica: Replica
    /// Rows whose work came back.
    package let taken: [RowReference]
    /// Rows whose work could not, because the catalog does not have their resource.
    package let left: [RowReference]
    /// Lines of the outbox that were torn or damaged.
    package let damagedLines: Int
  }

  /// A step of ``recover(at:catalog:without:now:reached:)`` that is behind it, in order.
  package enum RecoveryStep: CaseIterable, Sendable {
    /// The new replica is complete, under another name.
    case built
    /// What was left of the old one is out of the way.
    case movedAside
    /// The new replica is in its place.
    case published
  }

  /// Makes a replica anew that was destroyed, with the unsent work of its outbox.
  ///
  /// The work is verified before it is sent. It is in the new replica before anything else is touched,
  /// and the outbox stays what it was until that replica is opened: killed at any instant, either the
  /// same call starts over or the replica opens with everything. The old outbox stays, moved aside.
  ///
  /// - Parameters:
  ///   - location: where the destroyed replica is or was; what is there is moved aside.
  ///   - catalog: what the server has.
  ///   - fallback: stands for the outbox's first line where that cannot be read.
  ///   - now: the laptop's clock.
  ///   - reached: told each step; an error that it throws ends the recovery there.
  /// - Returns: the replica, open, and what came back.
  /// - Throws: ``ReplicaError``; with `no-outbox` or `bad-outbox` nothing was touched.
  package static func recover(
    at location: URL,
    catalog: Catalog,
    without fallback: OutboxHeader,
    now: NaiveTime,
    reached: (RecoveryStep) throws -> Void = { _ in }
  ) throws -> Recovery {
    let folder = location.deletingLastPathComponent()
    let replay = try OutboxReplay(of: folder.appendingPathComponent("outbox.jsonl"))
    // Resources that were held only since the file was begun are in none of its headers.
    var header = replay.header ?? fallback
    header.resources = header.holding(replay.rows).resources
    if replay.header == nil { header = fallback.holding(replay.rows) }
    let layout = ReplicaLayout(
      catalog: catalog,
      scope: header.resources.filter { catalog[$0] != nil },
      includesSensitive: header.includesSensitive
    )
    let draft = ReplicaDraft(location: location, layout: layout)
    let (taken, left) = try draft.build(
      meta: birth(server: header.server, includesSensitive: header.includesSensitive, now: now)
    ) { writer in
      if let user = header.user {
        try writer.adoptAccount(user)
        try writer.remember("account", user)
      }
      try writer.remember("recovered-from", header.replica)
      return try writer.takeIn(replay, now: now)
    }
    try reached(.built)
    try ReplicaFile(location).setAside()
    try reached(.movedAside)
    try draft.publish()
    try reached(.published)
    return Recovery(
      replica: try open(at: location, catalog: catalog),
      taken: taken,
      left: left,
      damagedLines: replay.damagedLines
    )
  }
}

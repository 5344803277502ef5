import CatalogModel
import ReplicaStore

/// The units that are watched here.
enum WatchPage {
  /// The list, newest watch last.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  static func page(
    _ reader: ReplicaReader,
    at now: NaiveTime,
    _ shown: ShownValues
  ) throws
    -> Answer
  {
    let watches = try reader.watches(at: now)
    let json = watches.map { watch in
      JSONNode.object([
        "resource": .text(watch.unit.resource), "key": watch.unit.key.json,
        "until": time(watch.until), "asked_at": time(watch.askedAt),
      ])
    }
    let lines = watches.map { watch in
      Block.sentence(
        .watchedUntil("\(watch.unit)", watch.until.map(shown.momentWithZone) ?? "")
      )
    }
    return Answer(
      ["watches": .array(json)],
      lines.isEmpty ? [.sentence(.nothingWatched)] : lines
    )
  }

  private static func time(_ time: NaiveTime?) -> JSONNode {
    time.map { .text($0.description) } ?? .null
  }
}

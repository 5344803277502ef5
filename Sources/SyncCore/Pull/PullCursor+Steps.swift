package import CatalogModel
package import RemoteAPI
package import ReplicaStore

/// How a resource is walked (design: pulling from a server that was never built for sync).
///
/// A resource is loaded once along its keys. After that two streams bring what is new: rows created,
/// and rows modified, since the watermark; a row that was never modified has no modification stamp,
/// so the second stream alone would never see it. Inside a stream rows are walked by key, never by
/// page number, because rows that move between pages would be lost. The watermark comes from the
/// server's clock at the stream's beginning, less an overlap: a transaction may commit later than
/// the time stamped on it.
extension PullCursor {
  /// The cursor at the beginning of a run: a walk in progress goes on, a resting one starts again and
  /// will end at a watermark, the server's clock less the overlap.
  package func started(nextWatermark watermark: NaiveTime) -> PullCursor {
    switch stage {
    case .rest:
      PullCursor(stage: .creates, watermark: self.watermark, nextWatermark: watermark)
    case .load where nextWatermark == nil:
      PullCursor(stage: .load, nextWatermark: watermark, lastKey: lastKey)
    case .load, .creates, .updates: self
    }
  }

  /// The next question; nothing where the resource is at rest.
  package func query(for resource: Resource, pageSize: Int) -> RowQuery? {
    var filters: [RowFilter] = []
    switch stage {
    case .rest: return nil
    case .load: break
    case .creates: filters += since(resource.stamp(.createdAt))
    case .updates: filters += since(resource.stamp(.modifiedAt))
    }
    if let lastKey {
      filters.append(.compare(resource.key.name, .greater, lastKey.value))
    }
    return RowQuery(filters: filters, order: [RowOrder(resource.key.name)], pageSize: pageSize)
  }

  /// The cursor after a page: at the next key, the next stage, or at rest.
  ///
  /// - Parameters:
  ///   - lastKey: the last key of the page; nothing for an empty page.
  ///   - isLast: whether the stage has no further page.
  /// - Returns: where the walk goes on.
  package func advanced(past lastKey: RowKey?, isLast: Bool) -> PullCursor {
    guard isLast else {
      var next = self
      next.lastKey = lastKey ?? self.lastKey
      return next
    }
    switch stage {
    case .creates:
      return PullCursor(stage: .updates, watermark: watermark, nextWatermark: nextWatermark)
    case .load, .updates, .rest:
      return PullCursor(stage: .rest, watermark: nextWatermark ?? watermark)
    }
  }

  private func since(_ stamp: ResourceColumn?) -> [RowFilter] {
    guard let stamp, let watermark else { return [] }
    return [.compare(stamp.name, .greaterOrEqual, .text(watermark.description))]
  }
}

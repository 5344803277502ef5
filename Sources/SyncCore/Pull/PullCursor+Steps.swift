package import CatalogModel
package import RemoteAPI
package import ReplicaStore

/// How a resource is walked (design: pulling from a server that was never built for sync).
///
/// A resource is loaded once along its keys. After that one stream brings what is new: rows created
/// or modified since the watermark. A row that was never modified has no modification stamp, so
/// asking for that stamp alone would never show it. Where the server does not compare times inside
/// an `or` as it should, two streams with a plain filter each take the place of the one. Inside a
/// stream rows are walked by key, never by page number, because rows that move between pages would
/// be lost.
extension PullCursor {
  /// The cursor at the beginning of a run: a walk in progress goes on, a resting one starts again.
  ///
  /// A watermark later than the server's clock can show is from a clock that ran ahead and was set
  /// back. When that time was in truth nobody knows, so the resource is loaded anew; what did not
  /// change costs nothing here.
  ///
  /// - Parameters:
  ///   - serverTime: the server's clock now, the watermark when the walk is finished.
  ///   - latest: the latest that the server's clock can show now.
  ///   - inTwoStreams: whether rows created and rows modified are asked for apart.
  /// - Returns: where the walk goes on.
  package func started(
    at serverTime: NaiveTime,
    noLaterThan latest: NaiveTime,
    inTwoStreams: Bool
  ) -> PullCursor {
    if [watermark, nextWatermark].compactMap(\.self).contains(where: { $0 > latest }) {
      return PullCursor(stage: .load, nextWatermark: serverTime)
    }
    return started(at: serverTime, inTwoStreams: inTwoStreams)
  }

  /// The cursor at the beginning of a run, with watermarks that can be believed.
  package func started(at serverTime: NaiveTime, inTwoStreams: Bool) -> PullCursor {
    var cursor = self
    switch stage {
    case .rest:
      cursor.stage = inTwoStreams ? .creates : .news
      cursor.nextWatermark = serverTime
      cursor.lastKey = nil
    case .load: cursor.nextWatermark = nextWatermark ?? serverTime
    case .news where inTwoStreams:
      cursor.stage = .creates
      cursor.lastKey = nil
    case .news, .creates, .updates: break
    }
    return cursor
  }

  /// The next question; nothing where the resource is at rest.
  ///
  /// - Parameters:
  ///   - resource: whose rows are asked for.
  ///   - pageSize: how many rows to ask for.
  ///   - lag: how far before the watermark a stamp may lie on a row that was committed after it, in
  ///     seconds.
  /// - Returns: the question.
  package func query(for resource: Resource, pageSize: Int, lag: Double) -> RowQuery? {
    let created = since(resource.stamp(.createdAt), lag)
    let modified = since(resource.stamp(.modifiedAt), lag)
    var filters: [RowFilter] = []
    switch stage {
    case .rest: return nil
    case .load: break
    case .news: if !(created + modified).isEmpty { filters.append(.any(created + modified)) }
    case .creates: filters += created
    case .updates: filters += modified
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
    case .load, .news, .updates, .rest:
      return PullCursor(stage: .rest, watermark: nextWatermark ?? watermark)
    }
  }

  private func since(_ stamp: ResourceColumn?, _ lag: Double) -> [RowFilter] {
    guard let stamp, let watermark else { return [] }
    let time = watermark.advanced(bySeconds: -lag)
    return [.compare(stamp.name, .greaterOrEqual, .text(time.description))]
  }
}

import CatalogModel
import RemoteAPI
import ReplicaStore

/// The way through one resource, from where its cursor stands to rest.
///
/// A first load fetches ranges of keys, several at once. A stream, and a load of keys that cannot be
/// cut into ranges, goes from key to key with one question at a time.
struct PullWalk: Sendable {
  /// What became of a page.
  enum Step: Sendable, Equatable {
    /// The walk is now here.
    case moved(PullCursor)
    /// The page leads nowhere: rows out of order, outside what was asked for, or none where some
    /// were announced.
    case lost
  }

  let table: ResourceTable
  /// How many rows to ask for.
  var sizing: PageSizing
  /// Whether nothing more is asked for in this run.
  private(set) var isOver = false
  /// Whether anything was asked in this run.
  private(set) var hasAsked = false
  private var underWay = 0
  private var cursor: PullCursor
  private var plan: LoadPlan?
  private var landmark = Landmark()
  private var counted: Int?

  /// A walk from where the cursor stands.
  init(_ table: ResourceTable, from cursor: PullCursor, sizing: PageSizing) {
    self.table = table
    self.sizing = sizing
    self.cursor = cursor
    isOver = cursor.stage == .rest
    guard cursor.stage == .load, let spans = cursor.spans else { return }
    let bounds = spans.flatMap { [$0.first, $0.below] }.compactMap(\.self)
    plan = Self.numbering(of: table, bounds, cursor.digits).map {
      LoadPlan(spans, numbering: $0)
    }
  }

  /// Makes the next question, if one can be asked now, with this walk's number; for the lag see
  /// ``PullCursor/query(for:pageSize:lag:)``.
  mutating func next(number: Int, lag: Double) -> PullQuestion? {
    guard !isOver else { return nil }
    if plan != nil { return nextRange(number: number) }
    guard underWay == 0,
      var query = cursor.query(for: table.resource, pageSize: sizing.size, lag: lag)
    else { return nil }
    query.filters = table.scopeFilters + query.filters
    underWay += 1
    hasAsked = true
    return PullQuestion(
      walk: number,
      resource: table.resource,
      query: query,
      after: cursor.lastKey,
      span: nil,
      isNews: cursor.stage != .load,
      isShort: asksShortly
    )
  }

  /// Rows that are still to come; nothing where nobody knows.
  var rowsLeft: Int? {
    if isOver { return 0 }
    // One stream that has no more says nothing of the next.
    guard let plan else { return counted == 0 ? nil : counted }
    let rows = plan.remaining.map(\.rows)
    return rows.contains(nil) ? nil : rows.compactMap(\.self).reduce(0, +)
  }

  /// Takes note of a page whose rows are stored.
  mutating func took(_ page: IngestedPage, for question: PullQuestion) -> Step {
    underWay -= 1
    counted = max(0, page.numResults - page.rows)
    let step = question.span.map { tookRange(page, $0) } ?? tookNext(page)
    if case .lost = step { isOver = true }
    return step
  }

  /// Takes a question back that brought no answer.
  mutating func returned(_ question: PullQuestion) {
    underWay -= 1
    if let span = question.span { plan?.returned(span) }
  }

  /// Asks for created and modified rows apart from now on.
  mutating func splitStreams() {
    guard let time = cursor.nextWatermark else { return }
    cursor = cursor.started(at: time, inTwoStreams: true)
  }

  /// Whether the walk asks by times inside an `or`.
  var asksForNewsAtOnce: Bool { cursor.stage == .news }

  /// Whether its next question is for news of which the first page has not come.
  var asksShortly: Bool { cursor.stage != .load && cursor.lastKey == nil }

  /// Ends the walk for this run.
  mutating func end() { isOver = true }

  private mutating func tookNext(_ page: IngestedPage) -> Step {
    // A list that comes whole is in no order.
    let isOrdered = table.resource.lists == .pages && table.resource.key.type == .integer
    if isOrdered, !page.isAscending { return .lost }
    let isFirst = cursor.stage == .load && cursor.lastKey == nil && cursor.spans == nil
    // Rows announced of which none came.
    guard page.rows > 0 || !page.hasMore else { return .lost }
    let next = cursor.advanced(past: page.lastKey, isLast: !page.hasMore)
    guard next != cursor else { return .lost }
    if next.stage != cursor.stage { landmark = Landmark() }
    if let key = next.lastKey, !landmark.isPassed(by: key) { return .lost }
    cursor = next
    isOver = next.stage == .rest
    if isFirst, !isOver { cutIntoRanges(after: page) }
    return .moved(cursor)
  }

  // The first page shows what the keys are like; what lies behind it has no upper bound yet.
  private mutating func cutIntoRanges(after page: IngestedPage) {
    guard let first = page.firstKey, let last = page.lastKey,
      let numbering = KeyNumbering(fitting: [first, last]), let number = numbering.number(last),
      number < .max
    else { return }
    let rest = KeySpan(first: number + 1, rows: max(0, page.numResults - page.rows))
    plan = LoadPlan([rest], numbering: numbering)
    keepRanges(numbering, [rest])
  }

  private mutating func tookRange(_ page: IngestedPage, _ span: KeySpan) -> Step {
    guard var plan else { return .moved(cursor) }
    let isInOrder = span.isReadDownwards ? page.isDescending : page.isAscending
    if table.resource.key.type == .integer, !isInOrder || !isWithin(page, span, plan) {
      return .lost
    }
    // A server that speaks of a further page has rows left, whatever it says of their number.
    let count = page.hasMore ? max(page.numResults, page.rows + 1) : page.numResults
    guard plan.took(span, rows: page.rows, last: page.lastKey, count: count) else {
      return walkFromKeyToKey(plan)
    }
    guard plan.isDone else {
      keepRanges(plan.numbering, plan.remaining)
      self.plan = plan
      return .moved(cursor)
    }
    cursor = PullCursor(stage: .rest, watermark: cursor.nextWatermark)
    isOver = true
    return .moved(cursor)
  }

  private func isWithin(_ page: IngestedPage, _ span: KeySpan, _ plan: LoadPlan) -> Bool {
    [page.firstKey, page.lastKey].compactMap(\.self)
      .allSatisfy { plan.numbering.number($0).map(span.contains) ?? false }
  }

  // Texts that are no numbers turned up among those that were: only the server knows their order.
  private mutating func walkFromKeyToKey(_ plan: LoadPlan) -> Step {
    guard case .digits = plan.numbering else { return .lost }
    self.plan = nil
    cursor = PullCursor(stage: .load, nextWatermark: cursor.nextWatermark)
    cursor.spans = []
    return .moved(cursor)
  }

  private mutating func keepRanges(_ numbering: KeyNumbering, _ spans: [KeySpan]) {
    cursor = PullCursor(stage: .load, nextWatermark: cursor.nextWatermark)
    cursor.spans = spans
    if case .digits(let width) = numbering { cursor.digits = width }
  }
}

extension PullWalk {
  fileprivate mutating func nextRange(number: Int) -> PullQuestion? {
    guard let span = plan?.next(pageSize: sizing.size), let numbering = plan?.numbering else {
      return nil
    }
    underWay += 1
    hasAsked = true
    let key = table.resource.key.name
    var filters = table.scopeFilters
    if let first = span.first {
      filters.append(numbering.filter(from: first, of: key))
    }
    if let below = span.below {
      filters.append(.compare(key, .less, numbering.key(below).value))
    }
    let query = RowQuery(
      filters: filters,
      order: [RowOrder(key, isDescending: span.isReadDownwards)],
      pageSize: sizing.size
    )
    return PullQuestion(
      walk: number,
      resource: table.resource,
      query: query,
      after: nil,
      span: span
    )
  }

  fileprivate static func numbering(
    of table: ResourceTable,
    _ bounds: [Int64],
    _ digits: Int?
  ) -> KeyNumbering? {
    guard !bounds.isEmpty else { return nil }
    return table.resource.key.type == .integer ? .integers : digits.map(KeyNumbering.digits)
  }
}

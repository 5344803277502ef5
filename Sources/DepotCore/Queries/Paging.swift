/// Which page of a result a request asks for.
struct Paging {
  private static let greatest = 1 << 52

  let page: Int
  let size: Int

  /// - Throws: ``Refusal/crash`` where the page is not a number.
  init(_ request: DepotRequest, settings: DepotSettings) throws(Refusal) {
    size = Self.size(request, settings: settings)
    guard let text = request.argument("page") else {
      page = 1
      return
    }
    guard let number = Self.number(text) else { throw .crash }
    page = number
  }

  /// The size asked for, the default where it is unusable, the maximum where it is too great.
  private static func size(_ request: DepotRequest, settings: DepotSettings) -> Int {
    let asked = request.argument("results_per_page").flatMap(number) ?? 0
    return min(asked > 0 ? asked : settings.defaultPageSize, settings.maximumPageSize)
  }

  /// A number as Python's `int` reads it, which lets spaces stand around and `_` between digits; one
  /// that is too great for any table becomes the greatest that can be reckoned with.
  private static func number(_ text: String) -> Int? {
    guard let match = text.wholeMatch(of: /\s*([+-]?)([0-9]+(?:_[0-9]+)*)\s*/) else { return nil }
    let size = Int(match.2.filter { $0 != "_" }) ?? greatest
    return match.1 == "-" ? -min(size, greatest) : min(size, greatest)
  }

  func totalPages(of count: Int) -> Int { (count + size - 1) / size }

  /// The rows of the page, as Python slices a list: a negative place counts from the end.
  func range(of count: Int) -> Range<Int> {
    let (start, overflow) = (page - 1).multipliedReportingOverflow(by: size)
    guard !overflow, start < count else { return 0..<0 }
    let end = start > count - size ? count : start + size
    let lower = start < 0 ? max(0, count + start) : start
    let upper = end < 0 ? max(0, count + end) : end
    return lower < upper ? lower..<upper : 0..<0
  }
}

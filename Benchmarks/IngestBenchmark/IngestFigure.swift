import Foundation

/// What the trials come to, for a person and as a row of the table of all benchmarks.
struct IngestFigure {
  let trials: [IngestTrial.Seconds]
  let rows: Int
  let page: Int
  let pagesPerCommit: Int

  private static let target = 1.35

  /// The trial with the middle ratio.
  private var median: IngestTrial.Seconds {
    trials.sorted { $0.ingest / $0.raw < $1.ingest / $1.raw }[trials.count / 2]
  }

  private var ratio: Double { median.ingest / median.raw }

  /// One sentence with the ratio first.
  var summary: String {
    "ingest / raw inserts: \(Self.digits(ratio)) (target ≤ \(Self.target)); "
      + Self.described(median)
  }

  static func described(_ seconds: IngestTrial.Seconds) -> String {
    "ratio \(digits(seconds.ingest / seconds.raw)), ingest \(digits(seconds.ingest)) s, "
      + "raw \(digits(seconds.raw)) s, lookups afterwards \(digits(seconds.lookups)) s"
  }

  /// The list of figures that every benchmark writes.
  func encoded() throws -> Data {
    let commits = pagesPerCommit == 1 ? "a commit a page" : "a commit each \(pagesPerCommit) pages"
    let figure: [String: Any] = [
      "figure": "ingest alone, \(rows) product-like rows (31 members, 28 held) in pages of \(page) "
        + "from memory, \(commits), capture triggers in place / raw prepared inserts in C",
      "target": "≤ \(Self.target)",
      "measured": Self.digits(ratio),
      "ratio": ratio,
      "beside": "\(Self.digits(median.ingest)) s / \(Self.digits(median.raw)) s; the secondary "
        + "indexes made afterwards take \(Self.digits(median.lookups)) s more",
      "met": ratio <= Self.target,
    ]
    return try JSONSerialization.data(withJSONObject: [figure], options: [.prettyPrinted])
  }

  private static func digits(_ number: Double) -> String { String(format: "%.2f", number) }
}

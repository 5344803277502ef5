import ArgumentParser
import Foundation

/// Taking pages in, beside the floor: raw prepared inserts of the same values with the same commits.
@main
struct IngestBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest-benchmark",
    abstract: "Times taking pages of products into a replica beside raw inserts of the same rows."
  )

  @Option(help: "Rows to take in; 1,000,000 if nothing else is said.")
  var rows: Int?

  @Option(help: "Rows in a page.")
  var page = 1_000

  @Option(help: "Pages in a transaction.")
  var pagesPerCommit = 1

  @Option(
    help: "How often the whole is repeated, 3 times if nothing else is said; the median counts."
  )
  var rounds: Int?

  @Flag(help: "Measure less, in a minute.")
  var quick = false

  @Option(help: "A file for the figures as JSON.")
  var json: String?

  func validate() throws {
    guard rows ?? 1 > 0, page > 0, pagesPerCommit > 0, rounds ?? 1 > 0 else {
      throw ValidationError("Numbers must be above 0.")
    }
  }

  func run() throws {
    let rows = rows ?? (quick ? 100_000 : 1_000_000)
    let rounds = rounds ?? (quick ? 1 : 3)
    var trials: [IngestTrial.Seconds] = []
    for round in 1...rounds {
      let seconds = try IngestTrial(rows: rows, page: page, pagesPerCommit: pagesPerCommit).run()
      print("round \(round): \(IngestFigure.described(seconds))")
      trials.append(seconds)
    }
    let figure = IngestFigure(
      trials: trials,
      rows: rows,
      page: page,
      pagesPerCommit: pagesPerCommit
    )
    print(figure.summary)
    guard let json else { return }
    try figure.encoded().write(to: URL(fileURLWithPath: json))
  }
}

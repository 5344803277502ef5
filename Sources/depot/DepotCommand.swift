import ArgumentParser
import CatalogModel
import DepotCore
import DepotServer
import Foundation
import Logging

/// Runs the reference server.
@main
struct DepotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "depot",
    abstract: "The SMARTSolar API over a SQLite file, for demos, tests and training.",
    discussion: """
      Accounts are tech/tech and colleague/colleague (TECHNICAL), admin/admin (ADMIN) and \
      system/system (SYSTEM). When it takes connections it prints one line, \
      "depot listening on http://HOST:PORT". SIGTERM and SIGINT stop it.

      With --control, on the loopback interface only, it also takes \
      POST /_control/lose-answer?method=POST&path=/v1/product_notes&count=1, \
      POST /_control/drop-request?…, POST /_control/delay-request?…, \
      POST /_control/double-request?…, POST /_control/expire-tokens, \
      POST /_control/unit?imei=…&after=SECONDS (or never) and POST /_control/connect-unit?imei=….
      """
  )

  @Option(help: "The SQLite file; in memory without one.")
  var db: String?

  @Option(help: "The port; 0 takes any that is free.")
  var port = 0

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The catalog's file; the bundled one without it.")
  var catalog: String?

  @Option(
    help:
      "Fill an empty database: small (60 products), medium (1,000), shop (5,000), large (20,000)."
  )
  var seed: SeedSize?

  @Option(help: "The number that decides the data set.")
  var seedNumber: UInt64 = 1

  @Option(help: "The last instant of the data set, such as 2024-06-01; last midnight without it.")
  var seedUntil: NaiveTime?

  @Option(help: "The most rows on a page.")
  var maxPage = 100

  @Option(help: "Seconds a token lives after its last use.")
  var tokenLifetime = 10_800.0

  @Option(help: "One more account, NAME:PASSWORD:LEVEL.")
  var account: [AccountOption] = []

  @Option(help: "Carry out a request and close without an answer, METHOD:/path-prefix[:count].")
  var loseAnswer: [String] = []

  @Option(help: "Close before carrying out a request, METHOD:/path-prefix[:count].")
  var dropRequest: [String] = []

  @Option(help: "Seconds after which a called unit with an open connection answers, or never; 2.")
  var unitAnswer: UnitDelay?

  @Option(help: "Seconds after which a unit that was sent a wakeup connects, or never; 120.")
  var wakeupAnswer: UnitDelay?

  @Flag(help: "Let a PUT on a table change every row that its search finds, as some servers do.")
  var allowPatchMany = false

  @Flag(help: "Open the control door /_control/…, on the loopback interface only.")
  var control = false

  func validate() throws {
    _ = try faults()
    guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
    guard maxPage > 0 else { throw ValidationError("--max-page is 1 or more.") }
  }

  func run() async throws {
    let server = try DepotServer(
      depot: openedDepot(),
      faults: FaultPlan(try faults()),
      host: host,
      port: port,
      hasControl: control,
      logger: Logger(label: "depot") { label in
        var handler = StreamLogHandler.standardError(label: label)
        handler.logLevel = .warning
        return handler
      }
    )
    let host = host.contains(":") ? "[\(host)]" : host
    try await server.run(stopsOnSignals: true) { port in
      let line = "depot listening on http://\(host):\(port)\n"
      FileHandle.standardOutput.write(Data(line.utf8))
    }
  }

  private func openedDepot() throws -> Depot {
    var settings = DepotSettings()
    settings.maximumPageSize = maxPage
    settings.tokenLifetime = tokenLifetime
    settings.changesMany = allowPatchMany
    if let unitAnswer { settings.unitAnswerDelay = unitAnswer.seconds }
    if let wakeupAnswer { settings.wakeupDelay = wakeupAnswer.seconds }
    let catalog =
      try catalog.map { try CatalogLoader.load(file: URL(filePath: $0)) } ?? CatalogLoader.bundled()
    let accounts = DepotAccount.usual + account.map(\.account)
    for account in account.map(\.account)
    where !catalog.permissionLevels.contains(account.permission) {
      let levels = catalog.permissionLevels.joined(separator: ", ")
      throw ValidationError("\(account.permission) is no permission level; use one of \(levels).")
    }
    guard catalog.conventions == APIConventions() else {
      throw ValidationError("The depot serves pages after a log-in; this catalog's API does not.")
    }
    let depot = try Depot(
      catalog: catalog,
      database: db.map(DepotDatabase.file) ?? .memory,
      settings: settings,
      clock: { NaiveTime(secondsSince1970: Date().timeIntervalSince1970) }
    )
    for account in accounts { depot.addAccount(account) }
    if let seed { try depot.seed(seed, seed: seedNumber, until: seedUntil) }
    return depot
  }

  private func faults() throws -> [Fault] {
    let options =
      loseAnswer.map { (Fault.Kind.loseAnswer, $0) }
      + dropRequest.map { (Fault.Kind.dropRequest, $0) }
    return try options.map { kind, text in
      guard let fault = Fault(kind, parsing: text) else {
        throw ValidationError("--\(kind.rawValue) takes METHOD:/path-prefix[:count], not \(text).")
      }
      return fault
    }
  }
}

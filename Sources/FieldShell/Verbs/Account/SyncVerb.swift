import CatalogModel
import RemoteAPI
import ReplicaStore
import SyncCore

/// `sync`: reconciles the replica with the server.
enum SyncVerb {
  static let verb = Verb(
    "sync",
    options: [
      .flag("pull", .pullOption), .flag("verify", .verifyOption), .flag("push", .pushOption),
      .flag("dry-run", .dryRunOption),
      .value("only", "RES,…", .onlyOption), .value("max-bytes", "N", .maximumBytesOption),
      .value("max-time", "S", .maximumTimeOption),
      .value("accept-deletions", "RES,…", .acceptDeletionsOption),
    ],
    help: .sync
  ) { invocation, session in
    let replica = try session.replica()
    let request = try request(invocation, replica.layout)
    var settings = try session.syncSettings()
    settings.suit(replica.layout)
    if invocation.has("dry-run") {
      return try SyncPlanPage.answer(replica, session, request, settings)
    }
    let screen = session.errors
    let isQuiet = session.usesJSON
    let server = try session.server()
    let engine = SyncEngine(
      replica: replica,
      server: server,
      clock: session.context.runClock,
      random: session.context.random,
      settings: settings,
      report: { if !isQuiet { screen.show($0) } }
    )
    let (summary, wasInterrupted) = try await session.interruptible(engine, request)
    let page = SyncPage(
      summary: summary,
      request: request,
      host: server.base.authority,
      wasInterrupted: wasInterrupted,
      usesToken: session.environment("FIELDSYNC_TOKEN") != nil,
      isForScripts: isQuiet
    )
    var answer = page.answer
    answer.warnings += try session.serverWarnings()
    return answer
  }

  private static func request(
    _ invocation: Invocation,
    _ layout: ReplicaLayout
  ) throws(ShellError) -> SyncRequest {
    guard !(invocation.has("pull") && invocation.has("push")) else {
      throw ShellError(.optionClash, .optionsClash("--pull", "--push"), exit: .usage)
    }
    guard !(invocation.has("verify") && invocation.has("push")) else {
      throw ShellError(.optionClash, .optionsClash("--verify", "--push"), exit: .usage)
    }
    let only = invocation.names("only") ?? []
    let agreed = invocation.names("accept-deletions") ?? []
    for name in only + agreed { _ = try RowFinder.table(name, in: layout) }
    return SyncRequest(
      pulls: !invocation.has("push"),
      pushes: !invocation.has("pull"),
      only: Set(only),
      maximumBytes: try invocation.number("max-bytes"),
      maximumSeconds: try invocation.number("max-time").map(Double.init),
      verifies: invocation.has("verify"),
      agreesToDeletions: Set(agreed)
    )
  }
}

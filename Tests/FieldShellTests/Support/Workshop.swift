import CatalogModel
import DepotCore
import FieldAgent
import FieldShell
import Foundation
import Testing

/// A technician's laptop with an empty home, and a depot that it can reach.
final class Workshop {
  let home: URL
  let clock: StillClock
  private let numbers: CountingNumbers
  let transport: WorkshopTransport
  let interrupts = ScriptedInterrupts()
  let depot: Depot
  /// What makes the runs of an agent.
  var runner: any SyncRunner = StillRunner(saying: "{}")
  /// The exit code of every program of the system; nothing where there is none.
  var systemAnswer: Int32? = 0
  /// The programs of the system that were started.
  let launched = LaunchRecord()
  static let server = "http://127.0.0.1:8080"
  static let resources =
    "products,product_types,repairs,product_notes,symptom_types,repair_symptom_type_linker,shops,"
    + "parts,part_types,part_product_linker"

  /// A laptop without a home, and a depot with a data set; with another catalog than the bundled one
  /// where a test gives it.
  convenience init(serving catalog: Catalog? = nil, isSeeded: Bool = true) throws {
    try self.init(
      home: Self.newFolder(),
      serving: try catalog ?? CatalogLoader.bundled(),
      from: .memory,
      clock: StillClock(),
      numbers: CountingNumbers()
    )
    if isSeeded { try depot.seed(.small, seed: 7) }
  }

  private init(
    home: URL,
    serving catalog: Catalog,
    from database: DepotDatabase,
    clock: StillClock,
    numbers: CountingNumbers
  ) throws {
    self.home = home
    self.clock = clock
    self.numbers = numbers
    var settings = DepotSettings()
    settings.requestLogLimit = 2_000
    depot = try Depot(
      catalog: catalog,
      database: database,
      settings: settings,
      clock: { clock.now() }
    )
    for account in DepotAccount.usual { depot.addAccount(account) }
    transport = WorkshopTransport(depot: depot)
  }

  deinit {
    try? FileManager.default.removeItem(at: home)
    try? FileManager.default.removeItem(at: Self.rows(beside: home))
  }

  /// A laptop that is set up, logged in and in step with the server.
  static func ready() async throws -> Workshop {
    let prepared = try await prepared.value
    let home = newFolder()
    try prepared.home.lay(at: home)
    try prepared.rows.lay(at: rows(beside: home))
    return try Workshop(
      home: home,
      serving: try CatalogLoader.bundled(),
      from: .file(database(beside: home)),
      clock: StillClock(at: prepared.time),
      numbers: CountingNumbers(after: prepared.lastNumber)
    )
  }

  // What most tests begin with is made once, and laid for each.
  private static let prepared = Task {
    let home = newFolder()
    try FileManager.default.createDirectory(
      at: rows(beside: home),
      withIntermediateDirectories: true
    )
    let workshop = try Workshop(
      home: home,
      serving: try CatalogLoader.bundled(),
      from: .file(database(beside: home)),
      clock: StillClock(),
      numbers: CountingNumbers()
    )
    try workshop.depot.seed(.small, seed: 7)
    await workshop.done("init", "--server", server, "--resources", resources)
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    await workshop.done("sync")
    return (
      home: try FolderImage(of: home),
      rows: try FolderImage(of: rows(beside: home)),
      time: workshop.clock.now(),
      lastNumber: workshop.numbers.latest
    )
  }

  private static func newFolder() -> URL {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-\(UUID().uuidString)", isDirectory: true)
  }

  private static func rows(beside home: URL) -> URL { home.appendingPathExtension("depot") }

  private static func database(beside home: URL) -> String {
    rows(beside: home).appendingPathComponent("depot.sqlite").path
  }

  /// Types a command that must succeed.
  @discardableResult
  func done(_ words: String..., lines: [String] = []) async -> Spoken {
    let spoken = await type(words, lines: lines)
    #expect(spoken.code == .done, "\(words): \(spoken.errors)\(spoken.output)")
    return spoken
  }

  /// Types a command.
  func type(
    _ words: [String],
    lines: [String] = [],
    secrets: [String] = [],
    terminal: Terminal = .none,
    environment: [String: String] = [:],
    meanwhile: @escaping (_ line: String?) -> Void = { _ in }
  ) async -> Spoken {
    let (output, errors) = (RecordingSink(), RecordingSink())
    let input = ScriptedLines(lines, secrets: secrets, meanwhile: meanwhile)
    var variables = ["FIELDSYNC_HOME": home.path, "LANG": "C.UTF-8", "NO_COLOR": "1", "TZ": "UTC"]
    variables.merge(environment) { $1 }
    let (transport, numbers, runner) = (transport, numbers, runner)
    let (launched, answer) = (launched, systemAnswer)
    let context = ShellContext(
      environment: variables,
      input: input,
      output: output,
      errors: errors,
      terminal: { terminal },
      clock: clock,
      random: { numbers.next() },
      transport: { _, settings in
        transport.note(settings)
        return transport
      },
      interrupts: interrupts,
      runner: { _ in runner },
      launch: { words in
        launched.add(words)
        return answer
      }
    )
    let code = await Shell(context: context).run(words)
    return Spoken(code: code, output: output.text, errors: errors.text, prompts: input.prompts)
  }

  /// The first unit of the data set.
  func imei() throws -> String {
    try #require(try depot.rows(of: "products").first?["product_imei"]).description
  }
}

extension Terminal {
  /// A person at a screen of that width.
  static func screen(_ width: Int) -> Terminal {
    Terminal(isInput: true, isOutput: true, isErrors: true, width: width)
  }
}

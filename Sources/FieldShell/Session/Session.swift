import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore

/// One use of the program: its surroundings, its home, and what of it has been opened so far.
///
/// Nothing is opened before a verb asks for it, so that help does not wait for a database.
final class Session {
  let context: ShellContext
  let home: Home
  /// Whether answers are JSON objects; a single line of the prompt may ask for that too.
  var usesJSON: Bool
  /// Whether lines come from a file of commands, so that nobody answers questions.
  var readsScript = false
  let table: VerbTable
  private var hasWarnedOfZone = false
  private var openedCatalog: Catalog?
  private var openedReplica: Replica?

  init(context: ShellContext, home: Home, usesJSON: Bool, table: VerbTable) {
    self.context = context
    self.home = home
    self.usesJSON = usesJSON
    self.table = table
  }

  /// The screen for results, in the terminal's present width.
  var output: Screen { context.outputScreen }

  /// The screen for progress, warnings and errors.
  private(set) lazy var errors: Screen = context.errorScreen

  /// What `init` was told.
  func configuration() throws(ShellError) -> Configuration {
    try Configuration(reading: home.configuration)
  }

  /// The catalog of this home, or the bundled one where there is no home yet.
  func catalog() throws -> Catalog {
    if let openedCatalog { return openedCatalog }
    let isSetUp = FileManager.default.fileExists(atPath: home.configuration.path)
    let configuration = isSetUp ? try configuration() : nil
    let catalog = try Self.catalog(path: configuration?.catalog)
    let rules = configuration?.rules ?? []
    if let rule = rules.first(where: { !catalog.has($0) }) {
      throw ShellError(
        .badConfiguration,
        .policyForNothing(rule.name, home.configuration.path)
      )
    }
    let deciding = catalog.deciding(rules)
    openedCatalog = deciding
    return deciding
  }

  /// A catalog of one's own, or the bundled one.
  static func catalog(path: String?) throws(CatalogError) -> Catalog {
    guard let path else { return try CatalogLoader.bundled() }
    return try CatalogLoader.load(file: URL(fileURLWithPath: path))
  }

  /// How values look where results go.
  ///
  /// Warns, once, where they would be local times and the zone is not known.
  func shownValues() throws -> ShownValues {
    let zone = output.style.width == nil ? nil : context.zone
    if let unknown = zone?.unknown, !usesJSON, !hasWarnedOfZone {
      hasWarnedOfZone = true
      errors.show([.sentence(.zoneNotKnown(unknown), .warning)])
    }
    return ShownValues(catalog: try catalog(), zone: zone)
  }

  /// The replica of this home.
  func replica() throws -> Replica {
    if let openedReplica { return openedReplica }
    _ = try configuration()
    let replica = try Replica.open(at: home.replica, catalog: try catalog())
    openedReplica = replica
    return replica
  }

  /// Forgets what was opened, so that the next verb opens it anew.
  func close() {
    openedReplica = nil
    openedCatalog = nil
  }

  /// Reads a line as a command; nothing for an empty one.
  func read(_ line: String) throws(ShellError) -> Invocation? {
    let words = try WordReader.words(in: line)
    guard !words.isEmpty else { return nil }
    return try read(words, line: line)
  }

  /// Reads words as a command, those of a verb that takes the rest of the line as they were typed.
  func read(_ words: [String], line: String) throws(ShellError) -> Invocation {
    var words = words
    // Every hint on the screen says `fieldsync VERB`; typed at the prompt as it stands, it works too.
    if words.count > 1, words[0] == "fieldsync" { words.removeFirst() }
    if let verb = table[words[0]], verb.operands.first?.kind == .rest, words.count > 2,
      !words.contains(where: { $0.hasPrefix("--") }),
      let start = line.range(of: verb.name)?.upperBound
    {
      words = [verb.name, line[start...].trimmingCharacters(in: .whitespaces)]
    }
    let invocation = try ArgumentReader.read(words, table: table, fallback: HelpVerb.verb)
    guard !invocation.has("home") else {
      throw ShellError(.optionClash, .optionOnlyAtStart, exit: .usage)
    }
    return invocation
  }

  /// Does a command that was read.
  func perform(_ invocation: Invocation) async throws -> Answer {
    try await invocation.verb.perform(invocation, self)
  }

  /// Shows what a verb had to say.
  func show(_ answer: Answer) {
    errors.endProgress()
    if usesJSON {
      if !answer.isSpoken { output.show(json: answer.json(context.language)) }
      return
    }
    if !answer.isSpoken { output.show(answer.blocks) }
    errors.show(answer.warnings.map { .sentence($0, .warning) })
  }

  /// Shows why a verb did not do its work.
  func show(_ error: ShellError) {
    errors.endProgress()
    if usesJSON {
      output.show(json: error.json(context.language))
    } else {
      errors.show([.sentence(error.sentence, .bad)])
    }
  }
}

import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore
import SyncCore

extension Session {
  /// A variable of the environment that is set and not empty.
  func environment(_ name: String) -> String? {
    context.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The server of this home, or the one that the environment names instead.
  func server() throws -> RemoteServer {
    let configuration = try configuration()
    let address = try ServerAddress(
      parsing: environment("FIELDSYNC_SERVER") ?? configuration.server
    )
    return RemoteServer(
      base: address,
      catalog: try catalog(),
      transport: context.transport(address, try curlSettings(configuration, for: address)),
      session: try sessionStore(for: address),
      settings: try remoteSettings(configuration)
    )
  }

  /// A file of certificates that was named, as a whole path.
  ///
  /// - Throws: ``ShellError`` with code `file-unreadable` where it cannot be read,
  ///   `bad-configuration` where there is no certificate in it.
  static func certificates(in path: String) throws(ShellError) -> String {
    let file = URL(fileURLWithPath: path).standardizedFileURL
    guard let data = try? Data(contentsOf: file) else {
      throw ShellError(.fileUnreadable, .cannotRead(file.path))
    }
    guard data.range(of: Data("-----BEGIN CERTIFICATE-----".utf8)) != nil else {
      throw ShellError(.badConfiguration, .noCertificates(file.path))
    }
    return file.path
  }

  private func curlSettings(
    _ configuration: Configuration,
    for address: ServerAddress
  ) throws(ShellError) -> CurlSettings {
    let named = environment("FIELDSYNC_CACERT") ?? configuration.certificates
    return CurlSettings(
      certificateFile: try named.map { path throws(ShellError) in
        try Self.certificates(in: path)
      },
      plainHosts: Set(configuration.plainHosts ?? []),
      maximumConnections: CurlSettings.connections(over: address.scheme),
      userAgent: "fieldsync/\(VersionVerb.version)"
    )
  }

  private func remoteSettings(_ configuration: Configuration) throws(ShellError) -> RemoteSettings {
    let typed = try number("FIELDSYNC_TIMEOUT", within: 1...Configuration.longestWait)
    var settings = RemoteSettings(language: context.language.rawValue)
    if let timeout = typed ?? configuration.timeout {
      settings.readDeadline = timeout
      settings.writeDeadline = timeout
    }
    return settings
  }

  // A number in the environment.
  private func number(
    _ name: String,
    within bounds: ClosedRange<Double>
  ) throws(ShellError) -> Double? {
    guard let text = environment(name) else { return nil }
    guard let seconds = Double(text), bounds.contains(seconds) else {
      throw ShellError(.badConfiguration, .badEnvironment(name, text), exit: .usage)
    }
    return seconds
  }

  /// What a run goes by: the environment before the configuration before the defaults.
  func syncSettings() throws -> SyncSettings {
    var settings = SyncSettings()
    let configuration = try configuration()
    settings.comparesAndSets = configuration.compareAndSet ?? false
    if let settle = configuration.settle { settings.settle = settle }
    if let settle = try number("FIELDSYNC_SETTLE", within: 0...Configuration.longestWait) {
      settings.settle = settle
    }
    settings.units = try unitRules(configuration)
    return settings
  }

  // A catalog without units, or without a way to call them, gives runs nobody to ask.
  private func unitRules(_ configuration: Configuration) throws -> UnitRules? {
    let facts = FactReader(catalog: try catalog(), verb: "product")
    guard
      var rules = (try? WatchFacts(facts))?.rules(
        pause: configuration.unitPause ?? Configuration.usualUnitPause,
        wakeupPause: configuration.wakeupPause ?? Configuration.usualWakeupPause
      )
    else { return nil }
    let allowed = Configuration.unitCallsAllowed
    let bounds = Double(allowed.lowerBound)...Double(allowed.upperBound)
    let limit = try number("FIELDSYNC_UNIT_CALLS", within: bounds).map { Int($0) }
    rules.limit = limit ?? configuration.unitCalls ?? rules.limit
    let wait = try number("FIELDSYNC_UNIT_WAIT", within: 0...Configuration.longestWait)
    rules.wait = wait ?? configuration.unitWait ?? rules.wait
    return rules
  }

  /// What is unusual about where a run goes.
  func serverWarnings() throws -> [Sentence] {
    guard let other = environment("FIELDSYNC_SERVER") else { return [] }
    let own = try configuration().server
    guard try ServerAddress(parsing: other).description != own else { return [] }
    return [.otherServer(other, own)]
  }

  /// Does something long that Control-C ends early.
  func interruptible<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let task = Task { try await work() }
    let watch = context.interrupts.watch { task.cancel() }
    defer { watch.end() }
    return try await task.value
  }

  /// Makes a run that Control-C ends early, with what was done until then; at a terminal it goes after a
  /// run that is at work already.
  func interruptible(
    _ engine: SyncEngine,
    _ request: SyncRequest
  ) async throws -> (summary: SyncSummary, wasInterrupted: Bool) {
    let other = OtherRun(self)
    let task = Task { try await other.passThenRun(request, engine) }
    let watch = context.interrupts.watch { task.cancel() }
    defer { watch.end() }
    let summary = try await task.value
    return (summary, task.isCancelled)
  }

  /// The right to remove the replica, so that no run is at work on it; nothing where there is none, or
  /// one that cannot be opened and so has no run.
  ///
  /// - Throws: ``ReplicaError`` with `busy`.
  func lockForWiping() throws -> RunLock? {
    guard FileManager.default.fileExists(atPath: home.replica.path) else { return nil }
    do {
      return try replica().acquireRunLock()
    } catch let error as ReplicaError where error.code != .busy {
      return nil
    }
  }

  // A token from outside comes without its account's name: the last log-in here knows it, or the
  // environment tells it.
  private func sessionStore(for address: ServerAddress) throws -> any SessionStore {
    guard let token = environment("FIELDSYNC_TOKEN") else {
      return FileSessionStore(file: home.session)
    }
    guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw ShellError(.badConfiguration, .unusableToken, exit: .usage)
    }
    let known = try replica().read { try $0.remembered("account") }
    guard let user = environment("FIELDSYNC_USER") ?? known else {
      throw ShellError(.loginNeeded, .tokenWithoutUser, exit: .login)
    }
    return MemorySessionStore(
      StoredSession(
        server: address.description,
        token: Secret(token),
        account: Account(username: user)
      )
    )
  }
}

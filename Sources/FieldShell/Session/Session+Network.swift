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
      transport: context.transport(address, Set(configuration.plainHosts ?? [])),
      session: try sessionStore(for: address),
      settings: RemoteSettings()
    )
  }

  /// What a run goes by: the environment before the configuration before the defaults.
  func syncSettings() throws(ShellError) -> SyncSettings {
    var settings = SyncSettings()
    if let settle = try configuration().settle { settings.settle = settle }
    if let text = environment("FIELDSYNC_SETTLE") {
      guard let settle = Double(text), settle.isFinite, settle >= 0 else {
        throw ShellError(
          .badConfiguration,
          .badEnvironment("FIELDSYNC_SETTLE", text),
          exit: .usage
        )
      }
      settings.settle = settle
    }
    return settings
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

  /// Makes a run that Control-C ends early, with what was done until then.
  func interruptible(
    _ engine: SyncEngine,
    _ request: SyncRequest
  ) async throws -> (summary: SyncSummary, wasInterrupted: Bool) {
    let task = Task { try await engine.run(request) }
    let watch = context.interrupts.watch { task.cancel() }
    defer { watch.end() }
    let summary = try await task.value
    return (summary, task.isCancelled)
  }

  /// The right to remove the replica, so that no run is at work on it; nothing where there is none.
  func lockForWiping() throws -> RunLock? {
    guard FileManager.default.fileExists(atPath: home.replica.path) else { return nil }
    return try replica().acquireRunLock()
  }

  // A token from outside comes without its account's name: the last log-in here knows it, or the
  // environment tells it.
  private func sessionStore(for address: ServerAddress) throws -> any SessionStore {
    guard let token = environment("FIELDSYNC_TOKEN") else {
      return FileSessionStore(file: home.session)
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

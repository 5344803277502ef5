import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore

/// `init`: a home with an empty replica.
enum InitVerb {
  static let verb = Verb(
    "init",
    options: [
      .value("server", "URL", .serverOption), .value("cacert", "FILE", .certificatesOption),
      .value("catalog", "FILE", .catalogOption),
      .value("resources", "A,B,…", .resourcesOption), .flag("sensitive", .sensitiveOption),
      .flag("plain-http", .plainHTTPOption),
    ],
    help: .initialize
  ) { invocation, session in
    let home = session.home
    try refuseToOverwrite(home)
    guard let typed = invocation.value("server") ?? session.environment("FIELDSYNC_SERVER") else {
      throw ShellError(.missingOperand, .serverMissing, exit: .usage)
    }
    let address = try ServerAddress(parsing: typed)
    let isPlain = address.scheme == .http && !address.isLoopback
    guard !isPlain || invocation.has("plain-http") else {
      throw ShellError(.insecureServer, .plainHTTPRefused(address.host))
    }
    let path = invocation.value("catalog").map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    let certificates = try certificates(invocation, session)
    let catalog = try Session.catalog(path: path)
    let resources = try HomeScope.resources(invocation.names("resources"), in: catalog)
    // The configuration comes last: with it the home is set up, without it init begins again.
    let kept = try keptResources(home, catalog, address, named: invocation.names("resources"))
    if kept == nil {
      try prepare(home, catalog, resources, address, invocation.has("sensitive"), session)
    }
    var configuration = Configuration(
      server: address.description,
      catalog: path,
      certificates: certificates
    )
    if isPlain { configuration.plainHosts = [address.host] }
    try configuration.write(to: home.configuration)
    session.close()
    var answer = answer(home, address, kept ?? resources, isNew: kept == nil)
    if isPlain { answer.warnings.append(.plainHTTPAllowed(address.host)) }
    if !typed.contains("://") { answer.warnings.append(.schemeTaken("\(address)")) }
    return answer
  }

  private static func refuseToOverwrite(_ home: Home) throws(ShellError) {
    guard !FileManager.default.fileExists(atPath: home.configuration.path) else {
      let isThere = FileManager.default.fileExists(atPath: home.replica.path)
      throw ShellError(
        .alreadySetUp,
        isThere ? .alreadySetUp(home.folder.path) : .setUpWithoutReplica(home.folder.path)
      )
    }
  }

  // As with the server, what the environment names when the home is made belongs to it.
  private static func certificates(
    _ invocation: Invocation,
    _ session: Session
  ) throws(ShellError) -> String? {
    let named = invocation.value("cacert") ?? session.environment("FIELDSYNC_CACERT")
    guard let named else { return nil }
    return try Session.certificates(in: named)
  }

  private static func prepare(
    _ home: Home,
    _ catalog: Catalog,
    _ resources: [String],
    _ address: ServerAddress,
    _ isSensitive: Bool,
    _ session: Session
  ) throws {
    try PrivateFile.makeFolder(home.folder)
    if FileManager.default.fileExists(atPath: home.replica.path) { try home.removeReplica() }
    _ = try Replica.create(
      at: home.replica,
      catalog: catalog,
      resources: resources,
      server: address.description,
      includesSensitive: isSensitive,
      now: session.context.clock()
    )
  }

  // A replica without a configuration is what an init left that was killed half way, and only in the
  // way, or has lost its configuration: then it holds work, and init of the same server gives it back.
  private static func keptResources(
    _ home: Home,
    _ catalog: Catalog,
    _ address: ServerAddress,
    named names: [String]?
  ) throws -> [String]? {
    guard FileManager.default.fileExists(atPath: home.replica.path) else { return nil }
    let replica = try Replica.open(at: home.replica, catalog: catalog)
    let (isUnused, server) = try replica.read { reader in
      let standing = try reader.standing()
      let isEmpty = standing.lastSync == nil && standing.rows.allSatisfy { $0.rows == 0 }
      return (try isEmpty && reader.pendingRows().isEmpty, try reader.remembered("server"))
    }
    if isUnused { return nil }
    let held = replica.layout.tables.map(\.resource.name)
    guard server == address.description, names.map({ Set($0) == Set(held) }) ?? true else {
      throw ShellError(.alreadySetUp, .replicaOfAnother(home.folder.path, server ?? "?"))
    }
    return held
  }

  private static func answer(
    _ home: Home,
    _ address: ServerAddress,
    _ resources: [String],
    isNew: Bool
  ) -> Answer {
    Answer(
      [
        "home": .text(home.folder.path),
        "server": .text(address.description),
        "resources": .array(resources.map(JSONNode.text)),
      ],
      [
        .sentence(
          isNew
            ? .initialized(home.folder.path, "\(address)", resources.count)
            : .setUpAgain(home.folder.path, "\(address)"),
          .good
        ),
        .sentence(.loginNext),
      ]
    )
  }
}

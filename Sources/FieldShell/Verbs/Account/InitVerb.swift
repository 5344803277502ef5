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
    ],
    help: .initialize
  ) { invocation, session in
    let home = session.home
    try refuseToOverwrite(home)
    guard let typed = invocation.value("server") ?? session.environment("FIELDSYNC_SERVER") else {
      throw ShellError(.missingOperand, .serverMissing, exit: .usage)
    }
    let address = try ServerAddress(parsing: typed)
    let path = invocation.value("catalog").map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    let certificates = try certificates(invocation, session)
    let catalog = try Session.catalog(path: path)
    let resources = try HomeScope.resources(invocation.names("resources"), in: catalog)
    // The configuration comes last: with it the home is set up, without it init begins again.
    try prepare(home, catalog, resources, address, invocation.has("sensitive"), session)
    try Configuration(server: address.description, catalog: path, certificates: certificates)
      .write(to: home.configuration)
    session.close()
    return answer(home, address, resources)
  }

  private static func refuseToOverwrite(_ home: Home) throws(ShellError) {
    guard !FileManager.default.fileExists(atPath: home.configuration.path) else {
      throw ShellError(.alreadySetUp, .alreadySetUp(home.folder.path))
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
    try discardUnused(home, catalog)
    _ = try Replica.create(
      at: home.replica,
      catalog: catalog,
      resources: resources,
      server: address.description,
      includesSensitive: isSensitive,
      now: session.context.clock()
    )
  }

  // An init that was killed half way leaves a replica without a configuration. It is only in the way
  // while nothing has ever been done with it.
  private static func discardUnused(_ home: Home, _ catalog: Catalog) throws {
    guard FileManager.default.fileExists(atPath: home.replica.path) else { return }
    let isUnused = try Replica.open(at: home.replica, catalog: catalog).read { reader in
      let standing = try reader.standing()
      return try standing.lastSync == nil && standing.rows.allSatisfy { $0.rows == 0 }
        && reader.pendingRows().isEmpty
    }
    guard isUnused else { throw ShellError(.alreadySetUp, .alreadySetUp(home.folder.path)) }
    try home.removeReplica()
  }

  private static func answer(
    _ home: Home,
    _ address: ServerAddress,
    _ resources: [String]
  ) -> Answer {
    var answer = Answer(
      [
        "home": .text(home.folder.path),
        "server": .text(address.description),
        "resources": .array(resources.map(JSONNode.text)),
      ],
      [
        .sentence(.initialized(home.folder.path, "\(address)", resources.count), .good),
        .sentence(.loginNext),
      ]
    )
    if address.scheme == .http, !address.isLoopback { answer.warnings = [.plainHTTP(address.host)] }
    return answer
  }
}

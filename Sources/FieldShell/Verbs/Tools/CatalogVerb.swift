import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore

/// `catalog`: which resources there are, what their columns take, and whether the server agrees.
enum CatalogVerb {
  private static let actions = ["show", "check"]

  static let verb = Verb(
    "catalog",
    operands: [
      Operand(kind: .choice(actions), arity: .optional, placeholder: "show|check"),
      Operand(kind: .resource, arity: .optional, placeholder: "RES"),
    ],
    options: [.flag("all", .allResourcesOption)],
    help: .catalog
  ) { invocation, session in
    let action = invocation.operands.first
    if let action, !actions.contains(action) {
      throw ShellError(
        .extraOperand,
        .extraOperand(action, verb: "catalog", usage: invocation.verb.usage),
        exit: .usage
      )
    }
    guard action == "check" || !invocation.has("all") else {
      throw ShellError(.optionClash, .optionsClash("--all", action ?? "show"), exit: .usage)
    }
    let catalog = try session.catalog()
    let named = try invocation.operands.dropFirst().first.map { try resource($0, in: catalog) }
    if action == "check" {
      return try await check(named, isWhole: invocation.has("all"), catalog, session)
    }
    let isTerminal = session.output.style.width != nil
    return try named.map { CatalogPage.page(of: $0, isTerminal: isTerminal) }
      ?? CatalogPage.overview(catalog, try held(session))
  }

  private static func resource(
    _ name: String,
    in catalog: Catalog
  ) throws(ShellError) -> Resource {
    guard let resource = catalog[name] else {
      throw RowFinder.unknownResource(name, among: catalog.resources.map(\.name))
    }
    return resource
  }

  // A catalog can be read before there is a replica.
  private static func held(_ session: Session) throws -> Set<String> {
    guard FileManager.default.fileExists(atPath: session.home.replica.path) else { return [] }
    return Set(try session.replica().layout.tables.map(\.name))
  }

  private static func check(
    _ named: Resource?,
    isWhole: Bool,
    _ catalog: Catalog,
    _ session: Session
  ) async throws -> Answer {
    let replica = try session.replica()
    let resources =
      if let named {
        [named]
      } else if isWhole {
        catalog.resources.filter { $0.retiredBy == nil }
      } else {
        replica.layout.tables.map(\.resource)
      }
    let names = Set(resources.map(\.name))
    let denied = try replica.read { try $0.deniedRights() }
      .filter { names.contains($0.resource) }
      .map { CatalogFinding(resource: $0.resource, kind: .rightDenied($0.method)) }
    let server = try session.server()
    let start = session.context.clock()
    let outcome = try await comparison(of: resources, on: server, session)
    var answer = CatalogCheckPage(
      catalog: catalog,
      address: server.base,
      outcome: outcome,
      denied: denied,
      traffic: server.traffic,
      seconds: session.context.clock().secondsSince1970 - start.secondsSince1970
    ).answer
    answer.warnings += try session.serverWarnings()
    return answer
  }

  private static func comparison(
    of resources: [Resource],
    on server: RemoteServer,
    _ session: Session
  ) async throws -> CatalogCheck.Outcome {
    let screen = session.errors
    // Line by line it would be a list of all tables in somebody's log.
    let isQuiet = session.usesJSON || screen.style.width == nil
    return try await session.interruptible {
      try await CatalogCheck(server: server) { name in
        if !isQuiet { screen.progress(.comparing(name)) }
      }.run(resources)
    }
  }
}

import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore

/// `login`: the account whose work this is.
enum LoginVerb {
  static let verb = Verb(
    "login",
    options: [
      .value("user", "NAME", .userOption), .flag("password-stdin", .passwordOption),
      .flag("remember", .rememberOption),
    ],
    help: .login
  ) { invocation, session in
    guard let user = invocation.value("user") else {
      throw ShellError(.missingOperand, .userMissing, exit: .usage)
    }
    let replica = try session.replica()
    let server = try session.server()
    let password = try password(invocation, session, for: server.catalog.conventions.logIn)
    let remember = invocation.has("remember")
    let isKey = server.catalog.conventions.logIn == .key
    let account: Account
    do {
      account = try await session.interruptible { () async throws -> Account in
        try await server.logIn(user: user, password: Secret(password), remember: remember)
      }
    } catch let error as RemoteError where isKey && error.code == .loginRefused {
      throw ShellError(foreign: error.code.rawValue, .keyRefused(error.subject), exit: .login)
    }
    let foreign = try adopt(account, replica)
    return answer(account, invocation, session, foreign: foreign, isKey: isKey)
  }

  private static func password(
    _ invocation: Invocation,
    _ session: Session,
    for logIn: APIConventions.LogIn
  ) throws(ShellError) -> String {
    let input = session.context.input
    let prompt = logIn == .key ? Sentence.keyPrompt : Sentence.passwordPrompt
    let typed: String? =
      if invocation.has("password-stdin") {
        input.line(prompt: "", completer: nil)
      } else if session.context.terminal().isInput {
        input.secret(prompt: session.errors.style.shown(prompt))
      } else {
        nil
      }
    guard let typed, !typed.isEmpty else {
      let missing = logIn == .key ? Sentence.keyMissing : .passwordMissing
      throw ShellError(.missingPassword, missing, exit: .usage)
    }
    return typed
  }

  // Number of rows with changes that another account made: they wait for that account.
  private static func adopt(_ account: Account, _ replica: Replica) throws -> (Int, String)? {
    try replica.write(by: .engine) { writer in
      try writer.adoptAccount(account.username)
      try writer.remember("account", account.username)
      let foreign = try writer.reader.pendingRows().compactMap { row in
        row.users.first { $0 != account.username }
      }
      return foreign.first.map { (foreign.count, $0) }
    }
  }

  private static func answer(
    _ account: Account,
    _ invocation: Invocation,
    _ session: Session,
    foreign: (Int, String)?,
    isKey: Bool
  ) -> Answer {
    let name = account.displayName.isEmpty ? account.username : account.displayName
    var answer = Answer(
      [
        "user": .text(account.username), "name": .text(name),
        "permissions": .text(account.permissions), "visibility": .text(account.visibility),
        "remembered": .boolean(invocation.has("remember")),
      ],
      [.sentence(.loggedIn(name, account.permissions), .good)]
    )
    if invocation.has("remember") {
      let path = session.home.session.path
      answer.warnings.append(isKey ? .keyKept(path) : .passwordKept(path))
    }
    if session.environment("FIELDSYNC_TOKEN") != nil { answer.warnings.append(.tokenFromOutside) }
    if let (rows, other) = foreign { answer.warnings.append(.othersWork(rows, of: other)) }
    return answer
  }
}

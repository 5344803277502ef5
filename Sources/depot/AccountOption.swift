import ArgumentParser
import DepotCore

/// An account as the command line says it, `NAME:PASSWORD:LEVEL`.
struct AccountOption: ExpressibleByArgument {
  let account: DepotAccount

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, !parts.contains("") else { return nil }
    account = DepotAccount(username: parts[0], password: parts[1], permission: parts[2])
  }
}

/// What an API does its own way, where it differs from the one that the program was built for.
package struct APIConventions: Sendable, Equatable {
  /// How requests show who asks.
  package enum LogIn: String, Sendable {
    /// A user's name and password earn a token at the API's own log-in.
    case account
    /// A key from elsewhere, which stands alone in the `Authorization` header.
    case key
  }

  /// How the API lists the rows of a resource.
  package enum Lists: String, Sendable {
    /// Page by page, filtered and ordered as was asked.
    case pages
    /// All at once, as a bare JSON array in no order; nothing can be asked for apart.
    case whole
  }

  /// How requests show who asks.
  package let logIn: LogIn
  /// How rows are listed.
  package let lists: Lists
  /// Whether the API greets at `/home`, so that it can be told from a captive portal before any work.
  package let greets: Bool

  /// Conventions, by default those of the API that the program was built for.
  package init(logIn: LogIn = .account, lists: Lists = .pages, greets: Bool = true) {
    self.logIn = logIn
    self.lists = lists
    self.greets = greets
  }
}

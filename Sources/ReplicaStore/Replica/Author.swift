package import CatalogModel

/// Who is behind a transaction: it decides whether the capture triggers record what it changes.
package enum Author: Sendable, Equatable {
  /// A person at the prompt or a script: every row changed is captured.
  ///
  /// The time stamps the changes; without one SQLite's own clock does.
  case person(now: NaiveTime?)
  /// The engine, which applies what the server said: nothing is captured.
  case engine
}

/// Where the reference server keeps its rows.
package enum DepotDatabase: Sendable, Equatable {
  /// In memory, gone with the server.
  case memory
  /// In a SQLite file at this path, made when it is not there.
  case file(String)
}

import CatalogModel
import RemoteAPI
import ReplicaStore

/// One question of the pull on its way.
struct PullQuestion: Sendable {
  /// The walk that it belongs to.
  let walk: Int
  /// Whose rows it asks for.
  let resource: Resource
  /// The question.
  let query: RowQuery
  /// The key that all of its rows must exceed, if it says so.
  let after: RowKey?
  /// The range of keys that it is to fetch; nothing in a walk from key to key.
  let span: KeySpan?
  /// Whether it asks for what is new, and not for everything.
  var isNews = false
  /// Whether little is expected to come: it asks for news, and nothing says yet that there is much.
  var isShort = false
}

package import CatalogModel

/// One request that reached the server, and what came of it there.
package struct WireRecord: Sendable {
  /// Who sent it: an agent's name, or a colleague's.
  package let sender: String
  package let method: String
  package var resource: String
  /// The key in the path, if there was one.
  package var key: String?
  /// What a write carried.
  package let fields: RowFields
  /// What a write carried, as it was.
  package var body: JSONNode?
  package let status: Int
  /// The rows of the answer, whether or not it arrived.
  package let rows: [RowFields]
  /// Whether the answer arrived.
  package let isSeen: Bool
  package let time: NaiveTime
  /// The path with its query, as it stood in the request line.
  package var target = ""
  /// Whether the row came within the body of the record before it.
  package var isNested = false
  /// The action that it asked for, by the last part of its path; nothing where it was about a row itself.
  package var action: String?
  /// How many requests the sender said would follow it at once.
  package var followers = 0
}

package import CatalogModel

/// A page of rows as it came.
package struct RemotePage: TimedAnswer, Sendable {
  /// Whose rows these are.
  package let resource: Resource
  /// The JSON text as received; its envelope was recognised, its rows were not read.
  package let body: [UInt8]
  /// The server's clock when it answered, from the `Date` header.
  package let serverTime: NaiveTime?
  /// Bytes of the whole answer as they came over the wire.
  package let bytesReceived: Int

  /// A page with the time of its answer.
  package init(
    resource: Resource,
    body: [UInt8],
    serverTime: NaiveTime?,
    bytesReceived: Int = 0
  ) {
    self.resource = resource
    self.body = body
    self.serverTime = serverTime
    self.bytesReceived = bytesReceived
  }

  /// Reads the rows.
  ///
  /// - Throws: ``RemoteError`` of code `unreadable` if the body is not a page in valid JSON.
  package func decoded() throws(RemoteError) -> DecodedPage {
    guard let node = try? JSONNode(parsing: body), let (objects, count, pages) = parts(of: node)
    else { throw RemoteError(code: .unreadable, subject: resource.name) }
    var rows: [RowFields] = []
    for object in objects {
      guard let row = RowReader(resource: resource).fields(object) else {
        throw RemoteError(code: .unreadable, subject: resource.name)
      }
      rows.append(row)
    }
    return DecodedPage(
      rows: rows,
      numResults: count,
      totalPages: pages,
      serverTime: serverTime
    )
  }

  private func parts(of node: JSONNode) -> (objects: [JSONNode], count: Int, pages: Int)? {
    switch (resource.lists, node) {
    case (.whole, .array(let objects)): return (objects, objects.count, objects.isEmpty ? 0 : 1)
    case (.pages, .object):
      guard case .integer(let count)? = node["num_results"],
        case .array(let objects)? = node["objects"]
      else { return nil }
      let pages: Int =
        if case .integer(let number)? = node["total_pages"] { Int(number) } else { 0 }
      return (objects, Int(count), pages)
    default: return nil
    }
  }
}

/// What a client says it can read.
///
/// The library has JSON alone and sends it whatever is said, but it refuses what is no list of media
/// types.
enum AcceptHeader {
  static func isReadable(_ text: String) -> Bool {
    text.isEmpty
      || text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { range in
        let kind = range.prefix { $0 != ";" }.filter { $0 != " " }
        return kind == "*"
          || kind.split(separator: "/", omittingEmptySubsequences: false).count == 2
      }
  }

  static let refusal = DepotResponse(
    status: 400,
    headers: [("Content-Type", "text/plain")],
    body: Array("Invalid Accept header requested".utf8)
  )
}

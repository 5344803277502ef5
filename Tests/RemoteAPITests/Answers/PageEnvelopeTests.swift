import CatalogModel
import RemoteAPI
import Testing

struct PageEnvelopeTests {
  private static let opening = #"{"num_results":1,"objects":["#

  @Test(arguments: [
    "\(opening)]}", " \n\(opening)] }\r\n", "\(opening){\"a\":\"}\"}]}",
    #"\#(opening){"a":"\"}{\\"}]}"#, #"\#(opening){"a":NaN,"b":-Infinity}]}"#,
    #"{"total_pages":1,"page":1,"objects":[],"num_results":0}"#,
  ])
  func `a whole page passes, whatever its values are`(_ body: String) async throws {
    #expect(try await isTaken(body))
  }

  @Test(arguments: [
    opening, "\(opening)]", "\(opening){}", #"\#(opening){"a":"]}"#, #"\#(opening){"a":"\"]}"}"#,
    "\(opening)]}}", "\(opening)]}{}", "x\(opening)]}", "[\(opening)]}]", "\(opening)]}x",
    #"{"num_results":1}"#, #"{"objects":[]}"#, "", "{}", "null",
    #"{"x":{"num_results":1,"objects":[]}}"#,
  ])
  func `what is not one whole page does not`(_ body: String) async throws {
    #expect(try await !isTaken(body))
  }

  private func isTaken(_ body: String) async throws -> Bool {
    let shop = try Shop([.json(200, body)])
    let repairs = try shop.resource("repairs")
    do {
      _ = try await shop.server.rows(of: repairs, matching: RowQuery(pageSize: 1))
      return true
    } catch {
      #expect(error.code == .notThisAPI)
      return false
    }
  }
}

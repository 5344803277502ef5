import RemoteAPI
import Synchronization

/// A server that takes the newest token only, and counts its log-ins.
final class TokenTransport: HTTPTransport {
  private let count = Mutex(0)

  var logIns: Int { count.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    await Task.yield()
    if request.path.hasSuffix("/login") {
      let number = count.withLock { count in
        count += 1
        return count
      }
      return try ScriptedTransport.Answer.granted(token: "token-\(number)").get()
    }
    let isAlive = request.header("Authorization") == "Token token=token-\(logIns)" && logIns > 0
    let answer: ScriptedTransport.Answer =
      isAlive
      ? .json(200, #"{"num_results":0,"objects":[],"page":1,"total_pages":0}"#)
      : .json(401, #"{"message":"Invalid token"}"#)
    return try answer.get()
  }
}

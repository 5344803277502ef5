import DepotCore
import Dispatch
import HTTPTypes
import HummingbirdCore
import NIOCore

/// One exchange on the wire: reads a request, has the depot answer it, writes the response or
/// deliberately does not.
struct DepotExchange: Sendable {
  /// Ends an exchange by closing its connection.
  struct ConnectionLost: Error {}

  private static let greatestBody = 16 << 20
  /// How late a delayed request is carried out, in seconds; within what clients allow for.
  private static let delay = 0.4

  let depot: Depot
  let faults: FaultPlan
  let hasControl: Bool
  // SQLite blocks, and the threads of Swift's concurrency are few.
  private let queue = DispatchQueue(label: "depot", attributes: .concurrent)

  init(depot: Depot, faults: FaultPlan, hasControl: Bool) {
    self.depot = depot
    self.faults = faults
    self.hasControl = hasControl
  }

  func respond(to request: Request) async throws -> Response {
    let body = try await request.body.collect(upTo: Self.greatestBody)
    let depotRequest = Self.depotRequest(request, body: body)
    if hasControl, depotRequest.path.hasPrefix(ControlDoor.prefix) {
      return Self.response(ControlDoor(depot: depot, faults: faults).answer(depotRequest), nil)
    }
    let fault = faults.take(method: depotRequest.method, path: depotRequest.path)
    switch fault {
    case .dropRequest: throw ConnectionLost()
    case .delayRequest:
      queue.asyncAfter(deadline: .now() + Self.delay) { _ = depot.respond(to: depotRequest) }
      throw ConnectionLost()
    case .doubleRequest: _ = await answer(depotRequest)
    case .loseAnswer, nil: break
    }
    let answer = await answer(depotRequest)
    guard fault != .loseAnswer else { throw ConnectionLost() }
    return Self.response(answer, depotRequest.headers["accept-encoding"])
  }

  private func answer(_ request: DepotRequest) async -> DepotResponse {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: depot.respond(to: request)) }
    }
  }

  private static func depotRequest(_ request: Request, body: ByteBuffer) -> DepotRequest {
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      headers[name] = headers[name].map { "\($0), \(field.value)" } ?? field.value
    }
    headers["host"] = request.head.authority ?? headers["host"]
    return DepotRequest(
      method: request.method.rawValue,
      target: request.head.path ?? "/",
      headers: headers,
      body: Array(body.readableBytesView)
    )
  }

  private static func response(_ answer: DepotResponse, _ acceptEncoding: String?) -> Response {
    var headers = HTTPFields()
    for (name, value) in answer.headers {
      guard let name = HTTPField.Name(name) else { continue }
      headers.append(HTTPField(name: name, value: value))
    }
    var bytes = answer.body
    if bytes.count >= Gzip.leastBytes, Gzip.isAccepted(by: acceptEncoding),
      let packed = Gzip.compressed(bytes)
    {
      bytes = packed
      headers[.contentEncoding] = "gzip"
      headers[.vary] = "Accept-Encoding"
    }
    if answer.status != 204 { headers[.contentLength] = String(bytes.count) }
    return Response(
      status: HTTPResponse.Status(code: answer.status),
      headers: headers,
      body: bytes.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}

import CatalogModel
import DepotCore
import FieldTestSupport
import RemoteAPI
import Synchronization

/// The way to the depot, calm but for what a test orders for single requests.
final class ScriptedTransport: HTTPTransport {
  /// What happens to one request.
  enum Fault: Sendable {
    /// No connection can be made.
    case unreachable
    /// It never arrives, and the laptop waits in vain.
    case dropped
    /// It is carried out, and the answer is lost.
    case answerLost
    /// It is carried out after the laptop has given up on it.
    case late(seconds: Double)
    /// It is carried out twice, as by a proxy that repeats it, and the second answer arrives.
    case doubled
    /// The laptop dies before it leaves.
    case fatal
    /// The laptop dies, and the request is carried out so many seconds later.
    case fatalAndLate(seconds: Double)
    /// Something else answers, and the request is not carried out.
    case answered(
      status: Int,
      type: String = "application/json",
      body: String,
      headers: [(name: String, value: String)] = []
    )
    /// Something else happens first; then all goes well.
    case after(@Sendable () -> Void)
  }

  /// Which requests are meant; those that fit the method, the resource and a part of the target.
  struct Order: Sendable {
    let method: String
    let resource: String
    var part = ""
    /// How many of them pass unharmed first.
    var skip = 0
    var times = 1
    let fault: Fault
  }

  private let calm: VillageTransport
  private let timeline: Timeline
  private let orders = Mutex<[Order]>([])

  init(agent: String, world: World) {
    timeline = world.timeline
    calm = VillageTransport(
      agent: agent,
      depot: world.depot,
      timeline: world.timeline,
      random: SeededRandom(seed: world.seed, name: "link of \(agent)"),
      wire: world.wire,
      plan: .calm
    )
  }

  /// Orders what happens to the next requests that fit.
  func order(
    _ method: String,
    _ resource: String,
    _ fault: Fault,
    part: String = "",
    skip: Int = 0,
    times: Int = 1
  ) {
    let order = Order(
      method: method,
      resource: resource,
      part: part,
      skip: skip,
      times: times,
      fault: fault
    )
    orders.withLock { $0.append(order) }
  }

  /// Forgets what was ordered and has not happened.
  func forgetOrders() { orders.withLock { $0 = [] } }

  /// Whether all that was ordered has happened.
  var isDone: Bool { orders.withLock { $0.isEmpty } }

  /// The laptop is on again.
  func revive() { calm.revive() }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    switch next(for: request) {
    case nil: return try await calm.send(request)
    case .unreachable: throw TransportError(code: .unreachable, subject: "depot")
    case .dropped: return try await send(request, over: Self.plan { $0.drop = 1 })
    case .answerLost: return try await send(request, over: Self.plan { $0.loseAnswer = 1 })
    case .late(let seconds):
      deliver(request, after: 10 + seconds)
      return try await send(request, over: Self.plan { $0.drop = 1 })
    case .doubled:
      _ = try await calm.send(request)
      return try await calm.send(request)
    case .fatal:
      calm.kill()
      await never()
    case .fatalAndLate(let seconds):
      deliver(request, after: seconds)
      calm.kill()
      await never()
    case .answered(let status, let type, let body, let headers):
      return HTTPResponse(
        status: status,
        headers: HTTPHeaders([("Content-Type", type)] + headers),
        body: Array(body.utf8)
      )
    case .after(let action):
      action()
      return try await calm.send(request)
    }
    throw TransportError(code: .cancelled, subject: "depot")
  }

  private func send(
    _ request: HTTPRequest,
    over plan: FaultPlan
  ) async throws(TransportError) -> HTTPResponse {
    try await calm.send(request, under: plan)
  }

  private func deliver(_ request: HTTPRequest, after seconds: Double) {
    timeline.after(seconds) { [calm, timeline] in
      timeline.start { _ = try? await calm.send(request) }
    }
  }

  private func never() async {
    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
  }

  private func next(for request: HTTPRequest) -> Fault? {
    orders.withLock { orders in
      let index = orders.firstIndex { order in
        order.method == request.method
          && request.path.split(separator: "/").dropFirst().first.map(String.init) == order.resource
          && (order.part.isEmpty || request.target.contains(order.part))
      }
      guard let index else { return nil }
      if orders[index].skip > 0 {
        orders[index].skip -= 1
        return nil
      }
      orders[index].times -= 1
      let fault = orders[index].fault
      if orders[index].times == 0 { orders.remove(at: index) }
      return fault
    }
  }

  private static func plan(_ change: (inout FaultPlan) -> Void) -> FaultPlan {
    var plan = FaultPlan.calm
    change(&plan)
    return plan
  }
}

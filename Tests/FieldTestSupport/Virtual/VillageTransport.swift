import CatalogModel
package import DepotCore
import Foundation
package import RemoteAPI
import Synchronization

/// The way between one laptop and the depot, on virtual time, with everything going wrong that the
/// plan says.
package final class VillageTransport: HTTPTransport {
  private let agent: String
  private let depot: Depot
  private let timeline: Timeline
  private let random: SeededRandom
  private let wire: Wire
  private struct State {
    var plan: FaultPlan
    var onCrash: (@Sendable () -> Void)?
    /// How often the laptop died; what an earlier life had under way never comes back.
    var deaths = 0
    var isDead = false
    /// The last answer to a write of each kind that arrived.
    var answers: [String: HTTPResponse] = [:]
    var mishaps: [String: Int] = [:]
  }

  private let state: Mutex<State>

  package init(
    agent: String,
    depot: Depot,
    timeline: Timeline,
    random: SeededRandom,
    wire: Wire,
    plan: FaultPlan
  ) {
    self.agent = agent
    self.depot = depot
    self.timeline = timeline
    self.random = random
    self.wire = wire
    state = Mutex(State(plan: plan))
  }

  /// What goes wrong from now on.
  package var plan: FaultPlan {
    get { state.withLock { $0.plan } }
    set { state.withLock { $0.plan = newValue } }
  }

  /// How often what went wrong, by kind and method.
  package var mishaps: [String: Int] { state.withLock { $0.mishaps } }

  private func count(_ mishap: String, _ request: HTTPRequest) {
    state.withLock { $0.mishaps["\(mishap) \(request.method)", default: 0] += 1 }
  }

  /// What happens to a laptop that dies in the middle of an exchange; its task goes on when the story
  /// is over.
  package func whenCrashing(_ action: (@Sendable () -> Void)?) {
    state.withLock { $0.onCrash = action }
  }

  /// The laptop is on again, with its files.
  package func revive() { state.withLock { $0.isDead = false } }

  /// The laptop dies: whatever it has under way or begins before it is on again ends with the story.
  package func kill() {
    state.withLock { state in
      state.isDead = true
      state.deaths += 1
    }
  }

  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    try await send(request, under: plan)
  }

  /// Sends one request under a plan of its own.
  package func send(
    _ request: HTTPRequest,
    under plan: FaultPlan
  ) async throws(TransportError) -> HTTPResponse {
    let (deaths, isDead) = state.withLock { ($0.deaths, $0.isDead) }
    if isDead { throw await endOfStory() }
    let result: Result<HTTPResponse, TransportError>
    do throws(TransportError) {
      result = .success(try await exchange(request, under: plan))
    } catch {
      result = .failure(error)
    }
    if state.withLock({ $0.deaths != deaths }) { throw await endOfStory() }
    return try result.get()
  }

  private func exchange(
    _ request: HTTPRequest,
    under plan: FaultPlan
  ) async throws(TransportError) -> HTTPResponse {
    if random.chance(plan.unreachable) {
      await timeline.sleep(seconds: random.fraction())
      throw TransportError(code: .unreachable, subject: "depot")
    }
    if plan.reset > 0, random.chance(plan.reset) {
      count("reset", request)
      if random.chance(0.5) { _ = carryOut(request, isSeen: false) }
      throw TransportError(code: .connectionLost, subject: "depot", mayHaveBeenSent: true)
    }
    let isDropped = random.chance(plan.drop)
    let isLate = !isDropped && random.chance(plan.arriveLate)
    let isLost = random.chance(plan.loseAnswer)
    let isFatal = random.chance(plan.crash)
    let there = random.fraction() * plan.latency
    let back = random.fraction() * plan.latency
    if isDropped || isLate {
      count(isLate ? "late" : "dropped", request)
      if isLate { arriveLate(request, within: plan) }
      await timeline.sleep(seconds: plan.patience)
      if isFatal { die() }
      throw TransportError(code: .timedOut, subject: "depot", mayHaveBeenSent: true)
    }
    await timeline.sleep(seconds: there)
    let earlier = earlierAnswer(to: request, under: plan)
    let response = carryOut(request, isSeen: !isLost && !isFatal && earlier == nil)
    await timeline.sleep(seconds: isLost ? plan.patience : back)
    if isFatal { die() }
    if isLost {
      count("lost", request)
      throw TransportError(code: .connectionLost, subject: "depot", mayHaveBeenSent: true)
    }
    if request.isWrite { state.withLock { $0.answers[Self.kind(of: request)] = response } }
    guard let earlier else { return response }
    count("repeated", request)
    return earlier
  }

  // The answer that comes in the place of this request's own.
  private func earlierAnswer(
    to request: HTTPRequest,
    under plan: FaultPlan
  ) -> HTTPResponse? {
    guard request.isWrite, plan.repeatAnswer > 0, random.chance(plan.repeatAnswer) else {
      return nil
    }
    return state.withLock { $0.answers[Self.kind(of: request)] }
  }

  private static func kind(of request: HTTPRequest) -> String {
    "\(request.method) \(request.path.split(separator: "/").dropFirst().first ?? "")"
  }

  private func arriveLate(_ request: HTTPRequest, within plan: FaultPlan) {
    timeline.after(plan.patience + random.fraction() * plan.lateness) {
      _ = self.carryOut(request, isSeen: false)
    }
  }

  private func die() {
    let onCrash = state.withLock { $0.isDead ? nil : $0.onCrash }
    guard let onCrash else { return }
    kill()
    onCrash()
  }

  private func endOfStory() async -> TransportError {
    await timeline.waitForEnd()
    return TransportError(code: .cancelled, subject: "depot")
  }

  private func carryOut(_ request: HTTPRequest, isSeen: Bool) -> HTTPResponse {
    let headers = Dictionary(
      request.headers.map { ($0.name.lowercased(), $0.value) },
      uniquingKeysWith: { $1 }
    )
    let answer = depot.respond(
      to: DepotRequest(
        method: request.method,
        path: request.path.removingPercentEncoding ?? request.path,
        query: request.query,
        headers: headers,
        body: request.body ?? []
      )
    )
    note(request, answer, isSeen: isSeen)
    return HTTPResponse(
      status: answer.status,
      headers: HTTPHeaders(answer.headers),
      body: answer.body,
      bytesSent: request.target.utf8.count + (request.body?.count ?? 0),
      bytesReceived: answer.body.count
    )
  }

  private func note(_ request: HTTPRequest, _ answer: DepotResponse, isSeen: Bool) {
    let parts = request.path.split(separator: "/").map(String.init)
    guard parts.count >= 2 else { return }
    let body = request.body.flatMap { try? JSONNode(parsing: $0) }
    wire.note(
      WireRecord(
        sender: agent,
        method: request.method,
        resource: parts[1],
        key: parts.count > 2 ? parts[2].removingPercentEncoding : nil,
        fields: Self.fields(body).filter { field in
          !(depot.catalog[parts[1]]?.relations.contains { $0.name == field.key } ?? false)
        },
        body: body,
        status: answer.status,
        rows: Self.rows(answer.body),
        isSeen: isSeen,
        time: timeline.now,
        target: request.target,
        action: parts.count > 3 ? parts[3] : nil,
        followers: request.followers
      )
    )
    if request.method == "POST", case .object(let members)? = body {
      noteNested(members, in: parts[1], answer, isSeen: isSeen)
    }
  }

  // A row that came within the body of another was made like any: the wire tells of it by itself.
  private func noteNested(
    _ members: [String: JSONNode],
    in resource: String,
    _ answer: DepotResponse,
    isSeen: Bool
  ) {
    let catalog = depot.catalog
    guard let parent = catalog[resource] else { return }
    let key = Self.rows(answer.body).first?[parent.key.name]
    for relation in parent.relations {
      guard case .array(let items)? = members[relation.name] else { continue }
      let made = ((try? depot.rows(of: relation.resource)) ?? []).filter { row in
        key != nil && row[relation.via] == key
      }
      for (index, item) in items.enumerated() {
        var record = WireRecord(
          sender: agent,
          method: "POST",
          resource: relation.resource,
          key: nil,
          fields: Self.fields(item).merging([relation.via: key ?? .null]) { $1 },
          status: answer.status,
          rows: made.indices.contains(index) ? [made[index]] : [],
          isSeen: isSeen,
          time: timeline.now
        )
        record.isNested = true
        wire.note(record)
      }
    }
  }

  private static func fields(_ node: JSONNode?) -> RowFields {
    guard case .object(let members)? = node else { return [:] }
    return members.mapValues(\.fieldValue)
  }

  private static func rows(_ body: [UInt8]) -> [RowFields] {
    guard let node = try? JSONNode(parsing: body) else { return [] }
    if case .array(let objects)? = node["objects"] { return objects.map { fields($0) } }
    return node["message"] == nil ? [fields(node)] : []
  }
}

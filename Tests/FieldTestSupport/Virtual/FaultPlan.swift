/// How often what goes wrong between a laptop and its server.
package struct FaultPlan: Sendable {
  /// The request never arrives.
  package var drop = 0.0
  /// The request is carried out and its answer is lost.
  package var loseAnswer = 0.0
  /// The request is carried out after the laptop has given up on it.
  package var arriveLate = 0.0
  /// The connection cannot be made at all.
  package var unreachable = 0.0
  /// A connection that was kept open turns out to be dead: at once, and nobody knows whether the request
  /// was carried out, which is so every other time.
  package var reset = 0.0
  /// In place of its answer to a write comes the one to an earlier write of the same kind.
  package var repeatAnswer = 0.0
  /// The laptop dies while it waits for the answer.
  package var crash = 0.0
  /// The longest time one way, in seconds.
  package var latency = 0.4
  /// After how many seconds a laptop gives up.
  package var patience = 10.0
  /// The latest a request may arrive after that, in seconds; below the settle time.
  package var lateness = 15.0

  package init() {}

  /// Nothing goes wrong.
  package static let calm = FaultPlan()

  /// A link that loses and mixes up answers, on fresh connections and on kept ones.
  package static let lossy: FaultPlan = {
    var plan = FaultPlan()
    plan.drop = 0.05
    plan.loseAnswer = 0.15
    plan.arriveLate = 0.05
    plan.reset = 0.1
    plan.repeatAnswer = 0.05
    return plan
  }()

  /// The link of a story: in some villages, and so in one story of three, it is worse.
  static func village(of seed: UInt64) -> FaultPlan {
    var plan = village
    guard seed % 3 == 2 else { return plan }
    (plan.drop, plan.loseAnswer) = (0.12, 0.2)
    (plan.arriveLate, plan.repeatAnswer) = (0.08, 0.03)
    return plan
  }

  /// A link as technicians have it.
  package static let village: FaultPlan = {
    var plan = FaultPlan()
    plan.drop = 0.05
    plan.loseAnswer = 0.08
    plan.arriveLate = 0.03
    plan.unreachable = 0.02
    plan.crash = 0.02
    return plan
  }()
}

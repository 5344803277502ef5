import Testing

@testable import DepotServer

struct FaultTests {
  @Test(arguments: [
    ("POST:/v1/repairs", "POST", "/v1/repairs", 1), ("put:/v1/x:3", "PUT", "/v1/x", 3),
    ("*:/v1", nil, "/v1", 1),
  ])
  func `a fault is read from the command line`(
    _ text: String,
    _ method: String?,
    _ path: String,
    _ count: Int
  ) {
    let expected = Fault(kind: .loseAnswer, method: method, pathPrefix: path, count: count)
    #expect(Fault(.loseAnswer, parsing: text) == expected)
  }

  @Test(arguments: ["", "POST", ":/v1", "POST:v1", "POST:/v1:0", "POST:/v1:x", "POST:/v1:1:2"])
  func `what is no fault is none`(_ text: String) {
    #expect(Fault(.dropRequest, parsing: text) == nil)
  }

  @Test func `a fault hits its requests and no others, as often as it says`() {
    let plan = FaultPlan()
    plan.add(Fault(kind: .dropRequest, method: "PUT", pathPrefix: "/v1/repairs", count: 2))
    plan.add(Fault(kind: .loseAnswer, method: nil, pathPrefix: "/v1", count: 1))
    #expect(plan.take(method: "PUT", path: "/v1/repairs/1") == .dropRequest)
    #expect(plan.take(method: "GET", path: "/v1/repairs/1") == .loseAnswer)
    #expect(plan.take(method: "GET", path: "/v1/repairs/1") == nil)
    #expect(plan.take(method: "PUT", path: "/v1/repairs") == .dropRequest)
    #expect(plan.take(method: "PUT", path: "/v1/repairs") == nil)
  }
}

import CatalogModel
import Testing

@testable import DepotCore

/// The entities of a unit, by the three actions that change them.
struct EntityTests {
  private static let unit = "/products/\(Bench.imeis[0])"
  let bench: Bench

  init() throws {
    bench = try Bench()
    for name in ["North", "South"] {
      let entity: RowFields = [
        "name": .text(name), "bboxx_company_flag": .boolean(false), "financier": .boolean(false),
      ]
      #expect(bench.depot.write(as: "x", .create, "entities", entity).status == 201)
    }
  }

  private func send(_ action: String, _ body: String) -> DepotResponse {
    bench.send("PUT", "\(Self.unit)/\(action)", json: body, as: "tech")
  }

  private func names(_ response: DepotResponse) -> JSONNode? {
    response.json["data"]?[Bench.imeis[0]]
  }

  @Test func `entities are added, exchanged and removed, and the unknown one stands in`() throws {
    #expect(names(send("assign_entity", #"{"entity_id":1}"#)) == .array([.text("BBOXX")]))
    #expect(names(send("assign_entity", #"{"entity_id":2}"#)) == .array([.text("North")]))
    #expect(names(send("assign_entity", #"{"entity_id":2}"#)) == .array([.text("North")]))
    #expect(try bench.depot.count(of: "product_entity_linker") == 2, "a repeat adds nothing")
    let change = #"{"old_entity_id":2,"new_entity_id":3}"#
    #expect(names(send("change_entity", change)) == .array([.text("South")]))
    #expect(send("change_entity", change).status == 400, "the old one is gone")
    #expect(names(send("remove_entity", #"{"entity_id":3}"#)) == .array([.text("BBOXX")]))
    #expect(send("remove_entity", #"{"entity_id":3}"#).status == 200)
  }

  @Test(arguments: [
    ("assign_entity", "{}"), ("assign_entity", #"{"entity_id":"2"}"#),
    ("assign_entity", #"{"entity_id":9}"#), ("change_entity", #"{"old_entity_id":1}"#),
    ("remove_entity", #"{"entity_id":9}"#),
  ])
  func `an entity that is not there is refused`(action: String, body: String) {
    let refused = send(action, body)
    #expect(refused.status == 400)
    #expect(refused.json["status"] == .text("validation-error"))
  }
}

import Testing

@testable import CatalogModel

struct ActionProofTests {
  private let proof: ActionProof
  private let repairs: Resource

  init() throws {
    let catalog = try CatalogText.catalog()
    proof = try #require(catalog.action(named: "move")?.proof)
    repairs = try #require(catalog["repairs"])
  }

  @Test(arguments: [
    (FieldValue.text("1"), FieldValue.text("fixed"), FieldValue.text("2026-11-27"), true),
    (.text("2"), .text("fixed"), .text("2026-11-27"), false),
    (.text("1"), .text("sold"), .text("2026-11-27"), false),
    (.text("1"), .text("fixed"), .null, false),
  ])
  func `a row speaks of a call if every condition holds`(
    unit: FieldValue,
    outcome: FieldValue,
    closed: FieldValue,
    holds: Bool
  ) {
    let row: RowFields = ["unit": unit, "outcome": outcome, "closed_on": closed]
    #expect(
      ActionProof.holds(proof.conditions, of: ["imei": .text("1")], in: row, repairs) == holds
    )
  }

  @Test func `a value that was not given is no condition`() {
    #expect(
      ActionProof.values(proof.conditions, of: ["imei": .null]) == ["outcome": .text("fixed")]
    )
    #expect(
      ActionProof.values(proof.conditions, of: ["imei": .text("1")])
        == ["outcome": .text("fixed"), "unit": .text("1")]
    )
  }
}

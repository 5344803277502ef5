import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

struct UpdateVerificationTests {
  @Test(arguments: UpdateCase.table)
  func `the row as it is tells what became of the operation`(_ item: UpdateCase) throws {
    let verification = UpdateVerification(resource: try MergeCatalog.resource(), settle: 30)
    let operation = OperationCase.operation(
      1,
      item.kind,
      values: item.kind == .delete ? [:] : ["n": .real(2)],
      base: ["n": .real(1)],
      endedAt: item.endedAt,
      baseModifiedAt: item.baseModifiedAt.map(OperationCase.at)
    )
    let row = item.row.map {
      OperationCase.row(1, ["n": $0.value], createdAt: -900, modifiedAt: $0.modifiedAt)
    }
    #expect(
      verification.verdict(on: operation, row: row, now: OperationCase.at(item.now))
        == item.verdict
    )
  }

  @Test
  func `every value that was sent has to be there`() throws {
    let verification = UpdateVerification(resource: try MergeCatalog.resource(), settle: 30)
    let operation = OperationCase.operation(
      1,
      .update,
      values: ["n": .real(2), "a": .text("x")],
      base: [:]
    )
    let half = OperationCase.row(1, ["n": .real(2), "a": .text("w")], modifiedAt: 20)
    #expect(
      verification.verdict(on: operation, row: half, now: OperationCase.at(100))
        == .changedMeanwhile
    )
    let lacking = OperationCase.row(1, ["n": .real(2)], modifiedAt: 20)
    #expect(
      verification.verdict(on: operation, row: lacking, now: OperationCase.at(100))
        == .changedMeanwhile
    )
  }
}

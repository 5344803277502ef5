import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

struct CycleBreakTests {
  @Test
  func `one reference that may be empty is left out, and the first row that has one goes first`() {
    let (repair, note) = (row("repairs", 1), row("notes", 2))
    let outcome = CycleBreak([
      create(note, needs: [repair], deferrable: [repair]),
      create(repair, needs: [note], deferrable: [note]),
    ]).outcome
    #expect(outcome.withheld == [note: [repair]])
    #expect(outcome.stuck.isEmpty)
  }

  @Test
  func `a reference that may not be empty stays, and the other is left out`() {
    let (repair, note) = (row("repairs", 1), row("notes", 2))
    let outcome = CycleBreak([
      create(note, needs: [repair]),
      create(repair, needs: [note], deferrable: [note]),
    ]).outcome
    #expect(outcome.withheld == [repair: [note]])
  }

  @Test
  func `a circle of three needs one reference left out`() {
    let rows = [row("a", 1), row("b", 2), row("c", 3)]
    let outcome = CycleBreak([
      create(rows[0], needs: [rows[1]]),
      create(rows[1], needs: [rows[2]]),
      create(rows[2], needs: [rows[0]], deferrable: [rows[0]]),
    ]).outcome
    #expect(outcome.withheld == [rows[2]: [rows[0]]])
  }

  @Test
  func `what only waits for a circle keeps its references`() {
    let (repair, note, linker) = (row("repairs", 1), row("notes", 2), row("linkers", 3))
    let outcome = CycleBreak([
      create(linker, needs: [repair], deferrable: [repair]),
      create(note, needs: [repair], deferrable: [repair]),
      create(repair, needs: [note], deferrable: [note]),
    ]).outcome
    #expect(outcome.withheld == [note: [repair]])
  }

  @Test
  func `where nothing may be empty, all that wait are stuck`() {
    let (repair, note, linker) = (row("repairs", 1), row("notes", 2), row("linkers", 3))
    let outcome = CycleBreak([
      create(linker, needs: [repair]), create(note, needs: [repair]),
      create(repair, needs: [note]),
    ]).outcome
    #expect(outcome.withheld.isEmpty)
    #expect(outcome.stuck == [repair, note, linker])
  }

  @Test
  func `a circle that waits for something else is left as it is`() {
    let (repair, note) = (row("repairs", 1), row("notes", 2))
    let outcome = CycleBreak([
      create(note, needs: [repair], deferrable: [repair]),
      create(repair, needs: [note, row("products", 9)], deferrable: [note]),
    ]).outcome
    #expect(outcome == CycleBreak.Outcome())
  }

  private func row(_ resource: String, _ number: Int64) -> RowReference {
    RowReference(resource: resource, key: .integer(RowKey.firstProvisional + number))
  }

  private func create(
    _ row: RowReference,
    needs: [RowReference],
    deferrable: Set<RowReference> = []
  ) -> PendingRow {
    PendingRow(row: row, changes: [1], effect: .create, needs: needs, deferrable: deferrable)
  }
}

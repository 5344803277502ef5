import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

struct LaneBoardTests {
  private var board = LaneBoard(capacity: 4, batch: 3)

  @Test
  mutating func `rows go in the order of their changes, each once`() {
    let rows = [row("repairs", 1), row("notes", 2), row("repairs", 3)]
    for row in rows { board.add(create(row)) }
    var taken: [[RowReference]] = []
    for _ in rows { taken.append(board.next().map(\.row)) }
    #expect(taken == rows.map { [$0] })
    #expect(board.next().isEmpty)
  }

  @Test
  mutating func `a row waits for what it refers to until that is delivered`() {
    let (repair, linker) = (row("repairs", 1), row("linkers", 2))
    board.add(create(repair))
    board.add(create(linker, needs: [repair]))
    #expect(board.next().map(\.row) == [repair])
    #expect(board.next().isEmpty)
    board.ended(repair, isDelivered: true)
    #expect(board.next().map(\.row) == [linker])
    #expect(board.delivered == 1)
  }

  @Test
  mutating func
    `what was not delivered takes what waits for it along, at any depth, and nothing else`()
  {
    let (repair, linker, note) = (row("repairs", 1), row("linkers", 2), row("notes", 3))
    let other = row("shops", 4)
    board.add(create(repair))
    board.add(create(linker, needs: [repair]))
    board.add(create(note, needs: [linker]))
    board.add(create(other))
    _ = board.next()
    board.ended(repair, isDelivered: false)
    #expect(board.next().map(\.row) == [other])
    #expect(board.next().isEmpty)
    #expect(board.passedOver.isEmpty && board.hasRoom)
  }

  @Test
  mutating func `a row that refers to one that comes later is passed over`() {
    let (repair, linker) = (row("repairs", 1), row("linkers", 2))
    board.add(create(linker, needs: [repair]))
    board.add(create(repair))
    #expect(board.next().map(\.row) == [repair])
    #expect(board.passedOver == [linker])
  }

  @Test
  mutating func `a row does not wait for itself`() {
    let repair = row("repairs", 1)
    board.add(create(repair, needs: [repair]))
    #expect(board.next().map(\.row) == [repair])
  }

  @Test
  mutating func `updates of one resource share a lane, as many as are read with one question`() {
    let keys = (1...4).map { RowReference(resource: "repairs", key: .integer($0)) }
    board = LaneBoard(capacity: 9, batch: 3)
    board.add(update(keys[0]))
    board.add(create(row("notes", 8)))
    for key in keys.dropFirst() { board.add(update(key)) }
    board.add(update(RowReference(resource: "shops", key: .integer(1))))
    #expect(board.next().map(\.row) == Array(keys[..<3]))
    #expect(board.next().map(\.row) == [row("notes", 8)])
    #expect(board.next().map(\.row) == [keys[3]])
    #expect(board.next().map(\.row.resource) == ["shops"])
  }

  @Test
  mutating func `the window is full when it is`() {
    for number in 1...4 {
      #expect(board.hasRoom)
      board.add(create(row("notes", Int64(number))))
    }
    #expect(!board.hasRoom)
    _ = board.next()
    #expect(board.hasRoom)
  }

  private func row(_ resource: String, _ number: Int64) -> RowReference {
    RowReference(resource: resource, key: .integer(RowKey.firstProvisional + number))
  }

  private func create(_ row: RowReference, needs: [RowReference] = []) -> PendingRow {
    PendingRow(row: row, changes: [1], effect: .create, needs: needs)
  }

  private func update(_ row: RowReference) -> PendingRow {
    PendingRow(row: row, changes: [1], effect: .update(columns: ["outcome"]))
  }
}

import CatalogModel
import Foundation
import Testing

@testable import ReplicaStore

/// However a file was damaged, what is read is exact, and what is not is told.
struct DamagedOutboxTests {
  private let trial: TrialReplica
  private let file: URL
  private let whole: [UInt8]

  init() throws {
    trial = try TrialReplica()
    file = trial.folder.appendingPathComponent("damaged.jsonl")
    let shops = try trial.table("shops")
    try trial.replica.write(by: .person(now: nil)) { writer in
      _ = try writer.update(.integer(5), set: ["city": .text("x")], in: shops)
      _ = try writer.insert(["name": .text("New \u{1F50B}"), "rating": .real(0.5)], into: shops)
    }
    let entry = try #require(try trial.replica.read { try $0.queue() }.first)
    try trial.replica.write(by: .engine) { try $0.setHeld(true, entry: entry) }
    try trial.replica.write(by: .person(now: nil)) { writer in
      _ = try writer.delete(.integer(6), from: shops)
    }
    whole = [UInt8](
      try Data(contentsOf: trial.folder.appendingPathComponent("outbox.jsonl"))
    )
  }

  private func read(_ bytes: [UInt8]) throws -> OutboxReplay {
    try Data(bytes).write(to: file)
    return try OutboxReplay(of: file)
  }

  private func replay(_ lines: some Sequence<ArraySlice<UInt8>>) -> [RecoveredRow] {
    var replay = OutboxReplay()
    for line in lines { replay.take(line) }
    return replay.rows
  }

  private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"))
  }

  @Test func `a file that ends anywhere is read to its last whole line`() throws {
    #expect(lines(whole).count == 5)
    #expect(try read(whole).damagedLines == 0)
    #expect(try read(whole).rows.count == 3)
    for end in 1..<whole.count {
      let cut = Array(whole[..<end])
      // A line whose end alone is missing has all its bytes.
      let isTorn = whole[end] != UInt8(ascii: "\n") && cut.last != UInt8(ascii: "\n")
      let kept = isTorn ? lines(cut).dropLast() : lines(cut)[...]
      guard !kept.isEmpty else {
        #expect(throws: ReplicaError(.badOutbox, file.path)) { try read(cut) }
        continue
      }
      let found = try read(cut)
      #expect(found.damagedLines == (isTorn ? 1 : 0), "cut at \(end)")
      #expect(found.rows == replay(kept), "cut at \(end)")
    }
  }

  @Test(arguments: [UInt8(1), 0x80])
  func `a changed bit costs its line and is told`(bit: UInt8) throws {
    let whole = whole
    var number = 0
    for place in whole.indices {
      let isEnd = whole[place] == UInt8(ascii: "\n")
      if isEnd { number += 1 }
      guard isEnd || place % 5 == 0 else { continue }
      var changed = whole
      changed[place] ^= bit
      let found = try read(changed)
      let lost = isEnd ? [number - 1, number] : [number]
      let kept = lines(whole).enumerated().filter { !lost.contains($0.offset) }.map(\.element)
      #expect(found.damagedLines > 0, "byte \(place)")
      #expect(found.rows == replay(kept), "byte \(place)")
    }
  }

  @Test(arguments: 0..<60)
  func `bytes at random are refused or told, and never more than what was there`(
    seed: Int
  ) throws {
    var bytes = whole
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    let next: (Int) -> Int = { bound in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    for _ in 0...seed % 7 { bytes[next(bytes.count)] = UInt8(next(256)) }
    let from = next(bytes.count)
    if seed % 3 == 0 { bytes.removeSubrange(from..<min(bytes.count, from + next(400))) }
    if seed % 4 == 0 { bytes.insert(contentsOf: whole[..<next(whole.count)], at: from) }
    try Data(bytes).write(to: file)
    guard let found = try? OutboxReplay(of: file) else { return }
    let known = lines(whole).compactMap { OutboxLine.record(in: $0) }.compactMap(OutboxChange.init)
    #expect(found.rows.flatMap(\.changes).allSatisfy { known.contains($0) })
    #expect(found.damagedLines > 0 || found.rows.flatMap(\.changes).count == known.count)
  }

  @Test func `a line without end is passed over without being held`() throws {
    let noise = [UInt8](repeating: UInt8(ascii: "x"), count: 200_000)
    let found = try read(noise + [UInt8(ascii: "\n")] + whole)
    #expect(found.damagedLines == 1)
    #expect(found.rows == replay(lines(whole)))
  }

  @Test func `whatever was beside it, an opened replica has its second copy complete`() throws {
    let place = trial.folder.appendingPathComponent("outbox.jsonl")
    let before = try OutboxReplay(of: place).rows.map(\.row)
    for size in stride(from: 0, through: whole.count, by: 97) {
      var bytes = Array(whole[..<size])
      if size % 2 == 0, let last = bytes.indices.last { bytes[last / 2] ^= 4 }
      try Data(bytes).write(to: place)
      _ = try Replica.open(at: trial.replica.location, catalog: trial.catalog)
      let replay = try OutboxReplay(of: place)
      let aside = OutboxAside.files(in: trial.folder)
      // A bad line in the middle stays; then the database is the copy that is whole.
      if replay.damagedLines == 0 { #expect(replay.rows.map(\.row) == before, "\(size) bytes") }
      for file in aside { try FileManager.default.removeItem(at: file) }
    }
  }
}

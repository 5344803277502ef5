import CatalogModel
import DepotCore
import ReplicaStore
import Testing

@testable import FieldTestSupport

/// A checker that finds nothing proves nothing: each breach is made by hand and has to be found.
struct LawCheckerTests {
  private let story: Story

  init() throws {
    story = try Story(seed: 3, steps: 8, plan: .calm)
    try #require(try story.tell().isEmpty)
  }

  @Test
  func `a story that broke nothing is found sound`() throws {
    defer { story.world.cleanUp() }
    #expect(try breaches().isEmpty)
  }

  @Test
  func `a row doubled on the server under a technician's name is found`() throws {
    defer { story.world.cleanUp() }
    story.world.write(
      as: "aline",
      .create,
      "product_notes",
      ["note_text": .text("again"), "product_imei": .text(World.imei(1))]
    )
    let breaches = try breaches()
    #expect(breaches.contains { $0.hasPrefix("laws 1 and 2: aline created") })
    #expect(breaches.contains { $0.hasPrefix("law 4: kofi lacks product_notes") })
  }

  @Test
  func `a row that never reached the server is found`() throws {
    defer { story.world.cleanUp() }
    let agent = story.agents[0]
    agent.note(edit("product_notes", RowKey.firstProvisional + 99, nil, .null, .create))
    #expect(try breaches().contains { $0.hasPrefix("laws 1 and 2: aline created") })
  }

  @Test
  func `a row that differs is found`() throws {
    defer { story.world.cleanUp() }
    _ = story.world.depot.write(
      as: "office",
      .update,
      "repairs",
      key: .integer(1),
      ["repair_centre_id": .null]
    )
    _ = story.world.depot.write(
      as: "office",
      .update,
      "repairs",
      key: .integer(1),
      ["outcome": .text("behind our back")]
    )
    #expect(
      try breaches().contains { $0.hasPrefix("law 4: aline has repairs 1 outcome") }
    )
  }

  @Test
  func `a row that the server has no longer is found`() throws {
    defer { story.world.cleanUp() }
    let agent = story.agents[1]
    let table = try #require(agent.replica.layout.table("shops"))
    try agent.replica.write(by: .engine) { writer in
      _ = try writer.storeServerRow(["shop_id": .integer(77), "name": .text("x")], in: table)
    }
    #expect(
      try breaches() == ["law 4: kofi has shops 77, which the server has not"]
    )
  }

  @Test
  func `an edit that is nowhere is found`() throws {
    defer { story.world.cleanUp() }
    story.agents[0].note(edit("repairs", 1, "outcome", .text("lost"), .update))
    #expect(
      try breaches() == ["law 1: aline's repairs 1 outcome = lost is nowhere"]
    )
  }

  @Test
  func `a reference to a row that was new is recognised in a decision by the key it got`() throws {
    defer { story.world.cleanUp() }
    let agent = story.agents[0]
    let (new, server) = (RowKey.firstProvisional + 77, RowKey.integer(77))
    agent.note(edit("repairs", 1, "latest_note_id", .integer(new), .update))
    #expect(try breaches().contains { $0.hasPrefix("law 1: aline's repairs 1 latest_note_id") })
    try agent.replica.write(by: .engine) { writer in
      try writer.name(
        RowReference(resource: "product_notes", key: .integer(new)),
        as: server
      )
      try writer.note(
        .resolved,
        row: RowReference(resource: "repairs", key: .integer(1)),
        detail: [
          "column": .text("latest_note_id"), "mine": .integer(77), "theirs": .null,
          "decision": .text("theirs"),
        ],
        now: agent.clock.now()
      )
    }
    #expect(try breaches().isEmpty)
  }

  @Test
  func `a change that still waits is found`() throws {
    defer { story.world.cleanUp() }
    let agent = story.agents[0]
    let table = try #require(agent.replica.layout.table("repairs"))
    try agent.replica.write(by: .person(now: agent.clock.now())) { writer in
      _ = try writer.update(.integer(1), set: ["outcome": .text("waits")], in: table)
    }
    #expect(try breaches().contains { $0 == "law 4: aline still has 1 open changes" })
  }

  @Test
  func `a colleague's value that a technician had read and replaced unasked is found`() throws {
    defer { story.world.cleanUp() }
    let wire = story.world.wire
    story.world.write(
      as: "office",
      .update,
      "repairs",
      key: .integer(1),
      ["outcome": .text("office's")]
    )
    wire.note(record("GET", rows: [["repair_id": .integer(1), "outcome": .text("office's")]]))
    wire.note(record("PUT", fields: ["outcome": .text("buried")]))
    #expect(
      try breaches().contains {
        $0 == "law 3: aline replaced repairs 1 outcome = office's by buried unasked"
      }
    )
  }

  @Test
  func `a value replaced before anybody could read it is no breach`() throws {
    defer { story.world.cleanUp() }
    story.world.write(
      as: "office",
      .update,
      "repairs",
      key: .integer(1),
      ["outcome": .text("office's")]
    )
    story.world.wire.note(record("PUT", fields: ["outcome": .text("buried")]))
    #expect(try !breaches().contains { $0.hasPrefix("law 3") })
  }

  @Test
  func `what was asked for and is nowhere is found`() throws {
    defer { story.world.cleanUp() }
    story.agents[0].note(try deed("send_wakeup"))
    #expect(try breaches().contains { $0.hasPrefix("law 1: aline asked for send_wakeup") })
  }

  @Test(arguments: ["send_wakeup", "enable"])
  func `what was done twice is found`(action: String) throws {
    defer { story.world.cleanUp() }
    story.agents[0].note(try deed(action))
    for _ in 1...2 { story.world.wire.note(record(of: action)) }
    #expect(try breaches().contains { $0.hasPrefix("law 2: aline asked for \(action)") })
  }

  @Test
  func `what is shown as done and was not is found`() throws {
    defer { story.world.cleanUp() }
    let agent = story.agents[0]
    let action = try #require(story.world.catalog.action(named: "send_wakeup"))
    let now = agent.clock.now()
    try agent.replica.write(by: .engine) { writer in
      let call = try writer.queue(action, ["imei": .text(World.imei(4))], now: now).call
      let pending = try #require(try writer.reader.pendingRow(call.row))
      let operation = try writer.freeze(
        try #require(try writer.reader.draft(of: pending)),
        id: "made by hand",
        user: agent.name,
        serverNow: now,
        localNow: now
      )
      try writer.completeCall(
        operation,
        outcome: .confirmed,
        answer: nil,
        serverTime: now,
        now: now
      )
    }
    #expect(try breaches().contains { $0.hasPrefix("law 7: aline is shown send_wakeup") })
  }

  @Test
  func `a step that nobody asked for, or with other inputs, is found`() throws {
    defer { story.world.cleanUp() }
    story.world.write(
      as: "aline",
      .create,
      "repair_workflow_events",
      [
        "repair_id": .integer(5), "current_state_id": .text("test"),
        "event_id": .text("test.repeat"), "next_state_id": .text("test"),
        "payload": .text(#"{"modem_imei":"nobody's"}"#),
      ]
    )
    let breaches = try breaches()
    #expect(breaches.contains { $0.hasPrefix("law 2: aline asked for step 5 test test.repeat") })
    #expect(breaches.contains { $0.hasPrefix("law 1: aline's step step 5 test test.repeat went") })
  }

  @Test
  func `a unit that was not told of its parameters is found`() throws {
    defer { story.world.cleanUp() }
    let unit = World.listeningUnits[0]
    var record = record("POST", rows: [["product_imei": .text(unit)]])
    record.resource = "product_parameters"
    story.world.wire.note(record)
    #expect(try breaches().contains("law 1: aline never told \(unit) of its parameters"))
  }

  @Test
  func `a unit that is asked too often is found`() throws {
    defer { story.world.cleanUp() }
    for _ in 1...2 { story.world.wire.note(record(of: "sync")) }
    #expect(try breaches().contains { $0.hasPrefix("aline asked \(World.imei(4)) at") })
  }

  // About the one unit that calm stories leave alone.
  private func deed(_ name: String) throws -> Deed {
    let action = try #require(story.world.catalog.action(named: name))
    return Deed(action, ["imei": .text(World.imei(4))])
  }

  private func record(of action: String) -> WireRecord {
    var record = record("PUT")
    (record.resource, record.key, record.action) = ("products", World.imei(4), action)
    return record
  }

  private func breaches() throws -> [String] { try LawChecker(story: story).breaches() }

  private func edit(
    _ resource: String,
    _ key: Int64,
    _ column: String?,
    _ new: FieldValue,
    _ kind: ChangeKind
  ) -> Agent.Edit {
    Agent.Edit(
      resource: resource,
      key: .integer(key),
      column: column,
      old: .null,
      new: new,
      kind: kind
    )
  }

  private func record(
    _ method: String,
    fields: RowFields = [:],
    rows: [RowFields] = []
  ) -> WireRecord {
    WireRecord(
      sender: "aline",
      method: method,
      resource: "repairs",
      key: "1",
      fields: fields,
      status: 200,
      rows: rows,
      isSeen: true,
      time: story.world.timeline.now
    )
  }
}

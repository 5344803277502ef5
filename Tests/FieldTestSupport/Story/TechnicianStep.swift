import CatalogModel
import ReplicaStore
import SyncCore

/// One thing that a technician does, chosen by chance.
package struct TechnicianStep {
  let agent: Agent
  /// Makes every value typed in a story different from every other.
  let number: Int

  package init(agent: Agent, number: Int) {
    self.agent = agent
    self.number = number
  }

  /// Does it; the text tells what it was.
  package func perform() async throws -> String {
    switch agent.random.below(100) {
    case 0..<26: return "sync: \(try await agent.sync())"
    case 26..<37: return try editRepair()
    case 37..<45: return try createNote()
    case 45..<50: return try createRepair()
    case 50..<55: return try editNote()
    case 55..<57: return try deleteSymptom()
    case 57..<60: return try createCircle()
    case 60..<64: return try TakingBackStep(agent: agent).perform()
    case 64..<68: return try decide() ?? "nothing to decide"
    default: return try ActionStep(agent: agent, number: number).perform()
    }
  }

  /// Decides every open conflict, and about everything that will not go by itself; the texts tell how.
  package func decideEverything() throws -> [String] {
    var decisions: [String] = []
    while let decision = try decide() { decisions.append(decision) }
    while let decision = try QueueStep(agent: agent).settleOne() { decisions.append(decision) }
    return decisions
  }

  private func createNote() throws -> String {
    let text = agent.random.chance(0.15) ? "twin of \(agent.name)" : "\(agent.name) \(number)"
    let key = try insert(
      "product_notes",
      [
        "note_text": .text(text),
        "product_imei": .text(World.imei(1 + agent.random.below(4))),
      ]
    )
    return "note \(key): \(text)"
  }

  private func createRepair() throws -> String {
    let repair = try insert(
      "repairs",
      [
        "product_imei": .text(World.imei(1 + agent.random.below(4))),
        "workflow_name": .text("\(agent.name) \(number)"),
      ]
    )
    for _ in 0...agent.random.below(2) {
      try insert(
        "repair_symptom_type_linker",
        [
          "repair_id": repair.value,
          "symptom_type_id": .integer(Int64(1 + agent.random.below(3))),
        ]
      )
    }
    if agent.random.chance(0.5) {
      try insert(
        "repair_part_type_linker",
        [
          "repair_id": repair.value, "old_part_type_id": .integer(1),
          "non_transferable": .boolean(false),
        ]
      )
    }
    return "repair \(repair) with symptoms"
  }

  // A note about a new repair, which in turn names its latest note: each refers to the other.
  private func createCircle() throws -> String {
    // One of the two references follows as a change of the note.
    guard agent.permission == "SYSTEM" else { return "no right to change notes" }
    let repair = try insert(
      "repairs",
      [
        "product_imei": .text(World.imei(1 + agent.random.below(4))),
        "workflow_name": .text("\(agent.name) \(number)"),
      ]
    )
    let note = try insert(
      "product_notes",
      [
        "note_text": .text("\(agent.name) \(number) of a repair"),
        "product_imei": .text(World.imei(1 + agent.random.below(4))), "repair_id": repair.value,
      ]
    )
    let replica = agent.replica
    guard let table = replica.layout.table("repairs") else { return "nothing" }
    try replica.write(by: .person(now: agent.clock.now())) { writer in
      _ = try writer.update(repair, set: ["latest_note_id": note.value], in: table)
    }
    agent.note(
      Agent.Edit(
        resource: "repairs",
        key: repair,
        column: "latest_note_id",
        old: .null,
        new: note.value,
        kind: .update
      )
    )
    return "repair \(repair) and note \(note), each of the other"
  }

  private func editRepair() throws -> String {
    let day = 20_000 + number * 2 + (agent.name == "aline" ? 0 : 1)
    let columns: [(String, FieldValue)] = [
      ("measured_battery_capacity", .real(Double(number) + (agent.name == "aline" ? 0.25 : 0.75))),
      ("outcome", .text("\(agent.name) \(number)")),
      ("workflow_name", .text("\(agent.name) \(number)")),
      ("refurbishment_date", .text(CivilDay(daysSince1970: day).description)),
    ]
    guard let (column, value) = agent.random.pick(columns) else { return "nothing" }
    return try edit("repairs", column, value, sparing: "workflow_state_id")
  }

  private func editNote() throws -> String {
    guard agent.permission == "SYSTEM" else { return "no right to change notes" }
    return try edit("product_notes", "note_text", .text("\(agent.name) \(number) again"))
  }

  // Rows in which a column is filled are spared: what a workflow writes there is its own.
  private func edit(
    _ resource: String,
    _ column: String,
    _ value: FieldValue,
    sparing filled: String? = nil
  ) throws -> String {
    let replica = agent.replica
    guard let table = replica.layout.table(resource),
      let row = try agent.random.pick(
        replica.read { reader in
          try reader.rows(
            in: table,
            where: filled.map { [RowCondition($0, .isNull)] } ?? [],
            order: [],
            limit: nil
          )
        }
      ),
      let key = row.key(in: table.resource)
    else { return "nothing to edit" }
    try replica.write(by: .person(now: agent.clock.now())) { writer in
      _ = try writer.update(key, set: [column: value], in: table)
    }
    agent.note(
      Agent.Edit(
        resource: resource,
        key: key,
        column: column,
        old: row[column] ?? .null,
        new: value,
        kind: .update
      )
    )
    return "\(resource) \(key): \(column) = \(value)"
  }

  private func deleteSymptom() throws -> String {
    let replica = agent.replica
    let resource = "repair_symptom_type_linker"
    guard let table = replica.layout.table(resource) else { return "nothing" }
    let rows = try replica.read { try $0.rows(in: table, where: [], order: [], limit: nil) }
    // What was made here and not sent yet could go without a trace; here only rows that the server
    // has are deleted, so that every creation can be counted.
    let known = rows.compactMap { $0.key(in: table.resource) }.filter { !$0.isProvisional }
    guard let key = agent.random.pick(known) else { return "nothing to delete" }
    try replica.write(by: .person(now: agent.clock.now())) { writer in
      _ = try writer.delete(key, from: table)
    }
    agent.note(
      Agent.Edit(
        resource: resource,
        key: key,
        column: nil,
        old: .null,
        new: .null,
        kind: .delete
      )
    )
    return "\(resource) \(key) deleted"
  }

  // Whose version stays is a matter of taste; whether a row is the one that was made here is not.
  private func decide() throws -> String? {
    let replica = agent.replica
    guard let conflict = try agent.random.pick(replica.read { try $0.conflicts() }) else {
      return nil
    }
    if conflict.kind == .workflow { return try decideStep(conflict) }
    let decision: ConflictDecision =
      switch conflict.kind {
      case .duplicate: try TruthfulAnswer(agent: agent).about(conflict)
      case .action: try TruthfulAnswer(agent: agent).hasHappened(conflict) ? .theirs : .mine
      case .updateUpdate where number > 0 && agent.random.chance(0.4): byColumn(conflict)
      default: agent.random.chance(0.5) ? .mine : .theirs
      }
    try ConflictResolution(replica: replica, clock: agent.clock)
      .resolve(conflict.number, with: decision)
    if conflict.kind == .updateDelete, case .mine = decision { noteCreation(of: conflict.row) }
    return "conflict \(conflict.number) of \(conflict.row): \(decision)"
  }

  // The step is taken where the repair is now, if it fits there, or given up.
  private func decideStep(_ conflict: Conflict) throws -> String {
    let call = try agent.replica.read { try $0.call(conflict.row) }
    guard let call else { throw StoryError.editFailed("\(conflict.row)") }
    let resolution = ConflictResolution(replica: agent.replica, clock: agent.clock)
    var decision = ConflictDecision.theirs
    if agent.random.chance(0.5) {
      do {
        try resolution.resolve(conflict.number, with: .mine)
        decision = .mine
      } catch let error as ResolutionError where error.code == .stepDoesNotFit {}
    }
    if decision == .theirs { try resolution.resolve(conflict.number, with: .theirs) }
    agent.note(Deed(call, isGivenUp: true))
    if decision == .mine, let moved = try agent.replica.read({ try $0.call(conflict.row) }) {
      agent.note(Deed(moved))
    }
    return "conflict \(conflict.number) of \(conflict.row): \(decision)"
  }

  // Some columns are left for later.
  private func byColumn(_ conflict: Conflict) -> ConflictDecision {
    .columns(
      conflict.columns.reduce(into: [:]) { sides, column in
        sides[column.column] = [.mine, .theirs, nil][agent.random.below(3)]
      }
    )
  }

  /// Makes a row and notes that.
  @discardableResult
  func insert(_ resource: String, _ fields: RowFields) throws -> RowKey {
    let replica = agent.replica
    guard let table = replica.layout.table(resource) else {
      throw StoryError.editFailed(resource)
    }
    let key = try replica.write(by: .person(now: agent.clock.now())) { writer in
      try writer.insert(fields, into: table).key
    }
    noteCreation(of: RowReference(resource: resource, key: key))
    return key
  }

  // Also of a row that is gone and shall be made anew.
  private func noteCreation(of row: RowReference) {
    agent.note(
      Agent.Edit(
        resource: row.resource,
        key: row.key,
        column: nil,
        old: .null,
        new: .null,
        kind: .create
      )
    )
  }
}

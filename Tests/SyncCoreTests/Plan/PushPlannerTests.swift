import CatalogModel
import ReplicaStore
import Testing

@testable import SyncCore

struct PushPlannerTests {
  private let planner: PushPlanner

  init() throws {
    planner = PushPlanner(catalog: try CatalogLoader.bundled(), user: "aline")
  }

  @Test
  func `parents go before the rows that refer to them, at any depth`() {
    let note = pending("product_notes", 4, .create)
    let linker = pending("repair_symptom_type_linker", 1, .create, needs: [new("repairs", 2)])
    let repair = pending("repairs", 2, .create, needs: [new("products", 3)])
    let product = pending("products", 3, .create)
    let plan = planner.plan([linker, repair, product, note])
    #expect(
      plan.ready.map(\.row.description) == [
        "products new:3", "product_notes new:4", "repairs new:2",
        "repair_symptom_type_linker new:1",
      ]
    )
    #expect(plan.blocked.isEmpty)
  }

  @Test
  func `rows that do not depend on each other keep the order of their changes`() {
    let rows = [7, 3, 9].map { pending("repairs", $0, .update(columns: ["outcome"])) }
    #expect(planner.plan(rows).ready == rows)
  }

  @Test
  func `an update that refers to a created row waits for it`() {
    let update = pending(
      "repairs",
      1,
      .update(columns: ["repair_centre_id"]),
      needs: [new("repair_centres", 2)]
    )
    let create = pending("repair_centres", 2, .create)
    #expect(planner.plan([update, create]).ready.map(\.row) == [create.row, update.row])
  }

  @Test
  func `a row that refers to itself does not wait for itself`() {
    let row = pending("repairs", 1, .create, needs: [new("repairs", 1)])
    #expect(planner.plan([row]).ready == [row])
  }

  @Test
  func `deletions go last and children before parents`() {
    let rows = [
      pending("products", 1, .delete), pending("repairs", 2, .delete),
      pending("repair_symptom_type_linker", 3, .delete), pending("repairs", 4, .delete),
      pending("product_notes", 5, .create),
    ]
    #expect(
      planner.plan(rows).ready.map(\.row.resource) == [
        "product_notes", "repair_symptom_type_linker", "repairs", "repairs", "products",
      ]
    )
    #expect(planner.plan(rows).ready.map(\.row.key.value)[2...3] == [.integer(2), .integer(4)])
  }

  static let obstacles: [(PendingRow, PushPlan.Obstacle)] = [
    (make(conflict: 7), .conflict(7)),
    (make(conflict: 7, operation: .init(number: 3, state: .unknown)), .conflict(7)),
    (make(operation: .init(number: 3, state: .unknown)), .unknown(3)),
    (make(changes: [], operation: .init(number: 3, state: .refused)), .refused(3)),
    (make(isHeld: true), .held),
    (make(users: ["kofi"]), .otherAccount("kofi")),
    (make(users: ["aline", "kofi"]), .otherAccount("kofi")),
    (make(users: ["kofi"], conflict: 7), .otherAccount("kofi")),
    (make(users: ["kofi"], isHeld: true), .otherAccount("kofi")),
    (
      make(changes: [], users: [], operation: .init(number: 3, state: .unknown, user: "kofi")),
      .otherAccount("kofi")
    ),
    (
      make(changes: [], users: ["kofi"], operation: .init(number: 3, state: .refused)),
      .otherAccount("kofi")
    ),
    (
      make(changes: [], users: [], operation: .init(number: 3, state: .unknown, user: "aline")),
      .unknown(3)
    ),
  ]

  @Test(arguments: obstacles)
  func `a row waits for its own reason`(_ row: PendingRow, _ obstacle: PushPlan.Obstacle) {
    let plan = planner.plan([row])
    #expect(plan.ready.isEmpty && plan.void.isEmpty)
    #expect(plan.blocked == [PushPlan.Blocked(row: row.row, obstacle: obstacle)])
  }

  @Test
  func `a refused row goes again once something about it was changed`() {
    let row = Self.make(changes: [9], operation: .init(number: 3, state: .refused))
    #expect(planner.plan([row]).ready == [row])
  }

  @Test
  func `changes made before the first log-in go with whoever is logged in`() {
    #expect(planner.plan([Self.make(users: [])]).ready.count == 1)
  }

  @Test(arguments: obstacles)
  func `what waits holds back what refers to it, at any depth, and nothing else`(
    _ parent: PendingRow,
    _ obstacle: PushPlan.Obstacle
  ) {
    let child = pending("repair_symptom_type_linker", 2, .create, needs: [parent.row])
    let grandchild = pending("alerts", 3, .create, needs: [child.row])
    let other = pending("product_notes", 4, .create)
    let plan = planner.plan([grandchild, child, parent, other])
    #expect(plan.ready == [other])
    #expect(
      Set(plan.blocked.map { "\($0.row): \($0.obstacle)" }) == [
        "\(parent.row): \(obstacle)",
        "\(child.row): \(PushPlan.Obstacle.dependsOn(parent.row))",
        "\(grandchild.row): \(PushPlan.Obstacle.dependsOn(child.row))",
      ]
    )
    #expect(plan.blocked.count == 3)
  }

  @Test
  func `what refers to a row that was never created waits for it`() {
    let child = pending("repair_symptom_type_linker", 2, .create, needs: [new("repairs", 99)])
    #expect(
      planner.plan([child]).blocked == [
        PushPlan.Blocked(row: child.row, obstacle: .dependsOn(new("repairs", 99)))
      ]
    )
  }

  @Test
  func `rows that wait for each other are named, and the rest goes`() {
    let first = pending("products", 1, .create, needs: [new("states", 2)])
    let second = pending("states", 2, .create, needs: [new("products", 1)])
    let third = pending("alerts", 3, .create, needs: [new("products", 1)])
    let other = pending("product_notes", 4, .create)
    let plan = planner.plan([first, second, third, other])
    #expect(plan.ready == [other])
    #expect(plan.blocked.map(\.row) == [first.row, second.row, third.row])
    #expect(plan.blocked.allSatisfy { $0.obstacle == .cycle })
  }

  @Test
  func `changes that cancel out are void`() {
    let row = pending("product_notes", 4, .nothing)
    let plan = planner.plan([row])
    #expect(plan.void == [row])
    #expect(plan.ready.isEmpty && plan.blocked.isEmpty)
  }

  @Test
  func `changes that cancel out but are in conflict stay in conflict`() {
    let row = Self.make(effect: .nothing, conflict: 7)
    #expect(planner.plan([row]).void.isEmpty)
  }

  private func new(_ resource: String, _ number: Int) -> RowReference {
    RowReference(resource: resource, key: .integer(RowKey.firstProvisional + Int64(number)))
  }

  private func pending(
    _ resource: String,
    _ number: Int,
    _ effect: NetEffect,
    needs: [RowReference] = []
  ) -> PendingRow {
    let isNew = effect == .create || effect == .nothing
    let key = RowKey.integer((isNew ? RowKey.firstProvisional : 0) + Int64(number))
    return PendingRow(
      row: RowReference(resource: resource, key: key),
      changes: [Int64(number)],
      effect: effect,
      needs: needs,
      users: ["aline"]
    )
  }

  private static func make(
    changes: [Int64] = [1],
    effect: NetEffect = .create,
    users: Set<String> = ["aline"],
    isHeld: Bool = false,
    conflict: Int64? = nil,
    operation: OpenOperation? = nil
  ) -> PendingRow {
    PendingRow(
      row: RowReference(resource: "repairs", key: .integer(RowKey.firstProvisional + 1)),
      changes: changes,
      effect: effect,
      users: users,
      isHeld: isHeld,
      conflict: conflict,
      operation: operation
    )
  }
}

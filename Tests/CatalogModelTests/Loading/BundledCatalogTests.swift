import Testing

@testable import CatalogModel

struct BundledCatalogTests {
  private let catalog: Catalog

  init() throws { catalog = try CatalogLoader.bundled() }

  @Test func `the bundled catalog holds every table and action of the server`() {
    #expect(catalog.name == "smartsolar")
    #expect(catalog.pathPrefix == "/v1")
    #expect(catalog.resources.count == 96)
    #expect(catalog.actions.count == 58)
    #expect(catalog.permissionLevels == ["OVERVIEW", "TECHNICAL", "ADMIN", "FACTORY", "SYSTEM"])
  }

  @Test(arguments: [
    "products", "product_types", "parts", "part_types", "part_product_linker", "symptom_types",
    "symptom_type_product_type_linker", "repairs", "repair_symptom_type_linker",
    "repair_part_type_linker", "repair_action_type_linker", "action_types", "product_notes",
    "alerts", "alert_types", "states", "state_types", "shops", "hubs", "entities",
  ])
  func `a technician's table is replicated and stamped`(_ name: String) throws {
    let resource = try #require(catalog[name])
    #expect(resource.scope.isReplicatedByDefault)
    #expect(resource.allows(.read))
    for stamp in Stamp.allCases { #expect(resource.stamp(stamp) != nil) }
  }

  @Test func `every link carries the type of the key it leads to`() {
    for resource in catalog.resources {
      for column in resource.columns {
        guard let link = column.link, let target = catalog[link.resource] else { continue }
        #expect(target.key.type == column.type, "\(resource.name).\(column.name)")
      }
    }
  }

  @Test func `secrets of a unit stay out of the replica`() throws {
    let sensitive = try #require(catalog["products"]).columns.filter(\.isSensitive).map(\.name)
    #expect(sensitive == ["device_key", "imsi", "iccid"])
  }

  @Test func `a repair points at its unit and is pointed at by its linkers`() throws {
    let repairs = try #require(catalog["repairs"])
    #expect(repairs.column("product_imei")?.link == ColumnLink(resource: "products", isSoft: false))
    let referring = Set(catalog.links(to: repairs).map(\.from.name))
    #expect(
      referring.isSuperset(of: [
        "repair_symptom_type_linker", "repair_part_type_linker", "repair_action_type_linker",
        "alerts", "part_product_linker",
      ])
    )
    #expect(repairs.group(of: "outcome").contains("pending_status"))
  }

  @Test(arguments: [
    ("parts", ResourceMethod.create, true), ("part_product_linker", .create, false),
    ("states", .update, false), ("product_notes", .create, true),
  ])
  func `what the server offers at all is known`(
    name: String,
    method: ResourceMethod,
    offers: Bool
  )
    throws
  {
    let resource = try #require(catalog[name])
    #expect(resource.allows(method) == offers)
  }

  @Test func `a password is a secret and its action runs online`() throws {
    let login = try #require(catalog.action(named: "auth_login"))
    #expect(login.isAnonymous)
    #expect(login.delivery == .online)
    #expect(login.payload.filter(\.isSecret).map(\.name) == ["password"])
    #expect(login.path == "/auth/login")
  }

  @Test func `no queued action carries a secret`() {
    let queued = catalog.actions.filter { $0.delivery == .queued }
    #expect(!queued.isEmpty)
    for action in queued { #expect(action.payload.allSatisfy { !$0.isSecret }, "\(action.name)") }
  }

  @Test(arguments: [(2, 3, true), (3, 8, true), (9, 2, false), (2, 8, false), (1, 2, true)])
  func `a unit changes state along the table only`(from: Int, to: Int, may: Bool) {
    #expect(catalog.stateTransitions.allows(from: from, to: to) == may)
  }

  @Test func `whatever waits has a time to live, and what reads or keeps a secret never waits`() {
    for action in catalog.actions {
      #expect((action.timeToLive == nil) == (action.delivery == .online), "\(action.name)")
      if action.isRead { #expect(action.delivery == .online, "\(action.name)") }
    }
  }

  @Test func `a step of the workflow waits for the workflow`() {
    let steps = catalog.actions.filter { $0.delivery == .workflow }.map(\.name)
    #expect(steps == ["repair_send_inputs", "repair_send_events"])
  }

  @Test func `what may not be repeated shows on the server or goes to a person`() {
    let unproven = catalog.actions
      .filter { $0.delivery == .queued && !$0.isRepeatable && $0.proof == nil }
    #expect(
      unproven.map(\.name) == [
        "create_product_home2", "create_product_hub2", "create_product_enterprise",
        "command_request", "force_connection", "upload_tool_log", "dead_letter_replay",
        "channel_subscribe",
      ]
    )
  }
}

package import CatalogModel
package import DepotCore
package import Foundation

/// A depot, virtual time and the folder of the laptops, all made from one seed.
package final class World: Sendable {
  /// The resources that the laptops of a story hold.
  package static let resources = [
    "entities", "hubs", "part_types", "product_notes", "product_types", "products",
    "repair_part_type_linker", "repair_symptom_type_linker", "repairs", "shops", "symptom_types",
  ]

  package let seed: UInt64
  package let catalog: Catalog
  package let timeline: Timeline
  package let depot: Depot
  package let wire = Wire()
  /// How far the server's clock is ahead, that of `Date` and that of the stamps alike.
  package let serverError = ClockError()
  /// Where the laptops keep their replicas; removed by ``cleanUp()``.
  package let folder: URL

  /// A world with a few products, repairs and notes on the server, unless it shall be bare.
  ///
  /// - Parameters:
  ///   - seed: what decides everything that is left to chance.
  ///   - catalog: what the server has; the bundled one where nothing is given.
  ///   - start: when the story begins.
  ///   - database: where the server keeps its rows.
  ///   - isFurnished: whether the server has rows at all, beside those its database holds.
  ///   - changesMany: whether the server changes every row that a search finds.
  ///   - acceptsNestedRows: whether the server takes rows within the row they belong to, where the seed does
  ///     not say otherwise.
  /// - Throws: what the catalog, the depot or the file system throws.
  package init(
    seed: UInt64,
    catalog: Catalog? = nil,
    start: String = "2026-03-02T08:00:00",
    database: DepotDatabase = .memory,
    isFurnished: Bool = true,
    changesMany: Bool = false,
    acceptsNestedRows: Bool = true
  ) throws {
    self.seed = seed
    self.catalog = try catalog ?? CatalogLoader.bundled()
    guard let start = NaiveTime(start) else { throw StoryError.badStart }
    let timeline = Timeline(start: start)
    self.timeline = timeline
    // Some servers stamp rows by another clock than they answer by.
    var settings = DepotSettings()
    settings.changesMany = changesMany
    // Others take no rows within rows.
    settings.acceptsNestedRows = acceptsNestedRows && seed % 5 != 3
    settings.dateError = [0, 0, 3_600, -1_800][Int(seed % 4)]
    depot = try Depot(
      catalog: self.catalog,
      database: database,
      settings: settings,
      clock: { [serverError] in timeline.now.advanced(bySeconds: serverError.seconds) },
      randomness: SeededGenerator(random: SeededRandom(seed: seed, name: "depot"))
    )
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-story-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["aline", "kofi", "office"] {
      depot.addAccount(DepotAccount(username: name, password: name, permission: "SYSTEM"))
    }
    if isFurnished { try furnish() }
  }

  /// Removes what the laptops wrote.
  package func cleanUp() { try? FileManager.default.removeItem(at: folder) }

  /// Writes on the server as somebody who is always connected.
  @discardableResult
  package func write(
    as user: String,
    _ method: ResourceMethod,
    _ resource: String,
    key: RowKey? = nil,
    _ fields: RowFields = [:]
  ) -> DepotResponse {
    let answer = depot.write(as: user, method, resource, key: key, fields)
    let row = (try? JSONNode(parsing: answer.body)).flatMap { node -> RowFields? in
      if case .object(let members) = node { members.mapValues(\.fieldValue) } else { nil }
    }
    wire.note(
      WireRecord(
        sender: user,
        method: method.rawValue,
        resource: resource,
        key: key.map { "\($0)" },
        fields: fields,
        status: answer.status,
        rows: row.map { [$0] } ?? [],
        isSeen: true,
        time: timeline.now
      )
    )
    return answer
  }

  private func furnish() throws {
    var rows: [(String, RowFields)] = [
      ("entities", ["name": .text("BBOXX Rwanda"), "bboxx_company_flag": .boolean(true)]),
      ("hubs", ["name": .text("Kigali"), "entity_id": .integer(1)]),
      ("shops", ["name": .text("Nyamata"), "hub_id": .integer(1)]),
      ("product_types", ["name": .text("bPower50")]),
      ("part_type_categories", ["name": .text("Battery")]),
    ]
    for name in ["Battery 12 Ah", "Controller"] {
      rows.append(
        (
          "part_types",
          [
            "name": .text(name), "part_type_category_id": .integer(1),
            "serial_number_category": .text("known"),
          ]
        )
      )
    }
    for name in ["no light", "no charge", "broken switch"] {
      rows.append(("symptom_types", ["name": .text(name), "label": .text(name)]))
    }
    for number in 1...4 { rows.append(("products", Self.product(number))) }
    for number in 1...4 {
      rows.append(
        (
          "repairs",
          [
            "product_imei": .text(Self.imei(number)), "process": .text("Repair and Return"),
            "pending_status": .boolean(true),
          ]
        )
      )
    }
    for (resource, fields) in rows {
      let answer = depot.write(as: "office", .create, resource, fields)
      guard answer.status == 201 else { throw StoryError.notFurnished(resource, answer.text) }
    }
  }

  private static func product(_ number: Int) -> RowFields {
    [
      "product_imei": .text(imei(number)), "current_enable_flag": .boolean(true),
      "desired_enable_flag": .boolean(true), "imsi": .text("6350000000000\(number)"),
      "product_type_id": .integer(1), "serial_number": .text("BX-000\(number)"),
      "rtc_enabled_flag": .boolean(false), "dcm_enabled_flag": .boolean(false),
      "shop_id": .integer(1), "hub_id": .integer(1),
    ]
  }

  /// The IMEI of one of the products.
  package static func imei(_ number: Int) -> String { "35916200000000\(number)" }
}

import CatalogModel
import Testing

@testable import DepotCore

struct SeedTests {
  private static let until = NaiveTime("2024-06-01") ?? NaiveTime(microseconds: 0)

  private static func seeded(_ size: SeedSize, _ seed: UInt64) throws -> Depot {
    let depot = try Depot(catalog: Bench.catalog.get(), database: .memory, clock: { until })
    #expect(try depot.seed(size, seed: seed))
    return depot
  }

  private static func everything(_ depot: Depot) throws -> [String: [RowFields]] {
    try Dictionary(
      uniqueKeysWithValues: depot.tables.all.map {
        ($0.resource.name, try depot.rows(of: $0.resource.name))
      }
    )
  }

  @Test func `one seed makes one data set, another seed another`() throws {
    let first = try Self.everything(Self.seeded(.small, 7))
    #expect(try Self.everything(Self.seeded(.small, 7)) == first)
    #expect(try Self.everything(Self.seeded(.small, 8)) != first)
  }

  @Test func `a depot that holds rows is not seeded again`() throws {
    let depot = try Self.seeded(.small, 7)
    let before = try depot.count(of: "repairs")
    #expect(try !depot.seed(.medium, seed: 1))
    #expect(try depot.count(of: "repairs") == before)
  }

  @Test func `sizes have the products they promise`() throws {
    #expect(try Self.seeded(.small, 1).count(of: "products") == 60)
    #expect(try Self.seeded(.medium, 1).count(of: "products") == 1_000)
  }

  @Test func `every IMEI has 15 digits and passes the Luhn check`() throws {
    for product in try Self.seeded(.medium, 3).rows(of: "products") {
      guard case .text(let imei)? = product["product_imei"] else {
        Issue.record("no IMEI")
        continue
      }
      #expect(imei.count == 15)
      let digits = imei.compactMap(\.wholeNumberValue)
      let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
        let doubled = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
        return sum + doubled / 10 + doubled % 10
      }
      #expect(sum.isMultiple(of: 10), "\(imei)")
    }
  }

  @Test func `every resource that a technician needs has rows`() throws {
    let depot = try Self.seeded(.small, 1)
    let names = [
      "products", "product_types", "parts", "part_types", "part_product_linker", "symptom_types",
      "symptom_type_product_type_linker", "repairs", "repair_symptom_type_linker",
      "repair_part_type_linker", "repair_action_type_linker", "action_types", "product_notes",
      "alerts", "alert_types", "states", "state_types", "shops", "hubs", "entities",
      "repair_centres", "part_type_categories", "parameter_types", "software_version_types",
    ]
    for name in names { #expect(try depot.count(of: name) > 0, "\(name)") }
  }

  @Test func `the story is one that could have happened`() throws {
    let depot = try Self.seeded(.small, 1)
    for table in depot.tables.all {
      for row in try depot.rows(of: table.resource.name) {
        let created = try #require(row.time(.createdAt, in: table.resource), "\(table.name)")
        let modified = row.time(.modifiedAt, in: table.resource) ?? created
        #expect(created <= modified && modified <= Self.until, "\(table.name) \(row)")
        for column in table.resource.columns {
          #expect(throws: Never.self) { try column.checkedIfData(row[column.name] ?? .null) }
        }
      }
    }
    let repairs = try depot.rows(of: "repairs")
    #expect(Set(repairs.map { $0["pending_status"] }) == [.boolean(true), .boolean(false)])
    #expect(repairs.contains { $0["modified_at"] == .null })
    #expect(repairs.contains { $0["modified_at"] != .null })
    let imports = try depot.rows(of: "products").map { $0["created_at"] }
    #expect(Set(imports).count == 3)
  }

  @Test func `a unit's latest state is the last of its history`() throws {
    let depot = try Self.seeded(.small, 1)
    let states = try depot.rows(of: "states")
    for product in try depot.rows(of: "products") {
      let own = states.filter { $0["product_imei"] == product["product_imei"] }
      #expect(product["latest_state_id"] == own.last?["state_id"])
      for (before, after) in zip(own, own.dropFirst()) {
        #expect(before["current_state_type"] == after["prev_state_type"])
      }
    }
  }

  @Test(arguments: [("49015420323751", 8), ("7992739871", 3)])
  func `the check digit is Luhn's`(_ digits: String, _ check: Int) {
    #expect(UnitNumber.luhnDigit(digits) == check)
  }
}

extension ResourceColumn {
  fileprivate func checkedIfData(_ value: FieldValue) throws {
    if role == .data { _ = try checked(value) }
  }
}

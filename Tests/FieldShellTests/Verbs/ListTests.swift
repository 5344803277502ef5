import CatalogModel
import DepotCore
import Foundation
import ReplicaStore
import Testing

@testable import FieldShell

/// Conditions, order and limits of `list`, each against the same question in SQL.
struct ListTests {
  /// Stands for a day on which the data set has a repair.
  private static let day = "DAY"

  private static let cases: [([String], String)] = [
    (["repair_id", "=", "3"], "repair_id = 3"), (["repair_id==3"], "repair_id = 3"),
    (["repair_id", "eq", "3"], "repair_id = 3"), (["repair_id", "ne", "3"], "repair_id <> 3"),
    (["repair_id<>3"], "repair_id <> 3"), (["repair_id", "lt", "5"], "repair_id < 5"),
    (["repair_id<=5"], "repair_id <= 5"), (["repair_id", "gt", "5"], "repair_id > 5"),
    (["repair_id>=5"], "repair_id >= 5"),
    (["measured_battery_capacity", "ge", "10"], "measured_battery_capacity >= 10"),
    (["outcome", "=", "null"], "outcome IS NULL"), (["outcome!=null"], "outcome IS NOT NULL"),
    (["outcome", "is", "null"], "outcome IS NULL"),
    (["outcome", "is", "not", "null"], "outcome IS NOT NULL"),
    (["outcome", "not", "null"], "outcome IS NOT NULL"),
    // Null differs from every value, as a person means it.
    (["process!=Replaced"], "process IS NOT 'Replaced'"),
    (["process", "in", "Replaced,Repossessed"], "process IN ('Replaced', 'Repossessed')"),
    (["process", "in", #"["Replaced","Repossessed"]"#], "process IN ('Replaced', 'Repossessed')"),
    (["process", "in", "Replaced,null"], "process = 'Replaced' OR process IS NULL"),
    (["repair_id", "not-in", "1,2,3"], "repair_id NOT IN (1, 2, 3)"),
    (["outcome", "not-in", "repaired"], "outcome IS NULL OR outcome <> 'repaired'"),
    (["outcome", "not-in", "repaired,null"], "outcome IS NOT NULL AND outcome <> 'repaired'"),
    (["process~repair"], "process LIKE '%repair%'"),
    (["process!~repair"], "process IS NULL OR process NOT LIKE '%repair%'"),
    (["process", "like", "Rep%n"], "process LIKE 'Rep%n'"),
    (["pending_status=yes", "repair_id<20"], "pending_status = 1 AND repair_id < 20"),
    (["arrival_date>=2026-01-01"], "arrival_date >= '2026-01-01'"),
    (["context~lang"], "context LIKE '%lang%'"), (["product_imei~35"], "product_imei LIKE '%35%'"),
    (["created_at=\(day)"], "date(created_at) = '\(day)'"),
    (["created_at<\(day)"], "date(created_at) < '\(day)'"),
    (["created_at<=\(day)"], "date(created_at) <= '\(day)'"),
    (["created_at>\(day)"], "date(created_at) > '\(day)'"),
    (["created_at>=\(day)"], "date(created_at) >= '\(day)'"),
  ]

  private func firstCell(_ row: JSONNode) -> JSONNode? {
    if case .array(let cells) = row { cells.first } else { nil }
  }

  private func keys(_ spoken: Spoken, _ column: String = "repair_id") -> [JSONNode?] {
    if case .array(let rows)? = spoken.json["rows"] { rows.map { $0[column] } } else { [] }
  }

  @Test func `each comparison means what SQL means by it`() async throws {
    let workshop = try await Workshop.ready()
    var sizes: Set<Int> = []
    let made = try workshop.depot.rows(of: "repairs").compactMap { $0["created_at"]?.description }
    let day = String(made.sorted()[made.count / 2].prefix(10))
    for (conditions, clause) in Self.cases {
      let conditions = conditions.map { $0.replacing(Self.day, with: day) }
      let clause = clause.replacing(Self.day, with: day)
      let listed = await workshop.type(["list", "repairs", "--json"] + conditions)
      let query = "SELECT repair_id FROM repairs WHERE \(clause) ORDER BY repair_id"
      let asked = await workshop.done("sql", query, "--json")
      guard case .array(let rows)? = asked.json["rows"] else { continue }
      #expect(keys(listed) == rows.map(firstCell), "\(conditions)")
      sizes.insert(rows.count)
    }
    #expect(sizes.count > 4, "the data set must tell the conditions apart")
  }

  @Test func `what is looked for stands for itself, wildcards too`() async throws {
    let workshop = try await Workshop.ready()
    for (key, text) in [("1", "100% ok"), ("2", "a_b"), ("3", "back\\slash"), ("4", "1000 ok")] {
      await workshop.done("set", "repairs", key, "outcome=\(text)")
    }
    for (word, found) in [("0% ", 1), ("a_b", 2), ("k\\s", 3), ("a%b", 0), ("1_0", 0)]
      as [(String, Int64)]
    {
      let spoken = await workshop.type(["list", "repairs", "outcome", "~", word, "--json"])
      #expect(keys(spoken) == (found == 0 ? [] : [.integer(found)]), "\(word)")
    }
    let escaped = await workshop.type(["list", "repairs", "outcome", "like", #"%0\% ok"#, "--json"])
    #expect(keys(escaped) == [.integer(1)])
  }

  @Test func `an order puts the smallest first, with a minus the greatest, the key last`()
    async throws
  {
    let workshop = try await Workshop.ready()
    for (order, clause) in [
      ("-repair_id", "repair_id DESC"), ("process", "process, repair_id"),
      ("-process,arrival_date", "process DESC, arrival_date, repair_id"),
      ("-measured_battery_capacity", "measured_battery_capacity DESC, repair_id"),
    ] {
      let listed = await workshop.done(
        "list",
        "repairs",
        "--order",
        order,
        "--limit",
        "7",
        "--json"
      )
      let query = "SELECT repair_id FROM repairs ORDER BY \(clause) LIMIT 7"
      let asked = await workshop.done("sql", query, "--json")
      guard case .array(let rows)? = asked.json["rows"] else { continue }
      #expect(keys(listed) == rows.map(firstCell), "\(order)")
    }
    let wrong = await workshop.type(["list", "repairs", "--order", "proces", "--json"])
    #expect(wrong.errorCode == "unknown-column")
  }

  @Test(arguments: [
    (["repair_id", "in", "1,x"], "bad-value"), (["repair_id", "between", "1"], "bad-condition"),
    (["repair_id", "in"], "bad-condition"), (["repair_id", "is", "not"], "bad-value"),
    (["repair_id"], "bad-condition"), (["nothing=1"], "unknown-column"),
    (["outcome", "<", "null"], "bad-condition"), (["repair_id", "ge", "null"], "bad-condition"),
    (["outcome", "in", ""], "bad-condition"), (["outcome", "not-in", ","], "bad-condition"),
    (["process", "in", "[]"], "bad-condition"), (["process=Broken"], "bad-value"),
    (["process", "in", "Replaced,Broken"], "bad-value"),
    (["repair_centre_id~1"], "bad-condition"), (["repair_centre_id<Kigali"], "bad-condition"),
    (["repair_centre_id", "like", "%1"], "bad-condition"), (["product_imei>BX5"], "bad-condition"),
    (["created_at!=2026-01-01"], "bad-condition"),
    (["created_at", "in", "2026-01-01,2026-01-02"], "bad-condition"),
  ])
  func `a condition that means nothing is named`(words: [String], code: String) async throws {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.type(["list", "repairs", "--json"] + words)
    #expect(spoken.code == .usage)
    #expect(spoken.errorCode == code)
  }

  @Test func `an option that a row has although the catalog does not know it can be looked for`()
    async throws
  {
    let workshop = try await Workshop.ready()
    #expect(await workshop.type(["list", "repairs", "process=Scrapped"]).code == .usage)
    let replica = try Replica.open(
      at: Home(option: workshop.home.path, environment: [:]).replica,
      catalog: try CatalogLoader.bundled()
    )
    let table = try #require(replica.layout.table("repairs"))
    try replica.write(by: .engine) { writer in
      try writer.setColumns(.integer(2), ["process": .text("Scrapped")], in: table)
    }
    let spoken = await workshop.done("list", "repairs", "process=Scrapped", "--json")
    #expect(keys(spoken) == [.integer(2)])
  }
}

import CatalogModel
import Testing

@testable import FieldShell

/// Conditions, order and limits of `list`, each against the same question in SQL.
struct ListTests {
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
    (["context~lang"], "context LIKE '%lang%'"),
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
    for (conditions, clause) in Self.cases {
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
  ])
  func `a condition that means nothing is named`(words: [String], code: String) async throws {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.type(["list", "repairs", "--json"] + words)
    #expect(spoken.code == .usage)
    #expect(spoken.errorCode == code)
  }
}

import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

struct RowTests {
  @Test func `a list is typed for scripts and tab-separated in a pipe`() async throws {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.done("list", "shops", "--limit", "2", "--json")
    guard case .array(let rows)? = spoken.json["rows"], case .integer? = rows[0]["shop_id"] else {
      Issue.record("no rows: \(spoken.output)")
      return
    }
    #expect(rows.count == 2)
    #expect(spoken.json["schema"] == .integer(1))
    let piped = await workshop.done("list", "shops", "--limit", "2")
    let lines = piped.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("shop_id\t"))
  }

  @Test func `conditions mean what SQL means`() async throws {
    let workshop = try await Workshop.ready()
    for (conditions, clause) in [
      (["process", "is", "null"], "process IS NULL"),
      (["product_imei~35679"], "product_imei LIKE '%35679%'"),
      (["repair_id", "<", "5", "repair_id!=2"], "repair_id < 5 AND repair_id <> 2"),
      (["arrival_date", "ge", "2026-01-01"], "arrival_date >= '2026-01-01'"),
      (["pending_status=yes"], "pending_status = 1"),
      (["process", "=", "Replaced"], "process = 'Replaced'"),
    ] {
      let listed = await workshop.type(["list", "repairs", "--json"] + conditions)
      let query = "SELECT count(*) FROM repairs WHERE \(clause)"
      let counted = await workshop.done("sql", query, "--json")
      guard case .array(let rows)? = listed.json["rows"] else {
        Issue.record("\(listed.output)")
        return
      }
      #expect(counted.json["rows"] == .array([.array([.integer(Int64(rows.count))])]), "\(clause)")
    }
  }

  @Test(arguments: [40, 80])
  func `no list is wider than the screen`(width: Int) async throws {
    let workshop = try await Workshop.ready()
    for words in [
      ["list", "products"], ["list", "repairs"], ["status"], ["catalog"],
      ["show", "repairs", "1"], ["catalog", "show", "products"], ["scan", try workshop.imei()],
      ["sql", "SELECT * FROM products"],
    ] {
      let spoken = await workshop.type(words, terminal: .screen(width))
      #expect(spoken.code == .done)
      let wide = spoken.output.split(separator: "\n").filter { DisplayWidth.of(String($0)) > width }
      #expect(wide.isEmpty, "\(words)")
    }
  }

  @Test func `a new row has a provisional key that keeps working`() async throws {
    let workshop = try await Workshop.ready()
    let imei = try workshop.imei()
    let added = await workshop.done(
      "add",
      "repairs",
      "product_imei=\(imei)",
      "process=Repair and Return",
      "--json"
    )
    #expect(added.json["resource"] == .text("repairs"))
    #expect(added.json["key"] == .text("new:1"))
    #expect(added.json["change"] == .integer(1))
    await workshop.done(
      "add",
      "repair_symptom_type_linker",
      "repair_id=new:1",
      "symptom_type_id=1"
    )
    let shown = await workshop.type(["show", "repairs", "new:1"], terminal: .screen(80))
    #expect(shown.output.contains("process       Repair and Return (not sent yet)"))
    await workshop.done("sync")
    let after = await workshop.done("show", "repairs", "new:1", "--json")
    let key = try workshop.depot.count(of: "repairs")
    #expect(after.json["key"] == .integer(Int64(key)))
    #expect(after.json["state"] == .null)
    let linked = await workshop.done(
      "list",
      "repair_symptom_type_linker",
      "repair_id=\(key)",
      "--json"
    )
    guard case .array(let rows)? = linked.json["rows"] else { return }
    #expect(rows.count == 1)
  }

  @Test func `a scan shows the unit and what hangs on it`() async throws {
    let workshop = try await Workshop.ready()
    let imei = try workshop.imei()
    let spoken = await workshop.done("scan", imei, "--json")
    guard case .array(let found)? = spoken.json["found"] else { return }
    #expect(found.map { $0["resource"] } == [.text("products")])
    #expect(found.first?["key"] == .text(imei))
    #expect(found.first?["linked"]?["part_product_linker"] != nil)
    let serial = try #require(
      try workshop.depot.rows(of: "parts").compactMap { $0["serial_number"]?.description }.first
    )
    let part = await workshop.done("scan", serial, "--json")
    #expect(part.json["found"] != .array([]))
    let missing = await workshop.type(["scan", "000000000000000", "--json"])
    #expect(missing.code == .failed)
    #expect(missing.errorCode == "not-found")
  }

  @Test func `a scanned number never means a key that the server counts up`() async throws {
    let workshop = try await Workshop.ready()
    #expect(await workshop.type(["scan", "1"]).code == .failed)
  }

  @Test func `a link to a row that is not held is a warning`() async throws {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.done(
      "set",
      "repairs",
      "1",
      "product_imei=351999999999999",
      "--json"
    )
    guard case .array(let warnings)? = spoken.json["warnings"] else {
      Issue.record("no warning: \(spoken.output)")
      return
    }
    #expect(warnings.count == 1)
  }

  @Test func `a row that others refer to is deleted after them`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("add", "repairs", "product_imei=\(try workshop.imei())")
    await workshop.done(
      "add",
      "repair_symptom_type_linker",
      "repair_id=new:1",
      "symptom_type_id=1"
    )
    let refused = await workshop.type(["delete", "repairs", "new:1", "--json"])
    #expect(refused.errorCode == "not-allowed")
    await workshop.done("delete", "repair_symptom_type_linker", "new:1")
    await workshop.done("delete", "repairs", "new:1")
    let repairs = try workshop.depot.count(of: "repairs")
    await workshop.done("sync")
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
    #expect(try workshop.depot.count(of: "repairs") == repairs)
  }

  @Test func `values that are there already change nothing`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let again = await workshop.done("set", "repairs", "1", "outcome=fixed", "--json")
    #expect(again.json["change"] == .null)
  }

  @Test func `text of the server does not reach the terminal raw`() async throws {
    let workshop = try await Workshop.ready()
    let nasty: RowFields = [
      "product_imei": .text(try workshop.imei()), "note_text": .text("a\u{1B}[2Jb\u{202E}c\nd"),
    ]
    _ = workshop.depot.write(as: "colleague", .create, "product_notes", nasty)
    let key = "\(try workshop.depot.count(of: "product_notes"))"
    workshop.clock.advance(by: 60)
    await workshop.done("sync")
    for terminal in [Terminal.none, .screen(80), .screen(40)] {
      for words in [
        ["list", "product_notes"], ["scan", try workshop.imei()], ["show", "product_notes", key],
      ] {
        let spoken = await workshop.type(words, terminal: terminal)
        #expect(!spoken.output.contains("\u{1B}"))
        #expect(!spoken.output.contains("\u{202E}"))
      }
    }
    let json = await workshop.done("show", "product_notes", key, "--json")
    #expect(json.output.contains(#"a\u001b[2Jb\u202ec\nd"#))
  }
}

import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

/// A catalog of one's own, of another server with other names, does all that the bundled one does.
struct OwnCatalogTests {
  private static let text = """
    {"format": "fieldsync.catalog/1", "name": "clinics", "title": "Clinics", "version": 5,
     "api": {"prefix": "/api/2", "stamps": {"createdAt": "made_at", "createdBy": "made_by",
       "modifiedAt": "changed_at", "modifiedBy": "changed_by"}},
     "permissionLevels": ["NURSE", "SYSTEM", "TECHNICAL"],
     "resources": [
      {"name": "clinics", "key": "code", "keyAssignedBy": "client", "scope": "full", "label": "title",
       "methods": {"GET": "NURSE", "POST": "NURSE", "PUT": "NURSE"}, "columns": [
        {"name": "code", "type": "text", "maximumLength": 8},
        {"name": "title", "type": "text"}]},
      {"name": "fridges", "path": "cold_chain", "key": "fridge_no", "scope": "full",
       "methods": {"GET": "NURSE", "POST": "NURSE", "PUT": "NURSE", "DELETE": "NURSE"}, "columns": [
        {"name": "fridge_no", "type": "integer", "unique": true},
        {"name": "clinic", "type": "text", "link": "clinics"},
        {"name": "spare_of", "type": "integer", "null": true, "link": "fridges"},
        {"name": "degrees", "type": "real", "null": true},
        {"name": "checked", "type": "datetime", "null": true},
        {"name": "alarms", "type": "array", "null": true}]},
      {"name": "ghosts", "key": "ghost_no", "scope": "none", "methods": {}, "columns": [
        {"name": "ghost_no", "type": "integer"}]}],
     "actions": []}
    """

  private func workshop() async throws -> Workshop {
    let workshop = try Workshop(
      serving: try CatalogLoader.load(Data(Self.text.utf8)),
      isSeeded: false
    )
    let rows: [(String, RowFields)] = [
      ("clinics", ["code": .text("KGL"), "title": .text("Kigali")]),
      ("fridges", ["clinic": .text("KGL"), "degrees": .real(4.5), "alarms": .json("[1]")]),
    ]
    for (resource, fields) in rows {
      let answer = workshop.depot.write(as: "office", .create, resource, fields)
      try #require(answer.status == 201, "\(answer.text)")
    }
    return workshop
  }

  @Test func `another server's rows are pulled, edited offline and pushed`() async throws {
    let workshop = try await workshop()
    let file = workshop.home.appendingPathExtension("catalog.json")
    try Data(Self.text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let made = await workshop.done(
      "init",
      "--server",
      Workshop.server,
      "--catalog",
      file.path,
      "--json"
    )
    #expect(made.json["resources"]?.description == #"["clinics","fridges"]"#)
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    await workshop.done("sync")
    await workshop.done("catalog", "check")
    await workshop.done("add", "clinics", "code=HUE", "title=Huye")
    await workshop.done("add", "fridges", "clinic=HUE", "degrees=3", #"alarms=["hot"]"#)
    await workshop.done("add", "fridges", "clinic=KGL", "spare_of=new:1")
    await workshop.done("set", "fridges", "1", "degrees=5.25")
    let colleague: RowFields = ["degrees": .real(9)]
    _ = workshop.depot.write(as: "office", .update, "fridges", key: .integer(1), colleague)
    let first = await workshop.type(["sync", "--json"])
    #expect(first.code == .conflicts, "\(first.output)")
    #expect(first.json["pushed"]?["applied"] == .integer(3))
    await workshop.done("resolve", "1", "mine")
    await workshop.done("delete", "fridges", "new:2")
    await workshop.done("sync")
    let fridges = try workshop.depot.rows(of: "fridges")
    #expect(fridges.map { $0["degrees"] } == [.real(5.25), .real(3)])
    #expect(fridges.map { $0["clinic"] } == [.text("KGL"), .text("HUE")])
    #expect(fridges[1]["alarms"] == .json(#"["hot"]"#))
    #expect(
      try workshop.depot.rows(of: "clinics").map { $0["title"] } == [
        .text("Huye"), .text("Kigali"),
      ]
    )
    let again = await workshop.done("sync", "--json")
    #expect(again.json["pushed"]?["applied"] == .integer(0))
    #expect(again.json["waiting"] == .integer(0))
  }

  @Test func `a catalog that moved away is named, and nothing is lost`() async throws {
    let workshop = try await workshop()
    let file = workshop.home.appendingPathExtension("catalog.json")
    try Data(Self.text.utf8).write(to: file)
    await workshop.done("init", "--server", Workshop.server, "--catalog", file.path)
    await workshop.done("add", "clinics", "code=HUE", "title=Huye")
    try FileManager.default.removeItem(at: file)
    let lost = await workshop.type(["list", "clinics", "--json"])
    #expect(lost.errorCode == "catalog-unreadable")
    try Data(Self.text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let found = await workshop.done("list", "clinics", "--json")
    #expect(found.json["rows"]?.description.contains("Huye") == true)
  }
}

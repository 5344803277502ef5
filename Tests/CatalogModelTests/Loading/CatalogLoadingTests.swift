import CustomDump
import Foundation
import Testing

@testable import CatalogModel

struct CatalogLoadingTests {
  @Test func `a small catalog becomes resources, links, actions and states`() throws {
    let catalog = try CatalogText.catalog()
    #expect(catalog.name == "small")
    #expect(catalog.title == "small")
    #expect(catalog.version == 3)
    #expect(catalog.resources.map(\.name) == ["products", "repairs"])
    #expect(catalog["repairs"]?.methods == [.read: "LOW", .create: "HIGH"])
    #expect(catalog["nothing"] == nil)
    #expect(catalog.action(named: "move")?.payload.first?.range == 1...9)
    #expect(catalog.stateTransitions.allows(from: 2, to: 3))
    #expect(!catalog.stateTransitions.allows(from: 3, to: 2))
    #expect(!catalog.stateTransitions.allows(from: 3, to: 77))
  }

  @Test func `an action says what it is about, how long it waits and where it shows`() throws {
    let move = try #require(try CatalogText.catalog().action(named: "move"))
    #expect(move.subject?.resource == "products")
    #expect(move.column("imei")?.link?.resource == "products")
    #expect(move.column("repair")?.link?.resource == "repairs")
    #expect(move.timeToLive == 86_400)
    #expect(move.carries == ["repairs"])
    #expect(move.otherPath == "/products/<imei>/shift")
    #expect(move.opened == OpenedRow(resource: "repairs", member: "fix"))
    #expect(move.columns.map(\.name) == ["imei", "to", "repair", "fix"])
    #expect(move.requirements == ["ready": .boolean(true)])
    #expect(move.move == StateMove(field: "to", link: "latest_repair", column: "outcome"))
    #expect(
      move.confirmation
        == UnitConfirmation(link: "latest_repair", column: "closed_on", value: nil)
    )
    let proof = ActionProof(
      kind: .entry,
      resource: "repairs",
      conditions: [
        "unit": .given("imei"), "outcome": .value(.text("fixed")), "closed_on": .filled,
      ],
      absent: ["outcome": .value(.null)]
    )
    #expect(move.proof == proof)
  }

  @Test func `the key comes first and the stamps last whatever the file's order`() throws {
    let repairs = try #require(try CatalogText.catalog()["repairs"])
    expectNoDifference(
      repairs.columns.map(\.name),
      ["repair_id", "unit", "outcome", "closed_on", "created_at", "modified_by"]
    )
    #expect(repairs.key.name == "repair_id")
    #expect(repairs.key.role == .key)
    #expect(repairs.writableColumns.map(\.name) == ["unit", "outcome", "closed_on"])
    #expect(repairs.stamp(.createdAt)?.type == .datetime)
    #expect(repairs.stamp(.modifiedBy)?.type == .text)
    #expect(repairs.stamp(.modifiedAt) == nil)
  }

  @Test func `an API of its own ways is taken by them`() throws {
    let ways = #""prefix": "/v1", "logIn": "key", "lists": "whole", "greets": false"#
    let paths = #""path": "api/repairs", "rowPath": "repairs", "parameters": {"open": "all"}"#
    let text = CatalogText.valid
      .replacing(#""prefix": "/v1""#, with: ways)
      .replacing(#""label": "outcome""#, with: paths)
      .replacing(#""POST": "HIGH""#, with: #""DELETE": "HIGH""#)
    let catalog = try CatalogLoader.load(Data(text.utf8))
    #expect(catalog.conventions == APIConventions(logIn: .key, lists: .whole, greets: false))
    let repairs = try #require(catalog["repairs"])
    #expect(
      repairs.paths
        == ResourcePaths(list: "api/repairs", row: "repairs", parameters: ["open": "all"])
    )
    #expect(repairs.lists == .whole)
    #expect(try CatalogText.catalog().conventions == APIConventions())
  }

  @Test func `rows that cannot be looked for are not created`() {
    let text = CatalogText.valid.replacing(
      #""prefix": "/v1""#,
      with: #""prefix": "/v1", "lists": "whole""#
    )
    let error = #expect(throws: CatalogError.self) { try CatalogLoader.load(Data(text.utf8)) }
    #expect(error?.place == "resources.repairs.methods.POST")
    #expect(error?.subject == CatalogError.Flaw.notVerifiable.rawValue)
  }

  @Test func `what a file leaves out takes the documented default`() throws {
    let products = try #require(try CatalogText.catalog()["products"])
    #expect(products.paths == ResourcePaths(list: "products"))
    #expect(products.scope == .full)
    #expect(products.tier == .run)
    #expect(products.urgency == 9)
    #expect(products.keyAssignment == .client)
    #expect(products.columns.first?.policy == .ask)
    #expect(products.allows(.read) && !products.allows(.create))
  }

  @Test func `links are found from the row they lead to`() throws {
    let catalog = try CatalogText.catalog()
    let products = try #require(catalog["products"])
    let repairs = try #require(catalog["repairs"])
    #expect(
      catalog.links(to: products).map { "\($0.from.name).\($0.column.name)" } == ["repairs.unit"]
    )
    #expect(catalog.links(to: repairs).map(\.column.name) == ["latest_repair"])
    #expect(repairs.group(of: "closed_on") == ["outcome", "closed_on"])
    #expect(repairs.group(of: "unit") == ["unit"])
  }

  @Test func `a level reaches itself and every weaker one`() throws {
    let catalog = try CatalogText.catalog()
    #expect(catalog.permission("HIGH", reaches: "LOW"))
    #expect(catalog.permission("LOW", reaches: "LOW"))
    #expect(!catalog.permission("LOW", reaches: "HIGH"))
    #expect(!catalog.permission("UNKNOWN", reaches: "LOW"))
  }

  @Test func `a missing file is named with its path`() throws {
    let file = URL(filePath: "/nonexistent/my.catalog.json")
    let error = #expect(throws: CatalogError.self) { try CatalogLoader.load(file: file) }
    #expect(error?.code == .unreadable)
    #expect(error?.place == file.path)
  }

  @Test func `a catalog is read from a file as from bytes`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).catalog.json")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(CatalogText.valid.utf8).write(to: file)
    #expect(try CatalogLoader.load(file: file) == CatalogText.catalog())
  }
}

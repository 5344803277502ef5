import CatalogModel
import Foundation
import Testing

@testable import FieldShell

/// What the verbs of a day need to know of a catalog, and what they say where it has none of that.
struct DayFactsTests {
  @Test func `the bundled catalog has all that the verbs stand on`() throws {
    let facts = FactReader(catalog: try CatalogLoader.bundled(), verb: "product")
    #expect(try SwitchFacts(facts).enable.name == "enable")
    #expect(try StateFacts(facts).historyUnit.name == "product_imei")
    #expect(try NoteFacts(facts).noteUnit.name == "product_imei")
    #expect(try FittedPartFacts(facts).partType.name == "part_type_id")
    #expect(try RepairFacts(.appliance, facts).outcome == nil)
    #expect(try RepairFacts(.unit, facts).outcome?.name == "outcome")
    #expect(try AlertFacts(facts).alertUnit.name == "product_imei")
  }

  @Test(arguments: [
    (["product", "show", "1"], "product show needs products"),
    (["product", "note", "1", "x"], "product note needs products"),
    (["alert", "list"], "alert list needs products"),
    (["appliance", "repair", "list"], "appliance repair list needs appliances"),
  ])
  func `a catalog without units is named, with what does the same`(
    words: [String],
    sentence: String
  ) async throws {
    let path = FileManager.default.currentDirectoryPath + "/samples/kittens.catalog.json"
    let kittens = try CatalogLoader.load(file: URL(fileURLWithPath: path))
    let workshop = try Workshop(serving: kittens, isSeeded: false)
    await workshop.done("init", "--server", Workshop.server, "--catalog", path, "--plain-http")
    let spoken = await workshop.type(words + ["--json"])
    #expect(spoken.errorCode == "not-in-catalog", "\(spoken.output)")
    #expect(spoken.output.contains("\(sentence), which the catalog \(kittens.name) does not have"))
    let french = await workshop.type(words, environment: ["LANG": "fr_FR.UTF-8"])
    #expect(french.errors.contains("que le catalogue \(kittens.name) n'a pas"))
  }

  @Test func `a link that is lost, an action that is gone and a field that is missing are named`()
    throws
  {
    let bundled = try CatalogLoader.bundled()
    let facts = FactReader(catalog: bundled, verb: "v")
    let products = try facts.resource("products")
    let shops = try facts.resource("shops")
    let alerts = try facts.resource("alerts")
    let dismiss = try facts.action("dismiss_alert", about: alerts)
    func lack(_ body: () throws -> Void) -> String? {
      #expect(throws: ShellError.self, performing: body)?.sentence.english
    }
    #expect(
      lack { _ = try facts.link(from: shops, to: alerts) }?.contains("shops > alerts") == true
    )
    #expect(
      lack { _ = try facts.link("serial_number", from: products, to: shops) }?
        .contains("products.serial_number > shops") == true
    )
    // A part linker refers to two parts: which of them is meant has to be said.
    let fittings = try facts.resource("part_product_linker")
    let parts = try facts.resource("parts")
    #expect(lack { _ = try facts.link(from: fittings, to: parts) } != nil)
    #expect(lack { _ = try facts.action("dismiss_alert", about: products) } != nil)
    #expect(lack { _ = try facts.action("product_parts", about: products) } != nil)
    #expect(lack { _ = try facts.field("colour", of: dismiss) }?.contains("colour") == true)
    #expect(lack { _ = try facts.column("colour", of: shops) }?.contains("shops.colour") == true)
    #expect(lack { _ = try facts.resource("sms_histories") } != nil)
  }
}

import Testing

@testable import CatalogModel

struct CatalogFaultTests {
  @Test(
    arguments:
      CatalogFault.references + CatalogFault.names + CatalogFault.words + CatalogFault.duplicates
      + CatalogFault.shapes + CatalogFault.actionWords + CatalogFault.actionShapes
      + CatalogFault.actionReferences
  )
  func `a broken catalog is refused by the place that is wrong`(_ fault: CatalogFault) throws {
    let error = try #require(CatalogText.fault(replacing: fault.old, with: fault.new))
    #expect(error == CatalogError(code: fault.code, place: fault.place, subject: fault.subject))
    #expect(error.description.hasSuffix("."))
  }

  @Test func `the same names on different levels do not clash`() {
    // A table and a column may share a name, and so may columns of different tables.
    #expect(
      CatalogText.fault(replacing: #""closed_on", "type""#, with: #""repairs", "type""#)?.code
        == .danglingReference
    )
    #expect(CatalogText.fault(replacing: "small", with: "repairs") == nil)
  }

  @Test func `a name may have 64 bytes and no more`() {
    let longest = String(repeating: "n", count: 64)
    #expect(CatalogText.fault(replacing: "small", with: longest) == nil)
    #expect(CatalogText.fault(replacing: "small", with: longest + "n")?.code == .badIdentifier)
  }
}

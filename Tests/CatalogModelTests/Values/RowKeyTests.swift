import Testing

@testable import CatalogModel

struct RowKeyTests {
  private let catalog: Catalog

  init() throws { catalog = try CatalogLoader.bundled() }

  @Test func `keys from 2 to the 52nd up wait for the server's name`() {
    #expect(RowKey.firstProvisional == 4_503_599_627_370_496)
    #expect(RowKey.integer(RowKey.firstProvisional).isProvisional)
    #expect(!RowKey.integer(RowKey.firstProvisional - 1).isProvisional)
    #expect(!RowKey.text("4503599627370497").isProvisional)
  }

  @Test(arguments: [
    (RowKey.integer(12), "12"), (.integer(-1), "-1"),
    (.integer(RowKey.firstProvisional + 7), "new:7"),
    (.integer(RowKey.firstProvisional), "new:0"),
  ])
  func `an integer key reads back as it is shown`(key: RowKey, text: String) throws {
    #expect(key.description == text)
    let repairs = try #require(catalog["repairs"])
    #expect(repairs.key(parsing: text) == key)
  }

  @Test(arguments: ["", "abc", "1.0", "new:", "new:-1", "new:x", "new:9223372036854775807", "7 "])
  func `what is no key of an integer table is none`(_ text: String) throws {
    let repairs = try #require(catalog["repairs"])
    #expect(repairs.key(parsing: text) == nil)
  }

  @Test(arguments: ["000000000000001", "new:7", "٣"])
  func `a text key is taken as it stands`(_ text: String) throws {
    let products = try #require(catalog["products"])
    #expect(products.key(parsing: text) == .text(text))
  }

  @Test func `only whole numbers and texts with letters are keys`() {
    #expect(RowKey(.integer(5)) == .integer(5))
    #expect(RowKey(.text("a")) == .text("a"))
    for value in [FieldValue.text(""), .null, .real(1), .boolean(true), .json("1"), .blob([1])] {
      #expect(RowKey(value) == nil)
    }
    #expect(RowKey.text("a").value == .text("a"))
    #expect(RowKey.integer(5).value == .integer(5))
  }

  @Test func `keys sort integers first and texts by their bytes`() {
    let sorted: [RowKey] = [
      .integer(-1), .integer(2), .integer(10), .text("10"), .text("2"), .text("é"),
    ]
    #expect(sorted.reversed().sorted() == sorted)
  }

  @Test func `two spellings of one letter are two keys`() {
    #expect(RowKey.text("é") != .text("e\u{301}"))
    #expect(Set([RowKey.text("é"), .text("e\u{301}")]).count == 2)
  }
}

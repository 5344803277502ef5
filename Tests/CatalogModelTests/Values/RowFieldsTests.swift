import Testing

@testable import CatalogModel

struct RowFieldsTests {
  @Test func `the key and the stamps of a row are found by the resource`() throws {
    let repairs = try #require(try CatalogLoader.bundled()["repairs"])
    let row: RowFields = [
      "repair_id": .integer(4), "created_at": .text("2016-01-01 00:00:01"), "modified_at": .null,
    ]
    #expect(row.key(in: repairs) == .integer(4))
    #expect(row.time(.createdAt, in: repairs) == NaiveTime("2016-01-01T00:00:01"))
    #expect(row.time(.modifiedAt, in: repairs) == nil)
    #expect(RowFields().key(in: repairs) == nil)
    #expect(["created_at": .text("soon")].time(.createdAt, in: repairs) == nil)
  }

  @Test(arguments: [
    (FieldValue.null, ""), (.boolean(false), "false"), (.integer(3), "3"), (.real(0.5), "0.5"),
    (.text("x"), "x"), (.json("[]"), "[]"), (.blob([1, 2]), "2 bytes"),
  ])
  func `a value is shown to people as text`(value: FieldValue, text: String) {
    #expect(value.description == text)
  }
}

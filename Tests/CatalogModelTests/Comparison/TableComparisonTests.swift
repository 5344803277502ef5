import Testing

@testable import CatalogModel

struct TableComparisonTests {
  /// A row of `repairs` as the small catalog has it.
  private static let row: RowFields = [
    "unit": .text("351"), "repair_id": .integer(1), "outcome": .null,
    "closed_on": .text("2018-11-03"), "created_at": .text("2018-11-03T10:00:00"),
    "modified_by": .null,
  ]

  private func kinds(_ rows: [RowFields]) throws -> [CatalogFinding.Kind] {
    let repairs = try #require(try CatalogText.catalog()["repairs"])
    let findings = TableComparison(resource: repairs).findings(in: rows)
    #expect(findings.allSatisfy { $0.resource == "repairs" })
    return findings.map(\.kind)
  }

  @Test func `rows as the catalog says tell nothing, and no rows neither`() throws {
    #expect(try kinds([Self.row, Self.row]).isEmpty)
    #expect(try kinds([]).isEmpty)
  }

  @Test(arguments: [
    ("unit", FieldValue.null, CatalogFinding.Kind.nullFound("unit")),
    ("unit", .integer(7), .typeChanged("unit", from: .text, to: .integer)),
    ("unit", .json(#"{"a":1}"#), .typeChanged("unit", from: .text, to: .object)),
    ("repair_id", .text("7"), .typeChanged("repair_id", from: .integer, to: .text)),
    ("repair_id", .real(7.5), .typeChanged("repair_id", from: .integer, to: .real)),
    ("outcome", .text("0123456789"), .lengthGrown("outcome", from: 9, to: 10)),
    (
      "closed_on", .text("2018-11-03T00:00:00"), .typeChanged("closed_on", from: .date, to: .text)
    ),
    (
      "created_at", .text("2018-11-03"), .typeChanged("created_at", from: .datetime, to: .text)
    ),
    ("phone", .text("90"), .columnCame("phone", .text)),
    ("phone", .null, .columnCame("phone", .null)),
  ])
  func `a value that the catalog does not expect is a finding`(
    column: String,
    value: FieldValue,
    kind: CatalogFinding.Kind
  ) throws {
    #expect(try kinds([Self.row.merging([column: value]) { $1 }]) == [kind])
    // One row of many is enough.
    #expect(try kinds([Self.row, Self.row.merging([column: value]) { $1 }]) == [kind])
  }

  @Test func `a column that no row has is gone, one that some have is not`() throws {
    var less = Self.row
    less["outcome"] = nil
    #expect(try kinds([less]) == [.columnGone("outcome")])
    #expect(try kinds([less, Self.row]).isEmpty)
  }

  @Test func `rows of a relation that a server embeds are no new column`() throws {
    let embedded: RowFields = ["products": .json("{}"), "notes": .json("[]")]
    #expect(try kinds([Self.row.merging(embedded) { $1 }]).isEmpty)
  }

  @Test func `a new word among options is a finding`() throws {
    let catalog = try CatalogLoader.bundled()
    let repairs = try #require(catalog["repairs"])
    var row = Dictionary(
      uniqueKeysWithValues: repairs.columns.map { ($0.name, FieldValue.null) }
    )
    row["repair_id"] = .integer(1)
    row["product_imei"] = .text("351")
    row["process"] = .text("Melted")
    let findings = TableComparison(resource: repairs).findings(in: [row])
    #expect(findings.map(\.kind) == [.optionCame("process", "Melted")])
  }

  @Test func `methods are compared as far as they were asked for`() throws {
    let repairs = try #require(try CatalogText.catalog()["repairs"])
    let comparison = TableComparison(resource: repairs)
    #expect(comparison.findings(offered: [.read, .create], of: [.create]).isEmpty)
    #expect(
      comparison.findings(offered: [.read, .delete], of: [.create, .update, .delete]).map(\.kind)
        == [.methodGone(.create), .methodCame(.delete)]
    )
  }

  @Test func `only what the catalog promises and the server does not do is in the way`() {
    let breaking: [CatalogFinding.Kind] = [
      .tableGone(stillCalled: nil), .methodGone(.update), .columnGone("a"),
      .typeChanged("a", from: .text, to: .real),
    ]
    let harmless: [CatalogFinding.Kind] = [
      .readForbidden, .methodCame(.update), .rightDenied(.update), .columnCame("a", .text),
      .nullFound("a"), .optionCame("a", "b"), .lengthGrown("a", from: 1, to: 2),
    ]
    #expect(breaking.allSatisfy { CatalogFinding(resource: "r", kind: $0).isBreaking })
    #expect(!harmless.contains { CatalogFinding(resource: "r", kind: $0).isBreaking })
  }
}

import CatalogModel
import RemoteAPI
import Testing

@testable import SyncCore

struct KeyNumberingTests {
  static let fits: [([RowKey], KeyNumbering?)] = [
    ([.integer(1), .integer(900)], .integers),
    ([.text("356799070010225"), .text("356799070999999")], .digits(15)),
    ([.text("007"), .text("100")], .digits(3)),
    ([.text("99"), .text("100")], nil),
    ([.text("abc")], nil),
    ([.text("12a")], nil),
    ([.text("١٢")], nil),
    ([.text("+12")], nil),
    ([.integer(1), .text("1")], nil),
    ([.text(String(repeating: "1", count: 19))], nil),
    ([], nil),
  ]

  @Test(arguments: fits)
  func `keys are numbers if all are integers, or digits of one length`(
    _ keys: [RowKey],
    _ expected: KeyNumbering?
  ) {
    #expect(KeyNumbering(fitting: keys) == expected)
  }

  @Test
  func `no text falls between two ranges of digits`() {
    #expect(
      KeyNumbering.digits(3).filter(from: 8, of: "imei") == .compare("imei", .greater, .text("007"))
    )
    #expect(
      KeyNumbering.digits(3).filter(from: 0, of: "imei")
        == .compare("imei", .greaterOrEqual, .text("000"))
    )
    #expect(
      KeyNumbering.integers.filter(from: 8, of: "id")
        == .compare("id", .greaterOrEqual, .integer(8))
    )
  }

  @Test
  func `numbers become keys of their length again`() {
    #expect(KeyNumbering.integers.key(42) == .integer(42))
    #expect(KeyNumbering.digits(4).key(42) == .text("0042"))
    #expect(KeyNumbering.digits(2).key(100) == .text("99"))
    #expect(KeyNumbering.digits(2).key(-1) == .text("00"))
  }
}

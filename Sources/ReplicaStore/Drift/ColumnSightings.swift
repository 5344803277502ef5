import CPageReader
import CatalogModel

/// What the rows of some pages showed of their columns: one byte a column, so that looking at a row
/// costs next to nothing.
package struct ColumnSightings: Sendable, Equatable {
  /// Rows that were looked at.
  package private(set) var rows = 0
  /// What came in each column held, in the table's order: a bit for each kind.
  private var kinds: [UInt8]
  /// Names that the catalog has not, under which values came.
  private var unknown: Set<String> = []

  /// Nothing seen yet.
  package init(of table: ResourceTable) {
    kinds = Array(repeating: 0, count: table.columns.count)
  }

  /// Looks at one row whose values could be read.
  mutating func see(_ row: borrowing page_row) {
    rows += 1
    for index in kinds.indices { kinds[index] |= Self.bit(row.values[index]) }
  }

  /// Notes names that no column has.
  mutating func seeUnknown(_ names: some Sequence<String>) { unknown.formUnion(names) }

  /// Adds what other pages of the same table showed.
  package mutating func add(_ other: ColumnSightings) {
    rows += other.rows
    for (index, kind) in other.kinds.enumerated() where index < kinds.count {
      kinds[index] |= kind
    }
    unknown.formUnion(other.unknown)
  }

  /// In what the rows differ from the catalog.
  package func points(in table: ResourceTable) -> Set<DriftPoint> {
    guard rows > 0 else { return [] }
    var points = Set(unknown.map(DriftPoint.columnCame))
    for (column, seen) in zip(table.columns, kinds) {
      if seen == Self.absent { points.insert(.columnGone(column.name)) }
      if seen & Self.null != 0, !column.isNullable, column.role == .data {
        points.insert(.nullFound(column.name))
      }
      if let odd = Self.kinds.first(where: { seen & $0.bit != 0 && !column.type.carries($0.kind) })
      {
        points.insert(.typeChanged(column.name, odd.kind))
      }
    }
    return points
  }

  private static let absent: UInt8 = 1
  private static let null: UInt8 = 2
  private static let kinds: [(kind: WireKind, bit: UInt8)] = [
    (.boolean, 4), (.integer, 8), (.real, 16), (.text, 32), (.array, 64), (.object, 128),
  ]

  private static func bit(_ value: page_value) -> UInt8 {
    switch value.kind {
    case page_absent: absent
    case page_null: null
    case page_bool: 4
    case page_integer: 8
    case page_real: 16
    case page_text: 32
    default:
      // A document column gets scalars as JSON, too.
      switch value.bytes.first {
      case UInt8(ascii: "["): 64
      case UInt8(ascii: "{"): 128
      case UInt8(ascii: "\""): 32
      default: 4
      }
    }
  }
}

extension ColumnType {
  /// Whether a server sends values of that kind for a column of this type.
  ///
  /// Flags and numbers of SQL
  /// are one thing to some databases, and are stored alike.
  fileprivate func carries(_ kind: WireKind) -> Bool {
    switch self {
    case .integer, .boolean: kind == .integer || kind == .boolean
    case .real: kind == .integer || kind == .real
    case .text, .binary, .date, .datetime: kind == .text
    case .interval: [.integer, .real, .text].contains(kind)
    case .array: kind == .array
    case .json: true
    }
  }
}

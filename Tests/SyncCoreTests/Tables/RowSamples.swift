import CatalogModel
import DepotCore
import FieldTestSupport
import Testing

/// Rows that fit any table of a catalog, with the rows they refer to made on the server first.
///
/// No two values are the same where the column's type has enough of them, so that unique columns are
/// satisfied and every edit is a change.
final class RowSamples {
  private let world: World
  private var count = 0
  private var underway: Set<String> = []

  init(_ world: World) {
    self.world = world
  }

  /// Makes a row on the server and returns its key.
  @discardableResult
  func make(_ resource: Resource, isWhole: Bool = true) throws -> RowKey {
    underway.insert(resource.name)
    defer { underway.remove(resource.name) }
    let fields = try fields(for: resource, isWhole: isWhole)
    let answer = world.write(as: "office", .create, resource.name, fields)
    try #require(answer.status == 201, "\(resource.name): \(answer.text)")
    if let key = fields.key(in: resource) { return key }
    let rows = try world.depot.rows(of: resource.name)
    return try #require(rows.compactMap { $0.key(in: resource) }.max())
  }

  /// Values for a new row; only those it cannot do without unless it shall be whole.
  func fields(for resource: Resource, isWhole: Bool = true) throws -> RowFields {
    count += 1
    var fields: RowFields = [:]
    if resource.keyAssignment == .client {
      fields[resource.key.name] = value(for: resource.key)
    }
    for column in resource.writableColumns where isWhole || !column.isNullable {
      fields[column.name] = try linked(column) ?? value(for: column)
    }
    return fields
  }

  /// Another value for a column of a row.
  func another(for column: ResourceColumn, than old: FieldValue) throws -> FieldValue {
    count += 1
    if let value = try linked(column) { return value }
    switch column.type {
    case .boolean: return .boolean(old != .boolean(true))
    default: break
    }
    let value = value(for: column)
    guard column.equivalent(value, old),
      let other = column.options.first(where: { .text($0) != old })
    else { return value }
    return .text(other)
  }

  // A column that refers to a row that is just being made stays empty: tables refer in circles.
  private func linked(_ column: ResourceColumn) throws -> FieldValue? {
    guard let link = column.link, let parent = world.catalog[link.resource] else { return nil }
    if underway.contains(parent.name), column.isNullable { return .null }
    return try make(parent, isWhole: false).value
  }

  private func value(for column: ResourceColumn) -> FieldValue {
    let number = Int64(count)
    switch column.type {
    case .integer: return .integer(number + 100_000)
    case .real: return .real(Double(number) + 0.25)
    case .boolean: return .boolean(number.isMultiple(of: 2))
    case .text: return .text(text(for: column))
    case .date: return .text("2024-02-\(String(number % 20 + 10))")
    case .datetime: return .text("2024-02-29T10:15:\(String(number % 50 + 10)).\(fraction)")
    case .interval: return .integer(number * 60)
    case .json: return .json(#"{"list":[1,null,"é"],"number":\#(number)}"#)
    case .array: return .json(#"["a\"b","\#(number)"]"#)
    case .binary: return .text("AAECAw==\(number)")
    }
  }

  private var fraction: String { String(("000000" + String(count)).suffix(6)) }

  private func text(for column: ResourceColumn) -> String {
    if !column.options.isEmpty { return column.options[count % column.options.count] }
    let longest = column.maximumLength ?? 40
    let text = "é'\" \(count)"
    return text.count <= longest ? text : String(text.suffix(longest))
  }
}

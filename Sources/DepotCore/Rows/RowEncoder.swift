import CatalogModel
import GRDB

/// Writes stored rows as the members of a JSON object.
struct RowEncoder {
  let table: ResourceTable
  /// Positions in the table's columns of what is written; all of them but in a sub-resource.
  let positions: [Int]

  init(_ table: ResourceTable) {
    self.table = table
    positions = Array(table.columns.indices)
  }

  /// Rows under a parent show only the columns that the parent has too.
  init(_ table: ResourceTable, under parent: ResourceTable) {
    self.table = table
    positions = table.columns.indices.filter { index in
      parent.resource.column(table.columns[index].name) != nil
    }
  }

  /// Appends the row, whose values stand in the order of the table's columns.
  func append(_ row: Row, to json: inout JSONBytes) {
    json.append("{")
    for (index, position) in positions.enumerated() {
      if index > 0 { json.append(",") }
      json.append(encoded: table.memberNames[position])
      append(row[position] as DatabaseValue, as: table.columns[position].type, to: &json)
    }
    json.append("}")
  }

  private func append(_ value: DatabaseValue, as type: ColumnType, to json: inout JSONBytes) {
    switch value.storage {
    case .null: json.append("null")
    case .int64(let number):
      if type == .boolean, number == 0 || number == 1 {
        json.append(.boolean(number == 1))
      } else {
        json.append(number: number)
      }
    case .double(let number): json.append(.real(number))
    case .string(let text):
      if type == .json || type == .array {
        json.append(json: text)
      } else {
        json.append(quoted: text)
      }
    // The depot stores no blobs; one put there with another tool is shown as its size.
    case .blob(let data): json.append(number: Int64(data.count))
    }
  }
}

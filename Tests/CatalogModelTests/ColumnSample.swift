@testable import CatalogModel

extension ResourceColumn {
  /// A column of one type for a test, nullable unless said.
  static func sample(
    _ type: ColumnType,
    isNullable: Bool = true,
    maximumLength: Int? = nil,
    options: [String] = []
  ) -> ResourceColumn {
    ResourceColumn(
      name: "sample",
      role: .data,
      type: type,
      isNullable: isNullable,
      maximumLength: maximumLength,
      options: options
    )
  }
}

/// The values of one row by column name.
package typealias RowFields = [String: FieldValue]

extension RowFields {
  /// The row's key in that resource, if the fields carry a usable one.
  package func key(in resource: Resource) -> RowKey? {
    self[resource.key.name].flatMap(RowKey.init)
  }

  /// The value of a stamp column as a point in time, if there is one and it can be read.
  package func time(_ stamp: Stamp, in resource: Resource) -> NaiveTime? {
    guard let column = resource.stamp(stamp), case .text(let text)? = self[column.name] else {
      return nil
    }
    return NaiveTime(text)
  }
}

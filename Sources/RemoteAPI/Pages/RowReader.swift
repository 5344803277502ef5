import CatalogModel

/// Turns a row's JSON object into fields.
///
/// Values of catalogued columns are kept as they came, whatever their type. Under other names
/// scalars are kept and arrays and objects dropped: those are relations that the server embeds.
struct RowReader {
  let resource: Resource

  /// The fields, or nothing where the node is not an object.
  func fields(_ node: JSONNode) -> RowFields? {
    guard case .object(let members) = node else { return nil }
    var fields: RowFields = [:]
    for (name, value) in members {
      if resource.column(name) == nil {
        switch value {
        case .array, .object: continue
        default: break
        }
      }
      fields[name] = value.fieldValue
    }
    return fields
  }

  /// The fields where the node is an object under a key that the server can give, as every row is.
  func row(_ node: JSONNode) -> RowFields? {
    guard let fields = fields(node), let key = fields.key(in: resource), resource.canName(key)
    else {
      return nil
    }
    return fields
  }
}

import CatalogModel

/// Keeps requests from being sent that only a mistake of ours can have made.
///
/// A provisional key, a write without a key, a column that is not written, a value that the wire
/// cannot carry: none of these may reach the server.
struct PayloadCheck {
  let resource: Resource

  /// The values as they go on the wire.
  ///
  /// - Throws: ``RemoteError`` of code `refusedByClient` naming the column.
  func checked(_ write: RowWrite) throws(RemoteError) -> RowFields {
    let method: ResourceMethod
    switch write.kind {
    case .create:
      method = .create
      try checkNewKey(write.fields)
    case .update(let key):
      method = .update
      try check(key)
      if write.fields.isEmpty { throw refusal(resource.name, "an update without a value") }
    case .delete(let key):
      method = .delete
      try check(key)
    }
    guard resource.allows(method) else {
      throw refusal(resource.name, "the server offers no \(method.rawValue) here")
    }
    if case .delete = write.kind { return [:] }
    return try checkedFields(write)
  }

  /// The values of a row that is made together with another, as they go on the wire.
  ///
  /// - Throws: ``RemoteError`` of code `refusedByClient` where the other row is not a new one with that
  ///   relation, and as ``checked(_:)`` does.
  func checked(
    _ row: AttachedRow,
    within write: RowWrite
  ) throws(RemoteError) -> RowFields {
    guard write.kind == .create, write.resource.relations.contains(row.relation),
      row.relation.resource == resource.name
    else {
      throw refusal(resource.name, "a row within one of \(write.resource.name)")
    }
    return try checked(RowWrite(kind: .create, resource: resource, fields: row.fields))
  }

  /// Checks a key that names a row of the resource on the server.
  func check(_ key: RowKey) throws(RemoteError) {
    try Self.check(key, subject: resource.name)
    if resource.key.type == .integer, case .text = key {
      throw refusal(resource.name, "a text as key where keys are numbers")
    }
  }

  /// Checks a key that goes into a path.
  static func check(_ key: RowKey, subject: String) throws(RemoteError) {
    guard !key.isProvisional else {
      throw refusal(subject, "the provisional key \(key) means nothing to the server")
    }
    if case .text(let text) = key, text.isEmpty || text == "." || text == ".." {
      throw refusal(subject, "a key that is no part of a path")
    }
  }

  private func checkedFields(_ write: RowWrite) throws(RemoteError) -> RowFields {
    var fields: RowFields = [:]
    for (name, value) in write.fields {
      guard let column = resource.column(name), isWritable(column, in: write) else {
        throw refusal("\(resource.name).\(name)", "the column is not written by clients")
      }
      try checkNotProvisional(value, in: column)
      do {
        fields[name] = try column.checked(value)
      } catch {
        throw refusal("\(resource.name).\(name)", "the value does not fit the column: \(error)")
      }
    }
    return fields
  }

  private func isWritable(_ column: ResourceColumn, in write: RowWrite) -> Bool {
    switch column.role {
    case .data: true
    case .key: resource.keyAssignment == .client && write.kind == .create
    case .stamp: false
    }
  }

  private func checkNewKey(_ fields: RowFields) throws(RemoteError) {
    guard resource.keyAssignment == .client else { return }
    guard let key = fields.key(in: resource) else {
      throw refusal(resource.name, "a row without the key that its creator gives")
    }
    try check(key)
  }

  private func checkNotProvisional(
    _ value: FieldValue,
    in column: ResourceColumn
  ) throws(RemoteError) {
    guard column.link != nil || column.role == .key, RowKey(value)?.isProvisional ?? false else {
      return
    }
    throw refusal(
      "\(resource.name).\(column.name)",
      "a provisional key means nothing to the server"
    )
  }

  private func refusal(_ subject: String, _ cause: String) -> RemoteError {
    Self.refusal(subject, cause)
  }

  private static func refusal(_ subject: String, _ cause: String) -> RemoteError {
    RemoteError(code: .refusedByClient, subject: subject, cause: cause)
  }
}

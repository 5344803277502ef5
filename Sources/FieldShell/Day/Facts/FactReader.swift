import CatalogModel

/// Finds in a catalog what a verb of a technician's day stands on, or says what the catalog lacks.
///
/// The names of such resources, columns and actions stand in the folder of this file and nowhere else:
/// columns that refer to another resource are found by that, not by their names.
struct FactReader {
  let catalog: Catalog
  /// The verb that asks, for the error.
  let verb: String

  /// The resource of that name.
  ///
  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  func resource(_ name: String) throws(ShellError) -> Resource {
    guard let resource = catalog[name], resource.retiredBy == nil else { throw lack(name) }
    return resource
  }

  /// The column of that name.
  ///
  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  func column(_ name: String, of resource: Resource) throws(ShellError) -> ResourceColumn {
    guard let column = resource.column(name) else { throw lack("\(resource.name).\(name)") }
    return column
  }

  /// The only column of a resource that refers to the other.
  ///
  /// - Throws: ``ShellError`` with code `not-in-catalog` where there is none, or more than one.
  func link(from resource: Resource, to target: Resource) throws(ShellError) -> ResourceColumn {
    let columns = resource.columns.filter { $0.link?.resource == target.name }
    guard let column = columns.first, columns.count == 1 else {
      throw lack("\(resource.name) > \(target.name)")
    }
    return column
  }

  /// The column of that name, which has to refer to the other resource.
  ///
  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  func link(
    _ name: String,
    from resource: Resource,
    to target: Resource
  ) throws(ShellError) -> ResourceColumn {
    let column = try column(name, of: resource)
    guard column.link?.resource == target.name else {
      throw lack("\(resource.name).\(name) > \(target.name)")
    }
    return column
  }

  /// The action of that name, which has to be about rows of the resource and may wait.
  ///
  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  func action(_ name: String, about resource: Resource) throws(ShellError) -> Action {
    guard let action = catalog.action(named: name), action.delivery == .queued,
      action.subject?.resource == resource.name
    else { throw lack("\(name) (\(resource.name))") }
    return action
  }

  /// The field of an action that has that name.
  ///
  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  func field(_ name: String, of action: Action) throws(ShellError) -> ActionField {
    guard let field = action.payload.first(where: { $0.name == name }) else {
      throw lack("\(action.name).\(name)")
    }
    return field
  }

  /// The error for what the catalog lacks.
  func lack(_ what: String) -> ShellError {
    ShellError(.notInCatalog, .notInCatalog(what, catalog: catalog.name, verb: verb))
  }
}

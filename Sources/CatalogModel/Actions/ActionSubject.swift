/// The row that an action is about, named by the parameter of its path.
package struct ActionSubject: Sendable, Equatable {
  /// The parameter's name in the path, such as `imei`.
  package let parameter: String
  /// The resource whose key it is.
  package let resource: String
  /// The parameter as a column that links to the resource.
  package let column: ResourceColumn

  init(parameter: String, resource: Resource) {
    self.parameter = parameter
    self.resource = resource.name
    column = ResourceColumn(
      name: parameter,
      role: .data,
      type: resource.key.type,
      isNullable: false,
      maximumLength: resource.key.maximumLength,
      link: ColumnLink(resource: resource.name, isSoft: false)
    )
  }
}

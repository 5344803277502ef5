/// A row that is made together with the row it belongs to, by one request.
///
/// The server takes it under the name of the relation, makes both in one transaction, and fills in the
/// reference by itself.
package struct AttachedRow: Sendable, Equatable {
  /// The list that the row comes in.
  package let relation: Relation
  /// Whose row it is.
  package let resource: Resource
  /// The values to send, without the reference to the row it belongs to.
  package let fields: RowFields

  /// A row of a relation.
  package init(relation: Relation, resource: Resource, fields: RowFields) {
    self.relation = relation
    self.resource = resource
    self.fields = fields.filter { $0.key != relation.via }
  }
}

extension AttachedRow {
  /// Whether a row of the server shows everything that was sent, after normalisation.
  package func isShown(by row: RowFields) -> Bool {
    fields.allSatisfy { name, value in
      guard let column = resource.column(name), let theirs = row[name] else { return false }
      return column.equivalent(value, theirs)
    }
  }
}

package import CatalogModel

extension ReplicaReader {
  /// The first of an action's requirements that its subject does not meet; what is not known here is no
  /// obstacle.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func unmetRequirement(
    of action: Action,
    by subject: RowReference
  ) throws -> (column: String, needed: FieldValue)? {
    guard let table = layout.table(subject.resource), let row = try row(subject.key, in: table)
    else { return nil }
    for (name, needed) in action.requirements.sorted(by: { $0.key < $1.key }) {
      guard let column = table.column(name), let held = row[name], !held.isNull,
        !column.equivalent(held, needed)
      else { continue }
      return (name, needed)
    }
    return nil
  }

  /// Whether a subject is known to be all that an action requires.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func meetsRequirements(of action: Action, _ subject: RowReference) throws -> Bool {
    guard let table = layout.table(subject.resource), let row = try row(subject.key, in: table)
    else { return false }
    return action.requirements.allSatisfy { name, needed in
      guard let column = table.column(name), let held = row[name] else { return false }
      return column.equivalent(held, needed)
    }
  }

  /// The number of the state that a subject will be in when what is queued has gone; nothing where it is
  /// not known here.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func state(of subject: RowReference, by move: StateMove) throws -> Int? {
    let queued = try calls().last { $0.subject == subject && $0.action.move == move }
    if case .integer(let number)? = queued?.values[move.field] { return Int(clamping: number) }
    guard let table = layout.table(subject.resource),
      let link = table.column(move.link)?.link, let states = layout.table(link.resource),
      let key = try row(subject.key, in: table)?[move.link].flatMap(RowKey.init),
      case .integer(let number)? = try row(key, in: states)?[move.column]
    else { return nil }
    return Int(clamping: number)
  }
}

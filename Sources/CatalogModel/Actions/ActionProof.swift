/// Where on the server it shows that an action happened.
package struct ActionProof: Sendable, Equatable {
  /// What kind of trace it leaves.
  package enum Kind: String, Sendable, Codable {
    /// A new entry of a history, made by the account: an older one proves nothing.
    case entry
    /// A row that says so whoever made it and when, or the absence of one.
    case row
    /// The subject's own row.
    case state
  }

  /// What kind of trace.
  package let kind: Kind
  /// The resource whose rows tell.
  package let resource: String
  /// What the columns of such a row hold.
  package let conditions: [String: ActionCondition]
  /// What no row may hold, such as the link that the action ends; empty where nothing is ruled out.
  package let absent: [String: ActionCondition]
}

extension ActionProof {
  /// The columns that a telling row has to hold for a call with these values; a condition on a value that
  /// the call does not give is left out.
  package static func values(
    _ conditions: [String: ActionCondition],
    of call: RowFields
  ) -> RowFields {
    conditions.reduce(into: [:]) { values, condition in
      switch condition.value {
      case .given(let name):
        guard let value = call[name], !value.isNull else { return }
        values[condition.key] = value
      case .value(let value): values[condition.key] = value
      case .filled: break
      }
    }
  }

  /// Whether a row is what the conditions say for a call with these values.
  package static func holds(
    _ conditions: [String: ActionCondition],
    of call: RowFields,
    in row: RowFields,
    _ resource: Resource
  ) -> Bool {
    let values = values(conditions, of: call)
    return conditions.allSatisfy { name, condition in
      guard let column = resource.column(name), let held = row[name] else { return false }
      if condition == .filled { return !held.isNull }
      return values[name].map { column.equivalent($0, held) } ?? true
    }
  }
}

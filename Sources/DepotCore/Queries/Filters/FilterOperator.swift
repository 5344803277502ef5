/// What a filter does with its column, by the names the API gives it.
enum FilterOperator: Equatable {
  case comparison(String)
  case like(ignoringCase: Bool)
  case membership(negated: Bool)
  case null(negated: Bool)
  case has
  case any

  init?(name: String) {
    switch name {
    case "==", "eq", "equals", "equal_to": self = .comparison("=")
    case "!=", "ne", "neq", "not_equal_to", "does_not_equal": self = .comparison("<>")
    case ">", "gt": self = .comparison(">")
    case "<", "lt": self = .comparison("<")
    case ">=", "ge", "gte", "geq": self = .comparison(">=")
    case "<=", "le", "lte", "leq": self = .comparison("<=")
    case "like": self = .like(ignoringCase: false)
    case "ilike": self = .like(ignoringCase: true)
    case "in": self = .membership(negated: false)
    case "not_in": self = .membership(negated: true)
    case "is_null": self = .null(negated: false)
    case "is_not_null": self = .null(negated: true)
    case "has": self = .has
    case "any": self = .any
    default: return nil
    }
  }
}

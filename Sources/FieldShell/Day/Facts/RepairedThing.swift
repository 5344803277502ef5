/// What is repaired: the verbs about both are the same.
enum RepairedThing: Sendable {
  case unit
  case appliance

  /// What stands for one in a usage.
  var placeholder: String {
    switch self {
    case .unit: "PRODUCT"
    case .appliance: "APPLIANCE"
    }
  }
}

import CatalogModel

extension ValueFault {
  /// A stable word for the fault, kept with a refusal and translated where it is shown.
  var word: String {
    switch self {
    case .wrongType(let type): "wrong-type:\(type.rawValue)"
    case .notAnOption: "not-an-option"
    case .tooLong(let maximum): "too-long:\(maximum)"
    case .nullNotAllowed: "null-not-allowed"
    case .notExact: "not-exact"
    }
  }
}

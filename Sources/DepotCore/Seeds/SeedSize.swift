/// How much data a seeded depot holds.
package enum SeedSize: String, Sendable, CaseIterable {
  /// 60 products, for demos and tests.
  case small
  /// 1,000 products.
  case medium
  /// 20,000 products.
  case large

  /// The number of products.
  package var products: Int {
    switch self {
    case .small: 60
    case .medium: 1_000
    case .large: 20_000
    }
  }
}

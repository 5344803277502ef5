/// How much data a seeded depot holds.
package enum SeedSize: String, Sendable, CaseIterable {
  /// 60 products, for demos and tests.
  case small
  /// 1,000 products.
  case medium
  /// 5,000 products, a shop whose first load is measured.
  case shop
  /// 20,000 products.
  case large

  /// The number of products.
  package var products: Int {
    switch self {
    case .small: 60
    case .medium: 1_000
    case .shop: 5_000
    case .large: 20_000
    }
  }
}

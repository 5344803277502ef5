package import CatalogModel

/// Keys of one resource that were held when several creations were frozen, kept once for all of them.
///
/// A thousand notes of one day would otherwise carry a thousand keys each.
package struct HeldKeySet: Sendable, Equatable {
  /// The number under which the set is kept; nothing where there is nothing to keep.
  package let number: Int64?
  /// The keys.
  package let keys: Set<RowKey>
}

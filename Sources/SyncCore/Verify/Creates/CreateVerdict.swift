package import CatalogModel

/// What an unanswered create turned out to be.
package enum CreateVerdict: Sendable, Equatable {
  /// The server has it, under this key.
  case adopt(RowKey)
  /// The request may still commit; look again after this time.
  case settle(until: NaiveTime)
  /// It is not there and no longer can be: send it again.
  case sendAgain
  /// A person has to say which of these rows it is, or that it is none of them.
  case ask([RowKey])
}

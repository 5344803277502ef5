package import CatalogModel

/// An action that was asked for and is in the queue, with all it needs.
///
/// In the queue it goes by a reference of its own: the action's name in the place of a resource, and as key
/// what it is about and the number of its change, `enable 356799070010225 #17`, because the same thing may
/// be asked for more than once.
package struct QueuedCall: Sendable, Equatable {
  /// The number of its change.
  package let change: Int64
  /// By what the queue, the journal and the receipts name it.
  package let row: RowReference
  /// The action.
  package let action: Action
  /// The key of what it is about and the payload, by the names of the action's columns.
  package let values: RowFields
  /// When it was asked for, by the laptop's clock.
  package let askedAt: NaiveTime?

  /// The row that it is about; nothing where the action is about none.
  package var subject: RowReference? {
    action.subject.flatMap { subject in
      values[subject.parameter].flatMap { RowKey($0) }.map {
        RowReference(resource: subject.resource, key: $0)
      }
    }
  }

  /// How far the laptop's clock may have been set back since it was asked for, in seconds.
  private static let tolerance = 600.0

  /// The time in which it may be sent, by the laptop's clock; nothing where that cannot be told.
  ///
  /// A clock that was set back says nothing of how long ago it was, so such a call is asked for again.
  package var validity: ClosedRange<NaiveTime>? {
    guard let askedAt, let timeToLive = action.timeToLive else { return nil }
    return askedAt.advanced(bySeconds: -Self.tolerance)...askedAt.advanced(bySeconds: timeToLive)
  }

  /// The reference under which a call is queued.
  static func reference(_ action: Action, _ values: RowFields, change: Int64) -> RowReference {
    let key = action.subject.flatMap { values[$0.parameter].flatMap { RowKey($0) } }
    let subject = key.map { "\($0) " } ?? ""
    return RowReference(resource: action.name, key: .text("\(subject)#\(change)"))
  }
}

package import CatalogModel

/// The net effect of a row's changes, frozen before its first byte was sent.
package struct StoredOperation: Sendable, Equatable {
  /// The operation's number in this replica.
  package let number: Int64
  /// Travels with the operation wherever it goes.
  package let id: String
  /// The row it is about; provisional until a receipt names it.
  package let row: RowReference
  /// What it does to the row.
  package let kind: ChangeKind
  /// How far it has come.
  package let state: OperationState
  /// The account that sends it.
  package let user: String?
  /// What is sent.
  package let values: RowFields
  /// What the sent columns held on the server when the operation was frozen.
  package let base: RowFields
  /// How often it was sent, the first time included.
  package let attempts: Int
  /// When the first attempt began, by the server's clock.
  package let sentAt: NaiveTime
  /// When the last attempt ended without an answer, or a repeated one began, by the server's clock.
  package let endedAt: NaiveTime?
  /// Not to be tried again before this time, by the server's clock.
  package let notBefore: NaiveTime?
  /// The server row's own modification stamp at freeze; nothing where it had none.
  package let baseModifiedAt: NaiveTime?
  /// Keys of the resource held at freeze whose rows are young enough to be taken for this one.
  package let heldKeys: Set<RowKey>
  /// The last HTTP status, where there was one.
  package let status: Int?
  /// The server's words to a refusal.
  package let words: String?
  /// Whether another laptop is to send it.
  package let isTravelling: Bool
  /// Whether an outbox brought it back: what was sent may be what the row was before its last edits.
  package let isRecovered: Bool

  /// The creation that it goes in; nothing for what goes by itself.
  package let attachedTo: Int64?
  /// The name of the relation that it goes in.
  package let relation: String?
  /// Rows that go in it, as long as nothing is known of them.
  package let attached: [AttachedRow]

  /// An operation with its parts.
  package init(
    number: Int64,
    id: String,
    row: RowReference,
    kind: ChangeKind,
    state: OperationState,
    user: String?,
    values: RowFields,
    base: RowFields,
    attempts: Int,
    sentAt: NaiveTime,
    endedAt: NaiveTime?,
    notBefore: NaiveTime?,
    baseModifiedAt: NaiveTime?,
    heldKeys: Set<RowKey>,
    status: Int?,
    words: String?,
    isTravelling: Bool = false,
    isRecovered: Bool = false,
    attachedTo: Int64? = nil,
    relation: String? = nil,
    attached: [AttachedRow] = []
  ) {
    self.number = number
    self.id = id
    self.row = row
    self.kind = kind
    self.state = state
    self.user = user
    self.values = values
    self.base = base
    self.attempts = attempts
    self.sentAt = sentAt
    self.endedAt = endedAt
    self.notBefore = notBefore
    self.baseModifiedAt = baseModifiedAt
    self.heldKeys = heldKeys
    self.status = status
    self.words = words
    self.isTravelling = isTravelling
    self.isRecovered = isRecovered
    self.attachedTo = attachedTo
    self.relation = relation
    self.attached = attached
  }
}

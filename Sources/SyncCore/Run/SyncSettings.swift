/// The numbers a run goes by; the defaults are for a real server on a bad link.
package struct SyncSettings: Sendable, Equatable {
  /// How long a request without an answer may still commit, in seconds.
  package var settle: Double
  /// How far behind the server's clock a watermark stays, in seconds.
  package var overlap: Double
  /// How far row stamps may lie before the `Date` of an answer, in seconds.
  package var skew: Double
  /// Rows asked for in one page; the server may give fewer.
  package var pageSize: Int
  /// Updates whose rows are read again with one request; their PUTs follow at once.
  package var rereadBatch: Int
  /// The longest payload that goes before the pull, in characters.
  package var smallPayload: Int
  /// Attempts after which a verified failure of the server counts as its refusal.
  package var attemptsBeforeRefusal: Int
  /// Resources counted in one run in search of deleted rows.
  package var censusesInRun: Int
  /// Unanswered requests in a row after which a run gives the link up.
  package var failuresBeforeGivingUp: Int
  /// How long a run waits in all where the server asks for a pause, in seconds.
  package var patience: Double

  /// Settings; by default for a real server on a bad link.
  package init(
    settle: Double = 30,
    overlap: Double = 600,
    skew: Double = 120,
    pageSize: Int = 500,
    rereadBatch: Int = 4,
    smallPayload: Int = 2_000,
    attemptsBeforeRefusal: Int = 4,
    censusesInRun: Int = 3,
    failuresBeforeGivingUp: Int = 3,
    patience: Double = 60
  ) {
    self.settle = settle
    self.overlap = overlap
    self.skew = skew
    self.pageSize = pageSize
    self.rereadBatch = rereadBatch
    self.smallPayload = smallPayload
    self.attemptsBeforeRefusal = attemptsBeforeRefusal
    self.censusesInRun = censusesInRun
    self.failuresBeforeGivingUp = failuresBeforeGivingUp
    self.patience = patience
  }
}

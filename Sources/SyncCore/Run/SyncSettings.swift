import CatalogModel
package import ReplicaStore

/// The numbers a run goes by; the defaults are for a real server on a bad link.
package struct SyncSettings: Sendable, Equatable {
  /// How long a request without an answer may still commit, in seconds.
  package var settle: Double
  /// How far behind the server's clock a watermark stays, in seconds.
  package var overlap: Double
  /// How far row stamps may lie before the `Date` of an answer, in seconds.
  package var skew: Double
  /// Rows asked for in one page at most; the server may give fewer.
  package var pageSize: Int
  /// Rows asked for in the first page, before anything is known of the link.
  package var firstPageSize: Int
  /// Pages of rows that may be under way at once.
  package var questionsAtOnce: Int
  /// Questions of the pull that may be under way at once, those for news counted: they are short, and
  /// what they cost is the delay of the link.
  package var newsAtOnce: Int
  /// Resources that a run has room to ask for news where none is overdue; nothing for all of them.
  package var newsInRun: Int?
  /// Operations under way at once; one where the link is bad.
  ///
  /// Within what libcurl opens of connections, so that each lane has its own.
  package var lanes: Int
  /// Operations that are frozen ahead of those under way; nothing where the link and the disk decide.
  package var lanesAhead: Int?
  /// Rows of the queue that are looked at together.
  package var window: Int
  /// Updates whose rows are read again with one request; their PUTs follow at once.
  package var rereadBatch: Int
  /// Whether updates are tied to the version that was read, where the server can do that.
  package var comparesAndSets: Bool
  /// The longest payload that goes before the pull, in characters.
  package var smallPayload: Int
  /// Attempts after which a verified failure of the server counts as its refusal.
  package var attemptsBeforeRefusal: Int
  /// Resources counted in one run in search of deleted rows.
  package var censusesInRun: Int
  /// Seconds after which a row that was hidden because it is gone is asked for once more.
  package var ghostRest: Double
  /// Seconds between pages that are compared in turns.
  package var verificationPause: Double
  /// Rows up to which a verification compares a resource whole; of larger ones all keys are proved
  /// and the content of some pages.
  package var comparedWhole: Int
  /// Keys that a verification holds at once.
  package var keysAtOnce: Int
  /// Unanswered requests in a row after which a run gives the link up.
  package var failuresBeforeGivingUp: Int
  /// How long a run waits in all where the server asks for a pause, in seconds.
  package var patience: Double
  /// How units are asked to report that somebody works on; nothing where none are.
  package var units: UnitRules?

  /// Settings; by default for a real server on a bad link.
  package init(
    settle: Double = 30,
    overlap: Double = 600,
    skew: Double = 120,
    pageSize: Int = 1_000,
    firstPageSize: Int = 200,
    questionsAtOnce: Int = 5,
    newsAtOnce: Int = SyncSettings.newsOfDefaultScope,
    newsInRun: Int? = nil,
    lanes: Int = 4,
    lanesAhead: Int? = nil,
    window: Int = 64,
    rereadBatch: Int = 4,
    comparesAndSets: Bool = false,
    smallPayload: Int = 2_000,
    attemptsBeforeRefusal: Int = 4,
    censusesInRun: Int = 3,
    ghostRest: Double = 3_600,
    verificationPause: Double = 3_600,
    comparedWhole: Int = 1_000,
    keysAtOnce: Int = 10_000,
    failuresBeforeGivingUp: Int = 3,
    patience: Double = 60,
    units: UnitRules? = nil
  ) {
    self.settle = settle
    self.overlap = overlap
    self.skew = skew
    self.pageSize = pageSize
    self.firstPageSize = firstPageSize
    self.questionsAtOnce = questionsAtOnce
    self.newsAtOnce = newsAtOnce
    self.newsInRun = newsInRun
    self.lanes = lanes
    self.lanesAhead = lanesAhead
    self.window = window
    self.rereadBatch = rereadBatch
    self.comparesAndSets = comparesAndSets
    self.smallPayload = smallPayload
    self.attemptsBeforeRefusal = attemptsBeforeRefusal
    self.censusesInRun = censusesInRun
    self.ghostRest = ghostRest
    self.verificationPause = verificationPause
    self.comparedWhole = comparedWhole
    self.keysAtOnce = keysAtOnce
    self.failuresBeforeGivingUp = failuresBeforeGivingUp
    self.patience = patience
    self.units = units
  }
}

extension SyncSettings {
  /// Questions for news in a run over the default scope; with the greeting and a count they are twelve
  /// requests, about a dozen kilobytes.
  package static let newsOfDefaultScope = 10

  /// Chooses by what a replica holds how many resources each run asks for news.
  ///
  /// Nobody named the fifty resources of the default scope, so they take turns; who named resources
  /// wants all of them asked each time. A default scope that was widened or narrowed a little is still
  /// one.
  package mutating func suit(_ layout: ReplicaLayout) {
    let all = Set(layout.catalog.resources.filter(\.isReplicatedByDefault).map(\.name))
    let held = all.intersection(layout.tables.map(\.name))
    newsInRun =
      all.count > Self.newsOfDefaultScope && held.count * 10 >= all.count * 9
      ? Self.newsOfDefaultScope : nil
  }
}

import CatalogModel
import RemoteAPI
import ReplicaStore

/// What the pull has yet to ask, what is under way and what has come: all decisions about the order
/// of questions, in one value.
///
/// Walks stand in order of urgency. A question goes to the first walk that has one, so that what a
/// technician works on is never behind the catalogue of parts, and the link never idles while there
/// is anything left to ask.
struct PullBoard: Sendable {
  /// Walks, most urgent first.
  private(set) var walks: [PullWalk]
  /// Answers that wait to be stored.
  private(set) var arrivals: [PullAnswer] = []
  private var width: FlightWidth
  private var sizing: PageSizing
  /// How many questions are under way.
  private(set) var underWay = 0
  private var pagesUnderWay = 0
  /// How many pages of rows may be under way at once, however many questions may.
  private let pagesAtOnce: Int
  /// How far before a watermark stamps may lie, in seconds.
  private let lag: Double
  private var isStopped = false
  private var isPausing = false
  /// What asked for a pause beside the questions of the board, until somebody has dealt with it.
  private(set) var pause: RemoteError?

  /// Bytes of answers that may wait for the writer; beyond them nothing new is asked.
  private static let patience = 6 << 20
  /// Answers that may wait for the writer.
  private static let queue = 64

  /// A board of walks.
  ///
  /// - Parameters:
  ///   - walks: the walks, most urgent first.
  ///   - width: how many questions may be under way.
  ///   - pagesAtOnce: how many of them may be for pages of rows.
  ///   - sizing: how many rows the first question asks for.
  ///   - lag: how far before a watermark stamps may lie, in seconds.
  init(
    _ walks: [PullWalk],
    width: FlightWidth,
    pagesAtOnce: Int,
    sizing: PageSizing,
    lag: Double
  ) {
    self.walks = walks
    self.width = width
    self.pagesAtOnce = max(1, pagesAtOnce)
    self.sizing = sizing
    self.lag = lag
  }

  /// Whether nothing is under way or waits to be stored, and there is nothing to ask.
  var isOver: Bool {
    underWay == 0 && arrivals.isEmpty && (isStopped || walks.allSatisfy(\.isOver))
  }

  /// The resources that are not at rest, most urgent first.
  var unfinished: [String] { walks.filter { !$0.isOver }.map(\.table.name) }

  /// The resources that anything was asked of.
  var asked: [String] { walks.filter(\.hasAsked).map(\.table.name) }

  /// Takes the next question, if one may be asked now.
  mutating func next() -> PullQuestion? {
    guard !isStopped, !isPausing, underWay < width.allowed, arrivals.count < Self.queue,
      arrivals.reduce(0, { $0 + $1.bytes }) < Self.patience
    else { return nil }
    // A page that is slow must not be all that the link carries; news is short.
    let takesPages = pagesUnderWay < pagesAtOnce
    for number in walks.indices
    where !walks[number].isOver && (takesPages || walks[number].asksShortly) {
      // What other resources showed of the link is where this one begins.
      if !walks[number].hasAsked { walks[number].sizing.begin(like: sizing) }
      if let question = walks[number].next(number: number, lag: lag) {
        underWay += 1
        if !question.isShort { pagesUnderWay += 1 }
        return question
      }
    }
    return nil
  }

  /// Takes a question back, to be put again.
  mutating func putAgain(_ answer: PullAnswer) {
    walks[answer.question.walk].returned(answer.question)
  }

  /// Asks again after a pause, unless more was put off in the meantime; what asked for one elsewhere had
  /// it, because nothing was asked during that of another.
  mutating func goOn() { (pause, isPausing) = (nil, arrivals.contains(where: \.isPutOff)) }

  /// Asks nothing more before somebody has dealt with the pause that the server asked for elsewhere.
  mutating func putOff(by error: RemoteError) { (pause, isPausing) = (error, true) }

  /// Gives what asked for a pause elsewhere to whoever deals with it.
  mutating func takePause() -> RemoteError? {
    defer { pause = nil }
    return pause
  }

  /// Asks nothing more.
  mutating func stop() { isStopped = true }

  /// Takes an answer that has to be stored; a server that asks for a pause is asked nothing more until
  /// the one who stores has decided about it.
  mutating func arrived(_ answer: PullAnswer) {
    underWay -= 1
    if !answer.question.isShort { pagesUnderWay -= 1 }
    arrivals.append(answer)
    if answer.isPutOff { isPausing = true }
  }

  /// Lends what has arrived to whoever stores it.
  mutating func takeArrivals() -> [PullAnswer] {
    defer { arrivals = [] }
    return arrivals
  }

  /// Notes that a page is stored, and says where its walk stands.
  mutating func took(_ page: IngestedPage, for answer: PullAnswer) -> PullWalk.Step {
    width.answered()
    let question = answer.question
    walks[question.walk].sizing.answered(
      asked: question.query.pageSize,
      rows: page.rows,
      hasMore: page.hasMore,
      bytes: answer.bytes,
      seconds: answer.seconds
    )
    // That a server cuts the pages of one resource says nothing of the link.
    sizing.answered(
      asked: question.query.pageSize,
      rows: page.rows,
      hasMore: false,
      bytes: answer.bytes,
      seconds: answer.seconds
    )
    return walks[question.walk].took(page, for: question)
  }

  /// Notes that a question got no page, and decides what is to be done about it.
  mutating func failed(_ answer: PullAnswer, with error: RemoteError) -> Failure {
    let question = answer.question
    let number = question.walk
    walks[number].returned(question)
    switch error.code {
    case .tooLarge where walks[number].sizing.failed(): return .again
    case .timedOut:
      let uptimes = answer.uptimes
      let failures = width.failed(askedAt: uptimes.lowerBound, at: uptimes.upperBound)
      _ = walks[number].sizing.failed()
      _ = sizing.failed()
      return failures < Self.attempts ? .again : .over
    case .rejected, .serverFault:
      guard error.retryAfter == nil, walks[number].asksForNewsAtOnce else { break }
      walks[number].splitStreams()
      // A server that does not understand the question never will; one that failed may have had a bad
      // moment, and is asked at once again by the next run.
      return .inTwoStreams(forGood: error.code == .rejected)
    default: break
    }
    walks[number].end()
    return .resourceOver
  }

  /// Notes that a page cannot be used.
  mutating func refused(_ answer: PullAnswer) {
    walks[answer.question.walk].returned(answer.question)
    walks[answer.question.walk].end()
  }

  /// Questions without an answer in a row after which the link is given up.
  private static let attempts = 3

  /// What follows from a question without a page.
  enum Failure: Sendable, Equatable {
    /// It is asked again, for less.
    case again
    /// Its resource is asked in another way; for good where no other run need try again.
    case inTwoStreams(forGood: Bool)
    /// Nothing more of its resource is asked for in this run.
    case resourceOver
    /// The link does not carry even little.
    case over
  }
}

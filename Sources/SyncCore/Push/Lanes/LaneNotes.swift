/// Which lane told which note, so that a run's notes read in the order of the queue.
///
/// Answers of lanes come in the order of the link. Lanes are numbered as they begin, which is the order in
/// which the queue is walked through; whoever compares two runs, or reads one, is told of rows in that order.
struct LaneNotes: Equatable {
  private let first: Int
  private var lanes: [Int] = []

  /// - Parameter count: how many notes the run had before its lanes began.
  init(after count: Int) {
    first = count
  }

  /// Takes down that a lane told what came since the last time.
  ///
  /// - Parameters:
  ///   - count: how many notes the run has now.
  ///   - lane: the lane's number.
  mutating func told(_ count: Int, by lane: Int) {
    let new = count - first - lanes.count
    if new > 0 { lanes += Array(repeating: lane, count: new) }
  }

  /// Puts the notes of the lanes in the order of the lanes; those of one lane stay as they came, and so do
  /// notes that no lane told.
  func sort<Note>(_ notes: inout [Note]) {
    let end = min(first + lanes.count, notes.count)
    guard first < end else { return }
    let ordered = zip(lanes, notes[first..<end]).enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
    notes.replaceSubrange(first..<end, with: ordered.map(\.element.1))
  }
}

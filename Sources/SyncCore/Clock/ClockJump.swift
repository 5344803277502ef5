/// One of two clocks was set: the server's and the laptop's lie further apart, or closer together, than
/// they did at the last run.
///
/// Which of them was set nobody can tell. A watermark from before the server's clock was set back lies
/// too late by as much, and rows modified since would be missed; so it is set back too. Where in truth
/// the laptop's clock was set forward, some rows are asked for again, which costs little. Beyond a week
/// it is taken for the laptop's, whose battery was empty; a server that was further ahead shows that by
/// a watermark later than its clock (``PullCursor``), or in the next verification.
struct ClockJump: Sendable, Equatable {
  /// The most by which the server's clock can have been set back against the laptop's, in seconds;
  /// negative where it was set forward.
  let seconds: Double

  /// What two clocks drift apart between runs and the overlap of a watermark still covers, in seconds.
  static let drift: Double = 60
  /// The longest that is believed of a server, in seconds.
  static let longest: Double = 7 * 86_400

  /// The jump between two intervals that hold the difference of the clocks, server less laptop; nothing
  /// where they may be one and the same.
  init?(from known: ClosedRange<Double>, to now: ClosedRange<Double>) {
    if known.lowerBound - now.upperBound > Self.drift {
      seconds = known.upperBound - now.lowerBound
    } else if now.lowerBound - known.upperBound > Self.drift {
      seconds = known.lowerBound - now.upperBound
    } else {
      return nil
    }
  }

  /// How far watermarks have to be set back, in seconds.
  var back: Double { (0...Self.longest).contains(seconds) ? seconds : 0 }
}

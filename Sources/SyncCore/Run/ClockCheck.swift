import ReplicaStore

/// Finds out, at the greeting, whether a clock was set since the last run, and what must be asked for
/// again because of it (design: no modified row is missed).
struct ClockCheck {
  let run: RunContext

  private static let name = "clock-offsets"
  /// Under which name the last change is remembered that was made before the clocks were known to stand
  /// as they do now.
  private static let knownAfter = "clock-known-after"

  /// Sets every watermark back by what the server's clock was set back, and forgets how far stamps lie
  /// behind it where either clock was set.
  func perform() throws {
    guard let now = run.serverClock.offsets,
      let known = try run.replica.read({ try $0.remembered(Self.name) }).flatMap(Self.range)
    else { return }
    guard let jump = ClockJump(from: known, to: now) else {
      let after = try run.replica.read { try $0.remembered(Self.knownAfter) }.flatMap { Int64($0) }
      run.serverClock.atEdits = after.map { ($0, known) }
      return
    }
    run.serverClock.forgetLags()
    try run.replica.write(by: .engine) { writer in
      if jump.back > 0 { try writer.setCursorsBack(seconds: jump.back) }
      // Whether an edit was made before a clock was set, or after, nobody can tell.
      try writer.remember(Self.knownAfter, String(try writer.reader.lastChange()))
      try keep(with: writer)
    }
  }

  /// Keeps the distance of the clocks for the next run.
  func keep(with writer: ReplicaWriter) throws {
    guard let offsets = run.serverClock.offsets else { return }
    try writer.remember(Self.name, "\(offsets.lowerBound) \(offsets.upperBound)")
    if try writer.reader.remembered(Self.knownAfter) == nil {
      try writer.remember(Self.knownAfter, String(try writer.reader.lastChange()))
    }
  }

  private static func range(_ text: String) -> ClosedRange<Double>? {
    let bounds = text.split(separator: " ").compactMap { Double($0) }
    guard bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
    return bounds[0]...bounds[1]
  }
}

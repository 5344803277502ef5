import ArgumentParser

/// How long units take to answer a call, as the command line says it: seconds, or `never`.
struct UnitDelay: ExpressibleByArgument {
  /// The seconds; nothing where they never answer.
  let seconds: Double?

  init?(argument: String) {
    if argument == "never" {
      seconds = nil
      return
    }
    guard let seconds = Double(argument), seconds.isFinite, seconds >= 0 else { return nil }
    self.seconds = seconds
  }
}

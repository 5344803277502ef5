/// Why the depot cannot serve.
package struct DepotServerError: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Code: String, Sendable {
    /// The control door may only be opened on the loopback interface.
    case controlNotLocal = "depot-control-not-local"
  }

  /// What is wrong, for programs.
  package let code: Code
  /// The host concerned.
  package let subject: String
}

extension DepotServerError: CustomStringConvertible {
  /// One sentence that names the thing and the next step.
  package var description: String {
    "The control door would be open to others at \(subject); leave it out or use --host 127.0.0.1."
  }
}

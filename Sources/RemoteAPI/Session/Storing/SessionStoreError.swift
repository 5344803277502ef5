/// A stored session that cannot be read or written.
package struct SessionStoreError: Error, Sendable, Equatable {
  /// What went wrong.
  package enum Code: String, Sendable {
    /// The file cannot be read.
    case unreadable = "session-unreadable"
    /// The file holds something that is not a session.
    case malformed = "session-malformed"
    /// The file or its folder cannot be written.
    case unwritable = "session-unwritable"
  }

  /// What went wrong.
  package let code: Code
  /// The file.
  package let subject: String
  /// The operating system's words.
  package let cause: String

  /// An error with its parts.
  package init(code: Code, subject: String, cause: String = "") {
    self.code = code
    self.subject = subject
    self.cause = cause
  }
}

extension SessionStoreError: CustomStringConvertible {
  /// One sentence that names the file and the next step.
  package var description: String {
    let reason = cause.isEmpty ? "" : " (\(cause))"
    return switch code {
    case .unreadable: "\(subject) cannot be read\(reason); check its permissions."
    case .malformed: "\(subject) does not hold a log-in\(reason); remove it and log in again."
    case .unwritable: "\(subject) cannot be written\(reason); check the folder and free space."
    }
  }
}

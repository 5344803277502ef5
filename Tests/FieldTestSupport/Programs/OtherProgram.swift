package import Foundation

/// Another program that a test uses.
///
/// Not Foundation's `Process`: where a process has over a thousand open files, as one that makes all tests at
/// once has, it copies an entry of a folder's listing together with what lies behind the end of the listing
/// (swift-corelibs-foundation 6.3, `Process.run`), and now and then that is no memory of its own.
package struct OtherProgram {
  /// What a program did.
  package struct Answer {
    /// How it ended; below zero the signal that ended it.
    package let status: Int32
    package let output: Data
    package let errors: Data
  }

  private let process: pid_t

  /// Starts a program, found where the shell would, whose input, output and errors are files.
  ///
  /// - Throws: `POSIXError` where it cannot be started.
  package init(starting words: [String], input: String, output: String, errors: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawnp(&process, words.first ?? "", &actions, nil, &arguments, environ)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOENT) }
    self.process = process
  }

  /// Waits until it has ended, and says how.
  @discardableResult
  package func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : -signal
  }

  /// Runs a program from its start to its end.
  ///
  /// - Throws: what making files throws, and `POSIXError` where it cannot be started.
  @discardableResult
  package static func run(_ words: [String], input: Data = Data()) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["input", "output", "errors"].map { folder.appendingPathComponent($0) }
    try input.write(to: files[0])
    let program = try OtherProgram(
      starting: words,
      input: files[0].path,
      output: files[1].path,
      errors: files[2].path
    )
    let status = program.wait()
    return Answer(
      status: status,
      output: try Data(contentsOf: files[1]),
      errors: try Data(contentsOf: files[2])
    )
  }
}

import CatalogModel
import FieldAgent
import Foundation

/// Puts the agent into systemd's care, and takes it out again.
struct AgentInstallation {
  let session: Session

  /// `agent install`: writes the unit and starts it, now and at every log-in to the computer.
  ///
  /// - Throws: ``ShellError`` with `launch-failed` where systemd does not take it; the file stays, and
  ///   the error says what to type.
  func install() async throws -> Answer {
    _ = try session.configuration()
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    do {
      try Data(unit.text.utf8).write(to: file, options: .atomic)
    } catch {
      throw ShellError(.fileUnwritable, .cannotWrite(file.path, reason: nil), exit: .storage)
    }
    try await ask("daemon-reload")
    try await ask("enable", "--now", unit.name)
    return Answer(members, [.sentence(.agentInstalled(file.path), .good)])
  }

  /// `agent uninstall`: ends the agent that systemd runs and removes the unit.
  func uninstall() async throws -> Answer {
    _ = try session.configuration()
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw ShellError(.notFound, .agentNotInstalled(file.path))
    }
    try await ask("disable", "--now", unit.name)
    unlink(file.path)
    try await ask("daemon-reload")
    return Answer(members, [.sentence(.agentUninstalled, .good)])
  }

  private var members: [String: JSONNode] { ["unit": .text(unit.name), "file": .text(file.path)] }

  private var unit: SystemdUnit {
    let usual = Home(option: nil, environment: session.context.environment)
    return SystemdUnit(
      program: SyncProcess.program,
      home: session.home.folder.path,
      isUsual: usual.folder.path == session.home.folder.path
        && session.environment("FIELDSYNC_HOME") == nil
    )
  }

  // Where systemd looks for the units of a person: the XDG configuration folder.
  private var file: URL {
    let named = session.environment("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    let own = session.environment("HOME") ?? NSHomeDirectory()
    return URL(fileURLWithPath: named ?? "\(own)/.config", isDirectory: true)
      .appendingPathComponent("systemd/user/\(unit.name)")
  }

  private func ask(_ words: String...) async throws(ShellError) {
    let command = ["systemctl", "--user"] + words
    guard await session.context.launch(command) == 0 else {
      throw ShellError(
        .launchFailed,
        .systemdRefuses(command.joined(separator: " "), file.path)
      )
    }
  }
}

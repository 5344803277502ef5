import CatalogModel
import FieldAgent
import Foundation

/// Puts the agent into systemd's care, and takes it out again.
struct AgentInstallation {
  let session: Session

  /// `agent install`: writes the unit and starts it, now and at every log-in to the computer.
  ///
  /// The options and the surroundings that the agent is to have are written into the unit: systemd knows
  /// neither the proxy nor the zone of the terminal in which this is typed.
  ///
  /// - Throws: ``ShellError`` with `launch-failed` where systemd does not take it; the file stays, and
  ///   the error says what to type.
  func install(_ invocation: Invocation) async throws -> Answer {
    _ = try session.configuration()
    let unit = unit(try AgentOptions(invocation))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    // For its owner only: the address of a proxy can hold a password.
    try PrivateFile.write(Data(unit.text.utf8), to: file)
    try await ask("daemon-reload")
    try await ask("enable", unit.name)
    // One that runs already would go on with what it was started with.
    try await ask("restart", unit.name)
    var answer = Answer(members, [.sentence(.agentInstalled(file.path), .good)])
    if session.environment("FIELDSYNC_TOKEN") != nil { answer.warnings = [.tokenStaysOutside] }
    return answer
  }

  /// `agent uninstall`: ends the agent that systemd runs and removes the unit, also where the home is
  /// wiped already.
  ///
  /// - Throws: ``ShellError`` with `launch-failed` where systemd does not take it; the unit is gone all the
  ///   same.
  func uninstall() async throws -> Answer {
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw ShellError(.notFound, .agentNotInstalled(file.path))
    }
    let refused = await refusal("disable", "--now", name)
    unlink(file.path)
    // What `enable` made; a systemd that is there has removed it.
    unlink(
      file.deletingLastPathComponent().appendingPathComponent("default.target.wants/\(name)").path
    )
    for command in [refused, await refusal("daemon-reload")] {
      guard let command else { continue }
      throw ShellError(.launchFailed, .systemdKeeps(command, file.path))
    }
    return Answer(members, [.sentence(.agentUninstalled, .good)])
  }

  private var members: [String: JSONNode] { ["unit": .text(name), "file": .text(file.path)] }

  private var name: String { unit(nil).name }

  private func unit(_ options: AgentOptions?) -> SystemdUnit {
    let usual = Home(option: nil, environment: session.context.environment)
    return SystemdUnit(
      program: SyncProcess.program,
      home: session.home.folder.path,
      isUsual: usual.folder.path == session.home.folder.path
        && session.environment("FIELDSYNC_HOME") == nil,
      options: options?.words ?? [],
      environment: surroundings
    )
  }

  // What the program and libcurl look at, as far as it is set here; never a token.
  private var surroundings: [String: String] {
    let names = [
      "FIELDSYNC_SERVER", "FIELDSYNC_USER", "FIELDSYNC_SETTLE", "FIELDSYNC_TIMEOUT", "TZ",
      "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
      "SSL_CERT_FILE", "SSL_CERT_DIR",
    ]
    var found = names.reduce(into: [:]) { $0[$1] = session.environment($1) }
    found["FIELDSYNC_CACERT"] = session.environment("FIELDSYNC_CACERT")
      .map { URL(fileURLWithPath: $0).path }
    return found
  }

  // Where systemd looks for the units of a person: the XDG configuration folder.
  private var file: URL {
    let named = session.environment("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    let own = session.environment("HOME") ?? NSHomeDirectory()
    return URL(fileURLWithPath: named ?? "\(own)/.config", isDirectory: true)
      .appendingPathComponent("systemd/user/\(name)")
  }

  private func ask(_ words: String...) async throws(ShellError) {
    guard let command = await refusal(words) else { return }
    throw ShellError(.launchFailed, .systemdRefuses(command, file.path))
  }

  private func refusal(_ words: String...) async -> String? { await refusal(words) }

  // The command that systemd did not take; nothing where it did.
  private func refusal(_ words: [String]) async -> String? {
    let command = ["systemctl", "--user"] + words
    return await session.context.launch(command) == 0 ? nil : command.joined(separator: " ")
  }
}

import CatalogModel
import FieldAgent
import Foundation
import ReplicaStore
import Testing

@testable import FieldShell

struct AgentVerbTests {
  private let french = ["LC_ALL": "fr_FR.UTF-8"]

  private func file(_ name: String, of workshop: Workshop) -> URL {
    workshop.home.appendingPathComponent(name)
  }

  @Test func `without an agent, status says so and how to start one`() async throws {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.done("agent", "status")
    #expect(spoken.output.hasPrefix("No agent runs here. Start one with fieldsync agent"))
    let answer = await workshop.done("agent", "status", "--json").json
    #expect(answer["alive"] == .boolean(false))
    #expect(answer["state"] == .text("ended"))
    #expect(answer["last_run"] == .null)
    let inFrench = await workshop.type(["agent", "status"], environment: french)
    #expect(inFrench.output.hasPrefix("Aucun agent ne tourne ici."))
  }

  @Test func `one that has just begun waits, whatever the one before said`() async throws {
    let workshop = try await Workshop.ready()
    let lock = try RunLock(beside: file("replica.sqlite", of: workshop), named: "agent.lock")
    defer { lock.release() }
    let fresh = await workshop.done("agent", "status", "--json").json
    #expect(fresh["state"] == .text("waiting"))
    #expect(fresh["alive"] == .boolean(true))
    var before = AgentRecord(process: 4_711, at: workshop.clock.now())
    before.take(.ended, isPaused: false, at: workshop.clock.now())
    try Data(before.json.description.utf8).write(to: file("agent.json", of: workshop))
    let after = await workshop.done("agent", "status", "--json").json
    #expect(after["state"] == .text("waiting"))
    #expect(after["process"] == .null)
    #expect(
      await workshop.done("agent", "status").output.hasPrefix("The agent waits for something")
    )
  }

  @Test func `what its run is at is told where somebody asks, and only while one is under way`()
    async throws
  {
    let workshop = try await Workshop.ready()
    let agent = try RunLock(beside: file("replica.sqlite", of: workshop), named: "agent.lock")
    let run = try RunLock(beside: file("replica.sqlite", of: workshop))
    defer { agent.release() }
    let process = ProcessInfo.processInfo.processIdentifier
    var record = AgentRecord(process: Int(process), at: workshop.clock.now())
    record.take(.running, isPaused: false, at: workshop.clock.now())
    try Data(record.json.description.utf8).write(to: file("agent.json", of: workshop))
    let silent = await workshop.done("agent", "status", "--json").json
    #expect(silent["progress"] == .null)
    let step = #""step":"sending","resource":"repairs","key":"new:3","number":2,"of":9"#
    run.tell(Data("{\"process\":\(process),\(step)}".utf8))
    let answer = await workshop.done("agent", "status", "--json").json
    #expect(answer["progress"]?["step"] == .text("sending"))
    #expect(answer["progress"]?["key"] == .text("new:3"))
    let spoken = await workshop.done("agent", "status")
    #expect(spoken.output.contains("Sending repairs new:3 (2 of 9)…"))
    run.release()
    #expect(await workshop.done("agent", "status", "--json").json["progress"] == .null)
  }

  @Test func `what it is told before it lives holds when it does`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("agent", "pause")
    #expect(FileManager.default.fileExists(atPath: file("agent.paused", of: workshop).path))
    #expect(await workshop.done("agent", "status", "--json").json["paused"] == .boolean(true))
    await workshop.done("agent", "resume")
    await workshop.done("agent", "resume")
    #expect(await workshop.done("agent", "status", "--json").json["paused"] == .boolean(false))
  }

  @Test(arguments: [
    (#"{"outcome":"complete","pushed":{"applied":2}}"#, ExitCode.done, "reached"),
    ("no answer", .failed, "failed"),
  ])
  func `one run is told as the agent tells it, and ends as sync ends`(
    _ answer: String,
    _ code: ExitCode,
    _ verdict: String
  ) async throws {
    let workshop = try await Workshop.ready()
    workshop.runner = StillRunner(saying: answer)
    let metrics = file("fieldsync.prom", of: workshop).path
    let spoken = await workshop.type(["--json", "agent", "once", "--metrics", metrics])
    #expect(spoken.code == code)
    #expect(spoken.json["verdict"] == .text(verdict))
    #expect(spoken.errors.contains("outcome="))
    let text = try String(contentsOfFile: metrics, encoding: .utf8)
    #expect(text.contains("fieldsync_waiting 2.0\n"))
    let mode = try FileManager.default.attributesOfItem(atPath: metrics)[.posixPermissions]
    #expect(mode as? Int == 0o644)
  }

  @Test func `systemd is given a unit, told of it, and told to forget it`() async throws {
    let workshop = try await Workshop.ready()
    let config = file("config", of: workshop)
    let environment = ["XDG_CONFIG_HOME": config.path]
    let installed = await workshop.type(["--json", "agent", "install"], environment: environment)
    #expect(installed.code == .done)
    guard case .text(let path)? = installed.json["file"],
      case .text(let unit)? = installed.json["unit"]
    else { throw Missing() }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("--home \"\(workshop.home.path)\" agent\n"))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(path.hasPrefix(config.path))
    _ = await workshop.type(["agent", "uninstall"], environment: environment)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(
      workshop.launched.all.map { $0.dropFirst(2).joined(separator: " ") } == [
        "daemon-reload", "enable \(unit)", "restart \(unit)", "disable --now \(unit)",
        "daemon-reload",
      ]
    )
    let again = await workshop.type(["agent", "uninstall"], environment: environment)
    #expect(again.code == .failed)
  }

  @Test func `the unit has the options and the surroundings, and no token`() async throws {
    let workshop = try await Workshop.ready()
    let environment = [
      "XDG_CONFIG_HOME": file("config", of: workshop).path, "TZ": "Africa/Kigali",
      "https_proxy": "http://proxy:3128", "FIELDSYNC_TOKEN": "secret-token",
    ]
    let installed = await workshop.type(
      ["--json", "agent", "install", "--every", "60", "--log", "/tmp/agent.log"],
      environment: environment
    )
    guard case .text(let path)? = installed.json["file"] else { throw Missing() }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(#" agent --every 60 --log "/tmp/agent.log""# + "\n"))
    #expect(text.contains(#"Environment="TZ=Africa/Kigali""# + "\n"))
    #expect(text.contains(#"Environment="https_proxy=http://proxy:3128""# + "\n"))
    #expect(!text.contains("secret-token"))
    #expect(installed.json["warnings"]?.description.contains("FIELDSYNC_TOKEN") == true)
  }

  @Test func `without systemd the unit goes all the same, also of a home that is wiped`()
    async throws
  {
    let workshop = try await Workshop.ready()
    let environment = ["XDG_CONFIG_HOME": file("config", of: workshop).path]
    let installed = await workshop.type(["--json", "agent", "install"], environment: environment)
    guard case .text(let path)? = installed.json["file"] else { throw Missing() }
    await workshop.done("logout", "--wipe")
    workshop.systemAnswer = nil
    let spoken = await workshop.type(["agent", "uninstall"], environment: environment)
    #expect(spoken.code == .failed)
    #expect(spoken.errors.contains("The unit is removed"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a wipe takes what an agent left; one that lives is named`() async throws {
    let workshop = try await Workshop.ready()
    let lock = try RunLock(beside: file("replica.sqlite", of: workshop), named: "agent.lock")
    try Data("{}".utf8).write(to: file("agent.json", of: workshop))
    let spoken = await workshop.type(["logout", "--wipe"])
    #expect(spoken.errors.contains("An agent still waits in this folder"))
    #expect(!spoken.errors.contains("agent.json"))
    lock.release()
    let other = try await Workshop.ready()
    for name in ["agent.json", "agent.lock", "agent.paused"] {
      try Data("{}".utf8).write(to: file(name, of: other))
    }
    await other.done("logout", "--wipe")
    #expect(!FileManager.default.fileExists(atPath: other.home.path))
  }

  @Test func `a home at rest makes no run of an agent's`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("agent", "pause")
    let spoken = await workshop.type(["--json", "agent", "once"])
    #expect(spoken.code == .busy)
    #expect(spoken.json["error"]?["code"] == .text("agent-paused"))
  }

  @Test func `one run is what status tells then, until a sync by hand comes after it`() async throws
  {
    let workshop = try await Workshop.ready()
    workshop.runner = StillRunner(saying: #"{"outcome":"offline"}"#)
    _ = await workshop.type(["agent", "once"])
    let status = await workshop.done("agent", "status")
    #expect(status.output.contains("the server could not be reached"))
    #expect(!status.output.contains("by hand"))
    workshop.clock.advance(by: 60)
    await workshop.done("sync")
    #expect(await workshop.done("agent", "status").output.contains("A sync by hand at"))
    #expect(await workshop.done("agent", "status", "--json").json["last_sync"] != .null)
  }

  @Test func `who asks for an agent makes none, and none think the other is one`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-\(UUID().uuidString)", isDirectory: true)
    let place = folder.appendingPathComponent("replica.sqlite")
    #expect(try !RunLock.isHeld(beside: place, named: "agent.lock"))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try !RunLock.isHeld(beside: place, named: "agent.lock"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    let lock = try RunLock(beside: place, named: "agent.lock")
    #expect(try RunLock.isHeld(beside: place, named: "agent.lock"))
    lock.release()
    let asking = open(folder.appendingPathComponent("agent.lock").path, O_RDONLY)
    defer { close(asking) }
    #expect(flock(asking, LOCK_SH | LOCK_NB) == 0)
    #expect(try !RunLock.isHeld(beside: place, named: "agent.lock"))
  }

  @Test(arguments: [nil, 1] as [Int32?])
  func `where systemd does not take it, the error says what to type`(_ code: Int32?) async throws {
    let workshop = try await Workshop.ready()
    workshop.systemAnswer = code
    let environment = ["XDG_CONFIG_HOME": file("config", of: workshop).path]
    let spoken = await workshop.type(["agent", "install"], environment: environment)
    #expect(spoken.code == .failed)
    #expect(spoken.errors.contains("systemctl --user daemon-reload"))
  }

  @Test(arguments: [
    (["agent", "stauts"], ExitCode.usage, "did you mean status?"),
    (["agent", "--log-format", "xml"], .usage, "text, json or journal"),
    (["agent", "--every", "0"], .usage, "--every"),
    (["agent", "--every", "9000000000000000000"], .usage, "1 to 604800 seconds"),
    (["agent", "--log", "/"], .storage, "/ is no file"),
    (["agent", "--log", "/no/such/agent.log"], .storage, "No such file"),
    (["agent", "--metrics", "/no/such/fieldsync.prom"], .storage, "/no/such/fieldsync.prom"),
    (["agent", "once", "--every", "5"], .usage, "agent once does nothing with --every"),
    (["agent", "status", "--metrics", "x"], .usage, "agent status does nothing with --metrics"),
    (["agent", "stop"], .failed, "No agent runs"),
  ])
  func `what cannot be is refused`(_ words: [String], _ code: ExitCode, _ part: String) async throws
  {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.type(words)
    #expect(spoken.code == code)
    #expect(spoken.errors.contains(part))
  }

  @Test func `the prompt tells once what an agent did meanwhile`() async throws {
    let workshop = try await Workshop.ready()
    let file = file("agent.json", of: workshop)
    let spoken = await workshop.type(
      ["shell"],
      lines: ["version", "version", "version"],
      terminal: .screen(200),
      meanwhile: { line in
        guard line != nil, !FileManager.default.fileExists(atPath: file.path) else { return }
        var record = AgentRecord(process: 4_711, at: workshop.clock.now())
        var report = RunReport(exitCode: 0, answer: nil)
        (report.verdict, report.applied, report.waiting) = (.reached, 3, 1)
        record.take(.ran(report, failures: 0), isPaused: false, at: workshop.clock.now())
        try? Data(record.json.description.utf8).write(to: file)
      }
    )
    let told = spoken.errors.components(
      separatedBy: "3 sent and confirmed, 0 rows changed here, 1 wait."
    )
    #expect(told.count == 2)
  }

  @Test(arguments: ["status", "once", "pause", "resume", "install"])
  func `without a home there is no agent`(_ action: String) async throws {
    let workshop = try Workshop()
    let spoken = await workshop.type(["--json", "agent", action])
    #expect(spoken.code == .failed)
    #expect(spoken.json["error"]?["code"] == .text("not-set-up"))
  }

  private struct Missing: Error {}
}

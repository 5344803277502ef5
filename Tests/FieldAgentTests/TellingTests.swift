import CatalogModel
import FieldAgent
import Foundation
import Logging
import Synchronization
import Testing

struct TellingTests {
  private let now = NaiveTime(secondsSince1970: 1_700_000_000)

  private func lines(_ format: AgentLogHandler.Format, _ write: (Logger) -> Void) -> [String] {
    let said = Box()
    let now = now
    let logger = Logger(label: "fieldsync") { _ in
      AgentLogHandler(format: format, now: { now }, write: { said.add($0) })
    }
    write(logger)
    return said.lines
  }

  private final class Box: Sendable {
    private let held = Mutex<[String]>([])
    var lines: [String] { held.withLock { $0 } }
    func add(_ line: String) { held.withLock { $0.append(line) } }
  }

  private var report: RunReport {
    var report = RunReport(exitCode: 0, answer: nil)
    (report.word, report.verdict) = ("complete", .reached)
    (report.requests, report.bytesSent, report.bytesReceived) = (12, 900, 4_000)
    (report.rows, report.applied, report.waiting, report.seconds) = (7, 3, 1, 1.5)
    return report
  }

  @Test func `a run is one line in each format`() throws {
    let text = lines(.text) { AgentDiary($0).note(.ran(report, failures: 0)) }
    #expect(
      text == [
        "2023-11-14T22:13:20Z info run applied=3 outcome=complete received=4000 requests=12 rows=7 "
          + "seconds=1.5 sent=900 waiting=1"
      ]
    )
    let journal = lines(.journal) { AgentDiary($0).note(.ran(report, failures: 0)) }
    #expect(journal.first?.hasPrefix("<6>run applied=3 ") == true)
    let json = try JSONNode(
      parsing: lines(.json) { AgentDiary($0).note(.ran(report, failures: 0)) }[0]
    )
    #expect(json["requests"] == .integer(12))
    #expect(json["seconds"] == .real(1.5))
    #expect(json["message"] == .text("run"))
    #expect(json["time"] == .text("2023-11-14T22:13:20Z"))
  }

  @Test func `waiting is no line, failing is one with how often`() {
    #expect(lines(.text) { AgentDiary($0).note(.waiting(seconds: 9)) } == [])
    var failed = report
    failed.verdict = .failed
    let told = lines(.text) { AgentDiary($0).note(.ran(failed, failures: 3)) }
    #expect(told.count == 1)
    #expect(told.first?.contains("error run failed") == true)
    #expect(told.first?.contains("failures=3") == true)
  }

  @Test func `a log file is put aside before it grows too long, and only its owner reads it`()
    throws
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("agent.log").path
    let file = try LogFile(path: path, maximumBytes: 100, kept: 2)
    for number in 0..<30 { file.write("line number \(number)") }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["agent.log", "agent.log.1", "agent.log.2"])
    for name in names {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect((attributes[.size] as? Int ?? 0) <= 100)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("line number 29\n"))
  }

  @Test func `what is no file is refused at once, and a device is not put aside`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipe = folder.appendingPathComponent("pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: LogFile.Trouble.noFile) { _ = try LogFile(path: folder.path) }
    #expect(throws: LogFile.Trouble.refused(ENOENT)) {
      _ = try LogFile(path: "\(folder.path)/none/agent.log")
    }
    #expect(throws: LogFile.Trouble.refused(ENXIO)) { _ = try LogFile(path: pipe) }
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    #expect(throws: LogFile.Trouble.noFile) { _ = try LogFile(path: pipe) }
    let link = folder.appendingPathComponent("null").path
    #expect(symlink("/dev/null", link) == 0)
    let device = try LogFile(path: link, maximumBytes: 10, kept: 1)
    for _ in 0..<5 { device.write("longer than ten bytes") }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["null", "pipe"]
    )
  }

  @Test func `metrics have what is left, what it took and since when`() throws {
    var metrics = AgentMetrics()
    metrics.count(report, failures: 0, at: now)
    metrics.count(report, failures: 0, at: now)
    metrics.take(
      status: try JSONNode(
        parsing: #"{"waiting":2,"conflicts":0,"oldest_unsent":"2023-11-14T22:13:10","#
          + #""resources":{"repairs":{"rows":3,"verified_at":"2023-11-14T22:13:20"},"parts":{}}}"#
      )
    )
    let text = metrics.text()
    for line in [
      "fieldsync_runs_total{verdict=\"reached\"} 2.0", "fieldsync_requests_total 24.0",
      "fieldsync_waiting 2.0", "fieldsync_conflicts 0.0",
      "fieldsync_oldest_unsent_timestamp_seconds 1699999990.0",
      "fieldsync_verified_timestamp_seconds{resource=\"repairs\"} 1700000000.0",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    #expect(!text.contains("fieldsync_refused"))
  }

  @Test func `a record is read as it was written`() {
    var record = AgentRecord(process: 4_711, at: now)
    record.take(.heard(.network(isUp: true)), isPaused: false, at: now)
    record.take(.ran(report, failures: 2), isPaused: false, at: now)
    record.take(.waiting(seconds: 60), isPaused: true, at: now)
    #expect(AgentRecord(record.json) == record)
    #expect(record.state == .paused)
    #expect(AgentRecord(.object(["state": .text("waiting")])) == nil)
  }

  @Test func `a unit names the program and the home, whatever they are called`() {
    let unit = SystemdUnit(
      program: "/usr/bin/fieldsync",
      home: "/home/a b/100% $HOME",
      isUsual: false
    )
    #expect(
      unit.text.contains(#"ExecStart="/usr/bin/fieldsync" --home "/home/a b/100%% $$HOME" agent"#)
    )
    // Variables are not replaced in the program's path, and no path makes a line of its own.
    let odd = SystemdUnit(
      program: "/opt/$a/fieldsync",
      home: "/home/b\r\nExecStartPre=/bin/false",
      isUsual: true,
      options: ["--every", "60", "--log", "/var/log/a b"],
      environment: ["https_proxy": "http://a:50%@b"]
    )
    #expect(
      odd.text.contains(
        #"ExecStart="/opt/$a/fieldsync" --home "/home/b\x0d\x0aExecStartPre=/bin/false" agent"#
          + #" --every 60 --log "/var/log/a b""# + "\n"
      )
    )
    #expect(odd.text.contains(#"Environment="https_proxy=http://a:50%%@b""# + "\n"))
    #expect(!odd.text.contains("\nExecStartPre"))
    #expect(!odd.text.contains("\r\nExecStartPre"))
    #expect(unit.name.hasPrefix("fieldsync-agent-"))
    let other = SystemdUnit(program: "/usr/bin/fieldsync", home: "/home/b", isUsual: false)
    #expect(other.name != unit.name)
    let usual = SystemdUnit(program: "/usr/bin/fieldsync", home: "/home/b", isUsual: true)
    #expect(usual.name == "fieldsync-agent.service")
  }
}

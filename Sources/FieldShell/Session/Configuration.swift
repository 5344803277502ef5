import CatalogModel
import Foundation
import RemoteAPI

/// What `init` was told, kept in `config.json`.
struct Configuration: Sendable, Equatable, Codable {
  /// The server's base address, such as `https://smart.example.org`.
  var server: String
  /// The path of a catalog of one's own; nothing for the bundled one.
  var catalog: String?
  /// Seconds within which the server commits or drops a request.
  var settle: Double?
  /// Hosts beside this computer that may be talked to in plain http.
  var plainHosts: [String]?
  /// The path of the certificates to trust instead of the system's.
  var certificates: String?
  /// Seconds that one exchange with the server may take.
  var timeout: Double?
  /// Whether updates are tied to the version that was read, where the server can do that.
  var compareAndSet: Bool?
  /// Who wins in conflicts, `mine`, `theirs`, `latest` or `ask`, by resource (`repairs`) or column
  /// (`repairs.outcome`), instead of what the catalog says.
  var policies: [String: String]?

  /// Units that one run asks at most to report; none where it is 0.
  var unitCalls: Int?
  /// Seconds that a run waits at its end for the units that it asked to report.
  var unitWait: Double?
  /// Seconds between two requests to one unit that somebody works on.
  var unitPause: Double?
  /// Seconds between two text messages to one unit that somebody works on.
  var wakeupPause: Double?

  private enum CodingKeys: String, CodingKey {
    case server
    case catalog
    case settle
    case plainHosts = "plain_hosts"
    case certificates = "cacert"
    case timeout
    case compareAndSet = "compare_and_set"
    case policies
    case unitCalls = "unit_calls"
    case unitWait = "unit_wait"
    case unitPause = "unit_pause"
    case wakeupPause = "wakeup_pause"
  }

  /// Reads the file.
  ///
  /// - Throws: ``ShellError`` with code `not-set-up` where there is none, `bad-configuration` where
  ///   it cannot be understood.
  init(reading file: URL) throws(ShellError) {
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch {
      guard FileManager.default.fileExists(atPath: file.path) else {
        throw ShellError(.notSetUp, .notSetUp(file.deletingLastPathComponent().path))
      }
      throw ShellError(.badConfiguration, .configurationUnreadable(file.path))
    }
    do {
      self = try JSONDecoder().decode(Configuration.self, from: data)
    } catch {
      throw ShellError(.badConfiguration, .configurationMalformed(file.path))
    }
    if let member = unusableMember {
      throw ShellError(.badConfiguration, .configurationUnusable(file.path, member))
    }
  }

  /// The longest wait that is taken for meant, in seconds: a run sits it out.
  static let longestWait: Double = 86_400

  /// How many units one run may be told to ask.
  static let unitCallsAllowed = 0...100
  /// How long a unit is left alone between two requests, in seconds.
  static let usualUnitPause: Double = 900
  /// How long a unit is left alone between two text messages, in seconds.
  static let usualWakeupPause: Double = 6 * 3_600

  private var unusableMember: String? {
    if (try? ServerAddress(parsing: server)) == nil { return "server" }
    if let settle, !(0...Self.longestWait).contains(settle) { return "settle" }
    if let timeout, !(1...Self.longestWait).contains(timeout) { return "timeout" }
    if let unitCalls, !Self.unitCallsAllowed.contains(unitCalls) { return "unit_calls" }
    let waits = [
      ("unit_wait", unitWait), ("unit_pause", unitPause), ("wakeup_pause", wakeupPause),
    ]
    for (name, wait) in waits {
      if let wait, !(0...Self.longestWait).contains(wait) { return name }
    }
    let unknown = (policies ?? [:]).filter { ConflictPolicy(rawValue: $0.value) == nil }
    return unknown.keys.min().map { "policies.\($0)" }
  }

  /// Who wins in conflicts, in the order of names.
  var rules: [PolicyRule] {
    (policies ?? [:]).sorted { $0.key < $1.key }.compactMap { name, word in
      ConflictPolicy(rawValue: word).map { PolicyRule(named: name, policy: $0) }
    }
  }

  init(server: String, catalog: String?, certificates: String? = nil) {
    self.server = server
    self.catalog = catalog
    self.certificates = certificates
  }

  /// Writes the file, readable for its owner only.
  func write(to file: URL) throws(ShellError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try PrivateFile.write(try encoder.encode(self) + Data("\n".utf8), to: file)
    } catch let error as ShellError {
      throw error
    } catch {
      throw ShellError(.fileUnwritable, .cannotWrite(file.path, reason: "\(error)"), exit: .storage)
    }
  }
}

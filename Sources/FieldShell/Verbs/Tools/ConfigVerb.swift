import CatalogModel
import ReplicaStore
import SyncCore

/// `config`: what this home goes by, and who wins in conflicts.
enum ConfigVerb {
  private static let words = ["mine", "theirs", "latest", "ask", "default"]

  static let verb = Verb(
    "config",
    operands: [
      Operand(kind: .choice(["policy"]), arity: .optional, placeholder: "policy"),
      Operand(kind: .word, arity: .optional, placeholder: "RES[.COL]"),
      Operand(kind: .choice(words), arity: .optional, placeholder: words.joined(separator: "|")),
    ],
    help: .config
  ) { invocation, session in
    var configuration = try session.configuration()
    if let action = invocation.operands.first {
      guard action == "policy", invocation.operands.count == 3 else {
        throw ShellError(.missingOperand, .configUsage, exit: .usage)
      }
      let name = invocation.operand(1)
      try set(name, to: invocation.operand(2), in: &configuration)
      try configuration.write(to: session.home.configuration)
      // The next verb reads the catalog by the new rules.
      session.close()
      let now = configuration.policies?[name]
      let open = try openConflicts(ruledBy: name, session)
      let said = [Block.sentence(now.map { .policySet(name, $0) } ?? .policyReset(name), .good)]
      return Answer(
        members(configuration).merging(["ruled": .array(open.map(JSONNode.integer))]) { $1 },
        said + (open.isEmpty ? [] : [.sentence(.conflictsRuled(open), .warning)])
      )
    }
    return Answer(members(configuration), blocks(configuration))
  }

  private static func set(
    _ name: String,
    to word: String,
    in configuration: inout Configuration
  ) throws {
    var policies = configuration.policies ?? [:]
    if word == "default" {
      guard policies.removeValue(forKey: name) != nil else {
        throw ShellError(.badConfiguration, .noSuchPolicy(name))
      }
    } else {
      guard let policy = ConflictPolicy(rawValue: word) else {
        throw ShellError(.badDecision, .unknownPolicy(word), exit: .usage)
      }
      let rule = PolicyRule(named: name, policy: policy)
      guard try Session.catalog(path: configuration.catalog).has(rule) else {
        throw ShellError(.unknownColumn, .nothingToDecide(name))
      }
      policies[name] = word
    }
    configuration.policies = policies.isEmpty ? nil : policies
  }

  // The next sync decides what is open, too. Without a replica that opens there is nothing to tell of, and
  // the rule holds all the same.
  private static func openConflicts(
    ruledBy name: String,
    _ session: Session
  ) throws -> [Int64] {
    guard let replica = try? session.replica() else { return [] }
    let resource = PolicyRule(named: name, policy: .ask).resource
    return try replica.read { reader in
      try PolicySettling.ruled(reader).filter { $0.row.resource == resource }.map(\.number)
    }
  }

  private static func blocks(_ configuration: Configuration) -> [Block] {
    let seconds = { (value: Double?) in value.map { String($0) } }
    let pairs: [(String, String?)] = [
      ("server", configuration.server), ("catalog", configuration.catalog),
      ("cacert", configuration.certificates), ("settle", seconds(configuration.settle)),
      ("timeout", seconds(configuration.timeout)),
      ("plain_hosts", configuration.plainHosts?.joined(separator: ", ")),
      ("compare_and_set", configuration.compareAndSet.map { $0 ? "true" : "false" }),
      ("unit_calls", configuration.unitCalls.map { String($0) }),
      ("unit_wait", seconds(configuration.unitWait)),
      ("unit_pause", seconds(configuration.unitPause)),
      ("wakeup_pause", seconds(configuration.wakeupPause)),
    ]
    let policies = (configuration.policies ?? [:]).sorted { $0.key < $1.key }
      .map { ("policies.\($0.key)", Optional($0.value)) }
    let rows = (pairs + policies).compactMap { name, value in
      value.map { [TextTable.Cell(name), TextTable.Cell($0)] }
    }
    let columns = [
      TextTable.Column(Sentence(verbatim: ""), isWhole: true),
      TextTable.Column(Sentence(verbatim: "")),
    ]
    return [.table(TextTable(columns: columns, rows: rows, hasTitles: false))]
  }

  private static func members(_ configuration: Configuration) -> [String: JSONNode] {
    let text = { (value: String?) in value.map(JSONNode.text) ?? JSONNode.null }
    let number = { (value: Double?) in value.map(JSONNode.real) ?? JSONNode.null }
    return [
      "server": .text(configuration.server),
      "catalog": text(configuration.catalog),
      "cacert": text(configuration.certificates),
      "settle": number(configuration.settle),
      "timeout": number(configuration.timeout),
      "unit_calls": configuration.unitCalls.map { .integer(Int64($0)) } ?? .null,
      "unit_wait": number(configuration.unitWait),
      "unit_pause": number(configuration.unitPause),
      "wakeup_pause": number(configuration.wakeupPause),
      "plain_hosts": .array((configuration.plainHosts ?? []).map(JSONNode.text)),
      "compare_and_set": .boolean(configuration.compareAndSet ?? false),
      "policies": .object((configuration.policies ?? [:]).mapValues(JSONNode.text)),
    ]
  }
}

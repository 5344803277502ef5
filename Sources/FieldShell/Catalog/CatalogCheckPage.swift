import CatalogModel
import RemoteAPI

/// How far a live server is what the catalog says, for people and for scripts.
struct CatalogCheckPage {
  let catalog: Catalog
  let address: ServerAddress
  let outcome: CatalogCheck.Outcome
  /// What the server denied this account since the last log-in.
  let denied: [CatalogFinding]
  let traffic: Traffic
  let seconds: Double

  /// The findings, with every exit code that holds.
  var answer: Answer {
    var answer = Answer(members, blocks)
    answer.warnings = warnings
    if findings.contains(where: \.isBreaking) { answer.codes.insert(.incompatible) }
    answer.codes.formUnion(outcome.unchecked.map { ShellError.exit(for: $0.code) })
    return answer
  }

  private var findings: [CatalogFinding] { outcome.findings + denied }

  private var members: [String: JSONNode] {
    [
      "catalog": .text(catalog.name), "version": .integer(Int64(catalog.version)),
      "server": .text(address.description),
      "compared": .array(outcome.compared.map(JSONNode.text)),
      "empty": .array(outcome.empty.map(JSONNode.text)),
      "unchecked": .array(
        outcome.unchecked.map {
          .object(["resource": .text($0.resource), "code": .text($0.code.rawValue)])
        }
      ),
      "methods_told": outcome.tellsMethods.map(JSONNode.boolean) ?? .null,
      "findings": .array(findings.map(\.json)),
      "requests": .integer(Int64(traffic.requests)),
      "bytes_sent": .integer(Int64(traffic.bytesSent)),
      "bytes_received": .integer(Int64(traffic.bytesReceived)),
    ]
  }

  private var blocks: [Block] {
    let breaking = findings.count(where: \.isBreaking)
    let heading = Sentence.catalogCompared(
      outcome.compared.count,
      differences: findings.count,
      breaking: breaking,
      empty: outcome.empty.count
    )
    let ink: Ink = breaking > 0 ? .bad : findings.isEmpty ? .good : .warning
    guard !findings.isEmpty else { return [.sentence(heading, ink), cost] }
    let rows = findings.map { finding in
      [
        TextTable.Cell(finding.resource),
        TextTable.Cell(.difference(finding.kind), finding.isBreaking ? .bad : .warning),
        TextTable.Cell(.consequence(of: finding.kind)),
      ]
    }
    let columns = [
      TextTable.Column(.resourceTitle), TextTable.Column(.differenceTitle),
      TextTable.Column(.consequenceTitle),
    ]
    return [.sentence(heading, ink), .table(TextTable(columns: columns, rows: rows)), cost]
  }

  private var cost: Block {
    .sentence(
      .traffic(
        requests: traffic.requests,
        sent: traffic.bytesSent,
        received: traffic.bytesReceived,
        seconds: seconds
      ),
      .dim
    )
  }

  private var warnings: [Sentence] {
    var warnings = outcome.unchecked.map {
      Sentence.tableUnchecked($0.resource, code: $0.code.rawValue)
    }
    if !outcome.empty.isEmpty { warnings.append(.tablesEmpty(outcome.empty.count)) }
    if outcome.tellsMethods == false { warnings.append(.methodsUntold) }
    return warnings
  }
}

import CatalogModel
import Foundation
import ReplicaStore

/// `status`: whether everything is on the server.
enum StatusVerb {
  static let verb = Verb("status", help: .status) { _, session in
    let configuration = try session.configuration()
    let replica = try session.replica()
    let (standing, user, verified) = try replica.read { reader in
      (try reader.standing(), try reader.remembered("account"), try reader.verifiedTimes())
    }
    let drift = try replica.read { try $0.knownDrift() }.sorted { $0.key < $1.key }
    let aside = try replica.outboxesAside()
    let resources = standing.rows.map { entry in
      (
        entry.resource,
        JSONNode.object([
          "rows": .integer(Int64(entry.rows)), "verified_at": time(verified[entry.resource]),
        ])
      )
    }
    var answer = Answer(
      [
        "waiting": .integer(Int64(standing.waiting)),
        "unknown": .integer(Int64(standing.unknown)),
        "travelling": .integer(Int64(standing.travelling)),
        "refused": .integer(Int64(standing.refused)),
        "held": .integer(Int64(standing.held)),
        "conflicts": .integer(Int64(standing.conflicts)),
        "of_others": OthersWork(standing.ofOthers).json,
        "unfetched": .array(standing.unfetched.map(JSONNode.text)),
        "last_sync": time(standing.lastSync),
        "oldest_unsent": time(standing.oldestUnsent),
        "drift": .array(drift.flatMap { entry in points(of: entry.key, entry.value) }),
        "outboxes_aside": .array(aside.map(node)),
        "server": .text(configuration.server),
        "user": user.map(JSONNode.text) ?? .null,
        "resources": .object(Dictionary(resources) { first, _ in first }),
      ],
      blocks(
        standing,
        configuration,
        user,
        try session.shownValues(),
        isAllHere: aside.isEmpty
      ) + differing(drift) + held(standing, verified, try session.shownValues())
    )
    answer.warnings = aside.map { .outboxAside($0) }
    if let trouble = replica.outboxTrouble {
      answer.warnings.append(.outboxBehind(trouble.subject))
    }
    return answer
  }

  private static func points(of resource: String, _ drift: KnownDrift) -> [JSONNode] {
    drift.points.sorted().map { point in
      .object(point.members.merging(["resource": .text(resource)]) { own, _ in own })
    }
  }

  private static func differing(_ drift: [(key: String, value: KnownDrift)]) -> [Block] {
    guard !drift.isEmpty else { return [] }
    return [.gap, .sentence(.driftTitle, .warning)]
      + drift.map { .sentence(.drift($0.key, $0.value.points.sorted()), .warning) }
  }

  private static func node(_ aside: OutboxAside) -> JSONNode {
    .object([
      "file": .text(aside.file.path), "rows": .integer(Int64(aside.rows)),
      "damaged": .boolean(aside.isDamaged),
    ])
  }

  private static func time(_ time: NaiveTime?) -> JSONNode {
    time.map { .text($0.description) } ?? .null
  }

  private static func blocks(
    _ standing: ReplicaStanding,
    _ configuration: Configuration,
    _ user: String?,
    _ shown: ShownValues,
    isAllHere: Bool
  ) -> [Block] {
    let open = counts(standing)
    let facts =
      open.map { [TextTable.Cell($0.0), TextTable.Cell(String($0.1), $0.2)] }
      + OthersWork(standing.ofOthers).rows.map { account, rows in
        [TextTable.Cell(.othersLabel(account)), TextTable.Cell(String(rows), .warning)]
      } + circumstances(standing, configuration, user, shown)
    let columns = [
      TextTable.Column(.summaryTitle, isWhole: true), TextTable.Column(.valueTitle),
    ]
    let head: [Block] = [
      .sentence(
        .standing(isClean: open.isEmpty && isAllHere, hasSynced: standing.lastSync != nil),
        open.isEmpty && isAllHere ? .good : .warning
      )
    ]
    return head + unfetched(standing) + [
      .table(TextTable(columns: columns, rows: facts, hasTitles: false))
    ]
  }

  // What waits, and how urgently it wants a person.
  private static func counts(_ standing: ReplicaStanding) -> [(Sentence, Int, Ink)] {
    [
      (.waitingLabel, standing.waiting, .warning), (.heldLabel, standing.held, .warning),
      (.unknownLabel, standing.unknown, .warning),
      (.travellingLabel, standing.travelling, .warning), (.refusedLabel, standing.refused, .bad),
      (.conflictsLabel, standing.conflicts, .bad),
    ].filter { $0.1 > 0 }
  }

  private static func circumstances(
    _ standing: ReplicaStanding,
    _ configuration: Configuration,
    _ user: String?,
    _ shown: ShownValues
  ) -> [[TextTable.Cell]] {
    let oldest = standing.oldestUnsent.map { oldest in
      [TextTable.Cell(.oldestLabel(shown.zoneName)), TextTable.Cell(shown.moment(oldest))]
    }
    return [oldest].compactMap(\.self) + [
      [
        TextTable.Cell(.lastSyncLabel(shown.zoneName)),
        TextTable.Cell(
          standing.lastSync.map { Sentence(verbatim: shown.moment($0)) } ?? .never
        ),
      ],
      [TextTable.Cell(.serverLabel), TextTable.Cell(configuration.server)],
      [
        TextTable.Cell(.accountLabel),
        TextTable.Cell(user.map { Sentence(verbatim: $0) } ?? .nobody),
      ],
    ]
  }

  // What was never fetched cannot be told to be here, however clean the queue is.
  private static func unfetched(_ standing: ReplicaStanding) -> [Block] {
    guard standing.lastSync != nil || standing.unfetched.count < standing.rows.count,
      !standing.unfetched.isEmpty
    else { return [] }
    return [.sentence(.unfetched(standing.unfetched, of: standing.rows.count), .warning)]
  }

  private static func held(
    _ standing: ReplicaStanding,
    _ verified: [String: NaiveTime],
    _ shown: ShownValues
  ) -> [Block] {
    let rows = standing.rows.filter { $0.rows > 0 }.map { entry in
      [
        TextTable.Cell(entry.resource), TextTable.Cell(String(entry.rows)),
        TextTable.Cell(verified[entry.resource].map { shown.moment($0) } ?? ""),
      ]
    }
    var columns = [
      TextTable.Column(.resourceTitle, isWhole: true),
      TextTable.Column(.rowsTitle, isWhole: true, isNumber: true),
    ]
    if !verified.isEmpty { columns.append(TextTable.Column(.verifiedTitle)) }
    let cells = verified.isEmpty ? rows.map { Array($0.prefix(2)) } : rows
    return [.gap, .table(TextTable(columns: columns, rows: cells))]
  }
}

import CatalogModel
import GRDB

extension ReplicaReader {
  /// Counts what waits and why; each row counts once, under what most needs attention.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func standing() throws -> ReplicaStanding {
    let counts = try Row.fetchOne(db, sql: Self.countsOfOpenRows)
    return ReplicaStanding(
      waiting: counts?["waiting"] ?? 0,
      unknown: counts?["unknown"] ?? 0,
      travelling: counts?["travelling"] ?? 0,
      refused: counts?["refused"] ?? 0,
      held: counts?["held"] ?? 0,
      conflicts: counts?["conflicts"] ?? 0,
      ofOthers: try rowsOfOthers(),
      unfetched: try unfetched(),
      lastSync: try time(Self.endOfLastPull),
      oldestUnsent: try time("SELECT min(time) FROM sync_changelog WHERE open = 1"),
      rows: try layout.tables.map { ($0.resource.name, try count(in: $0)) }
    )
  }

  private func rowsOfOthers() throws -> [String: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT user, count(*) AS rows
        FROM (SELECT DISTINCT user, resource, key FROM sync_changelog WHERE open = 1)
        WHERE user IS NOT NULL AND user IS NOT (SELECT user FROM sync_engine WHERE id = 1)
        GROUP BY user
        """
    )
    return rows.reduce(into: [:]) { counts, row in counts[row["user"]] = row["rows"] }
  }

  // The first walk of a resource has ended when its cursor has left that stage.
  private func unfetched() throws -> [String] {
    let fetched = try String.fetchSet(
      db,
      sql: "SELECT resource FROM sync_cursor WHERE stage <> ?",
      arguments: [PullCursor.Stage.load.rawValue]
    )
    return layout.tables.map(\.resource.name).filter { !fetched.contains($0) }
  }

  private func time(_ sql: String) throws -> NaiveTime? {
    try String.fetchOne(db, sql: sql).flatMap(NaiveTime.init)
  }

  // Runs of an older program do not say whether they asked for everything that was due.
  private static let endOfLastPull = """
    SELECT max(ended_at) FROM sync_run WHERE coalesce(
      json_extract(summary, '$.pulled.complete'), outcome IN ('complete', 'partial'))
    """

  // Most rows of a long queue only wait: they are counted from the index, and only those about which
  // anything else is known are looked at one by one. Where nobody is logged in, or nobody is known to
  // have made a change, it is anybody's.
  private static let countsOfOpenRows = """
    WITH account AS (SELECT user FROM sync_engine WHERE id = 1),
    remarkable AS (
      SELECT resource, key FROM sync_changelog INDEXED BY sync_changelog_open
      WHERE open = 1 AND (held OR operation IS NOT NULL)
      UNION SELECT resource, key FROM sync_conflict WHERE open = 1
      UNION SELECT resource, key FROM sync_operation WHERE state IN ('frozen', 'unknown', 'refused')
    ), rows AS (
      SELECT l.resource, l.key, max(l.held) AS held, sum(l.operation IS NULL) AS fresh,
        max(l.user <> (SELECT user FROM account)) AS foreign_work
      FROM remarkable r CROSS JOIN sync_changelog l ON l.resource = r.resource AND l.key = r.key
      WHERE l.open = 1 GROUP BY l.resource, l.key
    ), states AS MATERIALIZED (
      SELECT CASE
        WHEN foreign_work THEN 'waiting'
        WHEN EXISTS (SELECT 1 FROM sync_conflict c
          WHERE c.open = 1 AND c.resource = rows.resource AND c.key = rows.key) THEN 'conflict'
        WHEN EXISTS (SELECT 1 FROM sync_operation o
          WHERE o.state IN ('frozen', 'unknown', 'refused') AND o.state <> 'refused'
            AND o.travels_at IS NULL
            AND o.resource = rows.resource AND o.key = rows.key) THEN 'unknown'
        WHEN EXISTS (SELECT 1 FROM sync_operation o
          WHERE o.state IN ('frozen', 'unknown', 'refused') AND o.travels_at IS NOT NULL
            AND o.state <> 'refused'
            AND o.resource = rows.resource AND o.key = rows.key) THEN 'travelling'
        WHEN fresh = 0 AND EXISTS (SELECT 1 FROM sync_operation o
          WHERE o.state IN ('frozen', 'unknown', 'refused') AND o.state = 'refused'
            AND o.resource = rows.resource AND o.key = rows.key) THEN 'refused'
        WHEN held THEN 'held'
        ELSE 'waiting' END AS state
      FROM rows
    )
    SELECT sum(state = 'unknown') AS unknown, sum(state = 'travelling') AS travelling,
      sum(state = 'refused') AS refused, sum(state = 'held') AS held,
      (SELECT count(*) FROM (SELECT DISTINCT resource, key FROM sync_changelog WHERE open = 1))
        - count(*) + coalesce(sum(state = 'waiting'), 0) AS waiting,
      (SELECT count(*) FROM sync_conflict c WHERE c.open = 1 AND NOT EXISTS (
        SELECT 1 FROM sync_changelog l
        WHERE l.open = 1 AND l.resource = c.resource AND l.key = c.key
          AND l.user <> (SELECT user FROM account))) AS conflicts
    FROM states
    """
}

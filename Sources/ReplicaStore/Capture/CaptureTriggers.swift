import CatalogModel

/// The triggers that record what any program changes in one table.
///
/// They are quiet while `sync_engine.applying` is 1, which no other connection ever sees. They work
/// from plain SQLite: no function of ours is called. The conflict policy of the outer statement
/// (`INSERT OR REPLACE …`) overrides that of statements inside a trigger, so none here relies on
/// `OR IGNORE`; each asks first whether there is something to write.
///
/// An insert over an existing key needs care. `REPLACE` deletes the old row without a word, unless
/// `recursive_triggers` is on; so a trigger before the insert keeps the old row's image in
/// `sync_before`. An insert that then does nothing (`OR IGNORE`) leaves a stale image behind, which
/// is harmless: the image is taken anew before each insert and read only after that insert.
struct CaptureTriggers {
  /// Grows when the text of the triggers changes, so that replicas renew theirs.
  static let generation = 3

  /// How many triggers a table has.
  static let countPerTable = Event.allCases.count

  /// When a trigger fires; the raw value ends its name.
  enum Event: String, CaseIterable {
    case beforeInsert = "before_insert"
    case insert
    case update
    case delete
  }

  let table: ResourceTable
  /// Columns of the table that no change can carry: `sync_extra` and what an older catalog left.
  let unwritable: [String]

  /// The names of the triggers.
  var names: [String] { Event.allCases.map(name) }

  /// Makes the triggers.
  var ddl: [String] { [beforeInsert, afterInsert, afterUpdate, afterDelete] }

  /// A trigger of the table: `condition` is asked beside the engine's flag.
  func trigger(
    _ event: Event,
    _ moment: String,
    when condition: String? = nil,
    _ body: [String]
  ) -> String {
    let clause = condition.map { " AND (\($0))" } ?? ""
    return """
      CREATE TRIGGER "\(name(event))" \(moment) ON "\(table.name)" FOR EACH ROW
      WHEN coalesce((SELECT applying FROM sync_engine WHERE id = 1), 0) = 0\(clause)
      BEGIN
      \(body.map { "  \($0);" }.joined(separator: "\n"))
      END
      """
  }

  private func name(_ event: Event) -> String {
    "sync_capture_\(table.name)_\(event.rawValue)"
  }
}

import CatalogModel
import DepotCore
import Foundation
import GRDB
import ReplicaStore

/// Checks the laws after a story, from what technicians did, what reached the server, and both databases.
///
/// It reads the replicas' files by itself and shares no code with the engine.
package struct LawChecker {
  let story: Story

  package init(story: Story) {
    self.story = story
  }

  /// Every breach, in a sentence each.
  package func breaches() throws -> [String] {
    var breaches: [String] = []
    for agent in story.agents {
      let home = try ReplicaFileReading(agent: agent)
      breaches += try convergence(agent, home)
      breaches += try nothingWaits(agent, home)
      breaches += try everyCreateOnce(agent)
      breaches += try noLostUpdate(agent, home)
      breaches += try noSilentOverwrite(agent, home)
      breaches += try deedBreaches(agent, home)
    }
    return breaches
  }

  // Law 4: replica and server hold the same rows with the same values.
  private func convergence(_ agent: Agent, _ home: ReplicaFileReading) throws -> [String] {
    var breaches: [String] = []
    for name in agent.resources {
      guard let resource = story.world.catalog[name] else { continue }
      let server = try story.world.depot.rows(of: name)
      let local = try home.rows(of: resource)
      for row in server {
        guard let key = row[resource.key.name].map({ "\($0)" }) else { continue }
        guard let held = local[key] else {
          breaches.append("law 4: \(agent.name) lacks \(name) \(key)")
          continue
        }
        for (column, value) in held where !Self.same(value, row[column] ?? .null) {
          let theirs = row[column] ?? .null
          breaches.append(
            "law 4: \(agent.name) has \(name) \(key) \(column) = \(value), server \(theirs)"
          )
        }
      }
      let keys = Set(server.compactMap { $0[resource.key.name].map { "\($0)" } })
      for key in local.keys.sorted() where !keys.contains(key) {
        breaches.append("law 4: \(agent.name) has \(name) \(key), which the server has not")
      }
    }
    return breaches
  }

  // Laws 1 and 7: at rest nothing waits unseen.
  private func nothingWaits(_ agent: Agent, _ home: ReplicaFileReading) throws -> [String] {
    let open = try home.number(
      """
      SELECT count(*) FROM sync_changelog c WHERE open = 1 AND NOT EXISTS (
        SELECT 1 FROM sync_operation o
        WHERE o.state = 'refused' AND o.resource = c.resource AND o.key = c.key)
      """
    )
    return open == 0 ? [] : ["law 4: \(agent.name) still has \(open) open changes"]
  }

  // Laws 1 and 2: what was created offline was created on the server once.
  private func everyCreateOnce(_ agent: Agent) throws -> [String] {
    var breaches: [String] = []
    for resource in agent.resources {
      let typed = agent.edits.filter { $0.kind == .create && $0.resource == resource }
        .reduce(0) { $0 + ($1.isTakingBack ? -1 : 1) }
      let records = story.world.wire.records.filter { $0.resource == resource }
      let made = records.indices.count { index in
        Self.isCreation(records[index], by: agent.name)
          && !isEffaced(index, in: records, of: resource)
      }
      if typed != made {
        breaches.append(
          "laws 1 and 2: \(agent.name) created \(typed) \(resource), the server \(made)"
        )
      }
    }
    return breaches
  }

  private static func isCreation(_ record: WireRecord, by sender: String) -> Bool {
    record.sender == sender && record.method == "POST" && record.status == 201
  }

  // A row whose making was not answered and which a colleague deleted before its maker looked has
  // left nothing on the server that could be recognised: making it again is all that can be done.
  private func isEffaced(_ index: Int, in records: [WireRecord], of resource: String) -> Bool {
    let record = records[index]
    guard !record.isSeen, let column = story.world.catalog[resource]?.key.name,
      let key = record.rows.first?[column].map({ "\($0)" })
    else { return false }
    let later = records[(index + 1)...]
    guard
      let deleted = later.firstIndex(where: {
        $0.method == "DELETE" && $0.key == key && $0.status < 300 && $0.sender != record.sender
      })
    else { return false }
    return records[deleted...].contains {
      Self.isCreation($0, by: record.sender) && $0.fields == record.fields
    }
  }

  // Law 1: each value typed reached the server, or was typed over, or lost by a decision on record.
  private func noLostUpdate(_ agent: Agent, _ home: ReplicaFileReading) throws -> [String] {
    let written = story.world.wire.records.filter {
      $0.sender == agent.name && ($0.method == "PUT" || $0.method == "POST") && $0.status < 300
        && $0.action == nil
    }
    let decided = try home.decisions()
    var breaches: [String] = []
    for (index, edit) in agent.edits.enumerated() where edit.kind == .update && !edit.isTakingBack {
      guard let column = edit.column else { continue }
      let key = try home.serverKey(edit.resource, "\(edit.key.value)")
      let isTypedOver = try agent.edits[(index + 1)...].contains { later in
        try later.resource == edit.resource && later.column == column
          && home.serverKey(later.resource, "\(later.key.value)") == key
      }
      let new = try named(edit.new, column: column, of: edit.resource, home)
      let isWritten = written.contains { record in
        record.resource == edit.resource && Self.same(record.fields[column] ?? .null, new)
      }
      let isDecided = decided.contains { decision in
        decision.column == column && decision.keeps != "mine"
          && [edit.new, new].contains { decision.mine == "\($0)" }
      }
      if !isTypedOver && !isWritten && !isDecided {
        breaches.append(
          "law 1: \(agent.name)'s \(edit.resource) \(key) \(column) = \(edit.new) is nowhere"
        )
      }
    }
    return breaches
  }

  // A reference to a row that was new at the time is written with the key that the server gave it.
  private func named(
    _ value: FieldValue,
    column: String,
    of resource: String,
    _ home: ReplicaFileReading
  ) throws -> FieldValue {
    guard let link = story.world.catalog[resource]?.column(column)?.link else { return value }
    let key = try home.serverKey(link.resource, "\(value)")
    return Int64(key).map(FieldValue.integer) ?? value
  }

  // Law 3: a value of somebody else that we had read was replaced only by decision, or by a
  // technician who saw it.
  private func noSilentOverwrite(_ agent: Agent, _ home: ReplicaFileReading) throws -> [String] {
    let decided = try home.decisions()
    var current: [String: WireRecord] = [:]
    var lastRead: [String: NaiveTime] = [:]
    var breaches: [String] = []
    for record in story.world.wire.records where record.status < 300 && record.action == nil {
      guard let resource = story.world.catalog[record.resource] else { continue }
      if record.method == "GET", record.sender == agent.name {
        for row in record.rows {
          let key = row[resource.key.name].map { "\($0)" } ?? ""
          lastRead["\(record.resource) \(key)"] = record.time
        }
        continue
      }
      guard record.method == "PUT" || record.method == "POST" else { continue }
      let key = record.key ?? record.rows.first?[resource.key.name].map { "\($0)" } ?? ""
      for (column, value) in record.fields {
        let place = "\(record.resource) \(key) \(column)"
        defer { current[place] = record }
        guard record.sender == agent.name, record.method == "PUT", let before = current[place],
          before.sender != agent.name, let replaced = before.fields[column],
          !Self.same(replaced, value),
          let read = lastRead["\(record.resource) \(key)"], read >= before.time
        else { continue }
        let wasSeen = agent.edits.contains { $0.column == column && Self.same($0.old, replaced) }
        let wasDecided = decided.contains { decision in
          decision.column == column && decision.theirs == "\(replaced)"
        }
        if !wasSeen && !wasDecided {
          breaches.append(
            "law 3: \(agent.name) replaced \(place) = \(replaced) by \(value) unasked"
          )
        }
      }
    }
    return breaches
  }

  /// Whether two values are the same to a person who looks at both databases.
  static func same(_ left: FieldValue, _ right: FieldValue) -> Bool {
    if left == right { return true }
    switch (left, right) {
    case (.integer(let left), .boolean(let right)): return left == (right ? 1 : 0)
    case (.boolean(let left), .integer(let right)): return right == (left ? 1 : 0)
    case (.integer(let left), .real(let right)): return Double(left) == right
    case (.real(let left), .integer(let right)): return left == Double(right)
    case (.text(let left), .json(let right)), (.json(let left), .text(let right)):
      return left == right
    case (.text(let left), .text(let right)):
      guard let left = NaiveTime(left), let right = NaiveTime(right) else { return false }
      return left == right
    default: return false
    }
  }
}

import CatalogModel
import RemoteAPI
import ReplicaStore

/// Waits a little for the units that this run asked, and takes in what their answers changed.
struct UnitAnswers {
  let run: RunContext

  /// Seconds before the first look; the next ones come twice as late each time.
  private static let firstLook: Double = 2
  /// Rows looked at with one request.
  private static let batch = 50

  /// Waits no longer than the settings and the limits of the run allow, and reads only what an answer
  /// can have changed.
  func perform() async throws {
    if let rules = run.settings.units, run.request.includes(rules.units) {
      let asked = try run.replica.read { try awaited(rules, $0) }
      if try await isAnyAnswered(asked, rules), !run.limits.areReached {
        try await PullPhase(run: run).pull(try changedTables(by: asked, rules))
      }
    }
    try await lookAtLinks()
  }

  // What needs the unit's consent goes over the connection that it keeps open and is answered in
  // seconds; a text message takes minutes, and a later run hears of it.
  private func awaited(_ rules: UnitRules, _ reader: ReplicaReader) throws -> [UnitRequest] {
    let units = Set(try UnitsAtWork(reader, rules).units(at: run.now))
    return try UnitRequestSettling(run: run).open(reader).filter { request in
      guard run.requested.contains(request.number), units.contains(request.subject),
        let action = run.layout.catalog.action(named: request.action)
      else { return false }
      return !action.requirements.isEmpty && action.confirmation?.link == nil
    }
  }

  private func isAnyAnswered(_ asked: [UnitRequest], _ rules: UnitRules) async throws -> Bool {
    var waiting = asked
    var pause = Self.firstLook
    var left = rules.wait
    while !waiting.isEmpty, left > 0 {
      let wait = min(pause, left)
      guard run.allows(seconds: wait), !run.limits.areReached else { break }
      run.report(.awaitingUnits(units: Set(waiting.map(\.subject)).count, seconds: left))
      try await sleep(wait)
      left -= wait
      pause *= 2
      let answered = try await answered(waiting, rules)
      waiting.removeAll { answered.contains($0.number) }
    }
    return waiting.count < asked.count
  }

  private func sleep(_ seconds: Double) async throws {
    do {
      try await run.clock.sleep(seconds: seconds)
    } catch {
      let host = run.server.base.authority
      throw RunInterruption.link(RemoteError(code: .cancelled, subject: host))
    }
  }

  private func answered(_ waiting: [UnitRequest], _ rules: UnitRules) async throws -> Set<Int64> {
    guard let table = run.layout.table(rules.units) else { return [] }
    let keys = Set(waiting.map(\.subject.key)).sorted().prefix(Self.batch)
    let rows = try await rows(of: table.resource, Array(keys))
    return Set(
      waiting.filter { request in
        guard let row = rows[request.subject.key],
          let confirmation = run.layout.catalog.action(named: request.action)?.confirmation
        else { return false }
        let answer = UnitAnswer(confirmation, clock: run.serverClock)
        return answer.time(after: request.requestedAt, in: row, table.resource) != nil
      }.map(\.number)
    )
  }

  // The unit's own row, what it fetched, and what shows that it followed whatever else was asked of it.
  private func changedTables(
    by asked: [UnitRequest],
    _ rules: UnitRules
  ) throws -> [ResourceTable] {
    let units = Set(asked.map(\.subject))
    let requests = try run.replica.read { try UnitRequestSettling(run: run).open($0) }
    let open = Set(requests.filter { units.contains($0.subject) }.map(\.action))
    var names: Set<String> = [rules.units]
    for action in run.layout.catalog.actions where action.subject?.resource == rules.units {
      names.formUnion(action.carries)
      if let link = target(of: action) { names.insert(link) }
      if open.contains(action.name), let proof = action.proof { names.insert(proof.resource) }
    }
    return names.sorted().compactMap(run.layout.table).filter { table in
      table.resource.lists == .pages && table.resource.allows(.read)
    }
  }

  private func target(of action: Action) -> String? {
    guard let link = action.confirmation?.link, let subject = action.subject else { return nil }
    return run.layout.catalog[subject.resource]?.column(link)?.link?.resource
  }

  // Where the row that shows an answer is none that the replica holds, it is looked at and not kept.
  private func lookAtLinks() async throws {
    let wanted = try run.replica.read(wanted)
    for (name, keys) in wanted.sorted(by: { $0.key < $1.key }) {
      guard let resource = run.layout.catalog[name], resource.allows(.read),
        resource.lists == .pages, !run.limits.areReached
      else { continue }
      for (key, row) in try await rows(of: resource, Array(keys.sorted().prefix(Self.batch))) {
        run.glimpsed[RowReference(resource: name, key: key)] = row
      }
    }
  }

  private func wanted(_ reader: ReplicaReader) throws -> [String: Set<RowKey>] {
    var wanted: [String: Set<RowKey>] = [:]
    for request in try UnitRequestSettling(run: run).open(reader) {
      guard let action = run.layout.catalog.action(named: request.action),
        let target = target(of: action), run.layout.table(target) == nil,
        let table = run.layout.table(request.subject.resource),
        let row = try reader.row(request.subject.key, in: table),
        let key = action.confirmation?.link.flatMap({ row[$0] }).flatMap(RowKey.init),
        // The unit's row tells when it last changed: before that nothing can have come.
        let changed = row.time(.modifiedAt, in: table.resource),
        run.serverClock.time(ofStamp: changed).upperBound >= request.requestedAt
      else { continue }
      wanted[target, default: []].insert(key)
    }
    return wanted
  }

  private func rows(of resource: Resource, _ keys: [RowKey]) async throws -> [RowKey: RowFields] {
    let query = RowQuery(
      filters: [.isIn(resource.key.name, keys.map(\.value))],
      order: [RowOrder(resource.key.name)],
      pageSize: keys.count
    )
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: resource, matching: query).decoded()
    }
    guard case .success(let page) = answer else { return [:] }
    return page.rows.reduce(into: [:]) { rows, row in
      if let key = row.key(in: resource) { rows[key] = row }
    }
  }
}

import CatalogModel
import RemoteAPI
import ReplicaStore

extension VerifyPhase {
  /// The most keys in one question, which goes into an address.
  private static let keysAtOnce = 50

  /// Confirms what went in the creation of another row, which the answer to that does not show.
  ///
  /// What is not found here is found out about like any creation without an answer: a server that left it
  /// out gets it once more after the settle time.
  func confirmAttached() async throws {
    let attached = try unanswered().filter { $0.attachedTo != nil && !refersToUnnamed($0) }
    for (resource, operations) in Dictionary(grouping: attached, by: \.row.resource)
      .sorted(by: { $0.key < $1.key })
    {
      guard let table = run.layout.table(resource) else { continue }
      _ = try await verifyCreates(operations, in: table)
    }
  }

  /// Which candidates lack rows that went in an operation, by operation number.
  ///
  /// - Returns: nothing where the server could not be asked.
  func incomplete(
    _ candidates: [RowFields],
    for operations: [StoredOperation],
    _ verification: CreateVerification
  ) async throws -> [Int64: Set<RowKey>]? {
    let carriers = operations.filter { !$0.attached.isEmpty }
    let resource = verification.resource
    let keys = candidates.filter { row in
      carriers.contains { verification.isEqual(row, to: $0.values) }
    }
    .compactMap { $0.key(in: resource) }
    guard !keys.isEmpty else { return [:] }
    let relations = Set(carriers.flatMap(\.attached).map(\.relation.name))
    var rows: [String: [RowKey: [RowFields]]] = [:]
    for relation in resource.relations where relations.contains(relation.name) {
      guard let table = run.layout.table(relation.resource) else { continue }
      let asked = keys.prefix(Self.keysAtOnce).map(\.value)
      guard let found = try await walk([.isIn(relation.via, asked)], in: table) else { return nil }
      rows[relation.name] = Dictionary(grouping: found) { row in
        row[relation.via].flatMap(RowKey.init) ?? .text("")
      }
    }
    let evidence = AttachedEvidence(rows: rows)
    let incomplete = carriers.map { ($0.number, evidence.incomplete(keys, for: $0)) }
    return Dictionary(incomplete) { first, _ in first }
  }

  /// The filters that find what went in rows that have a key by now, and the operations that remain.
  func questionsAboutAttached(
    _ operations: [StoredOperation],
    in table: ResourceTable
  ) throws -> (questions: [[RowFilter]], rest: [StoredOperation]) {
    var parents: [String: Set<RowKey>] = [:]
    var rest: [StoredOperation] = []
    for operation in operations {
      let column = try reference(of: operation)
      if let column, let key = operation.values[column].flatMap(RowKey.init) {
        parents[column, default: []].insert(key)
      } else {
        rest.append(operation)
      }
    }
    var questions: [[RowFilter]] = []
    for (column, keys) in parents.sorted(by: { $0.key < $1.key }) {
      let sorted = keys.sorted().map(\.value)
      for start in stride(from: 0, to: sorted.count, by: Self.keysAtOnce) {
        let some = Array(sorted[start..<min(start + Self.keysAtOnce, sorted.count)])
        questions.append([.isIn(column, some)])
      }
    }
    return (questions, rest)
  }

  // The column by which a row refers to the one that it went in.
  private func reference(of operation: StoredOperation) throws -> String? {
    guard let number = operation.attachedTo,
      let carrier = try run.replica.read({ try $0.operation(number) })
    else { return nil }
    return run.layout.catalog[carrier.row.resource]?.relations.first {
      $0.name == operation.relation
    }?.via
  }
}

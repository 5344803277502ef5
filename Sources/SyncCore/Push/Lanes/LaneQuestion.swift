import CatalogModel
import RemoteAPI
import ReplicaStore

/// One request of a lane.
struct LaneQuestion: Sendable {
  /// What is asked or sent.
  enum Content: Sendable {
    /// The rows of the next updates, as they are now.
    case rows(RowQuery)
    /// One row that was absent from a page.
    case row(RowKey)
    /// An operation that is frozen, and the only version of its row that it may change.
    case write(StoredOperation, RowVersion?)
  }

  /// The number of the lane.
  let lane: Int
  /// The resource that it is about.
  let resource: Resource
  /// What is asked or sent.
  let content: Content

  /// Asks, and says what came and when.
  func ask(_ server: RemoteServer, clock: any RunClock) async -> LaneAnswer {
    let (askedAt, start) = (clock.now(), clock.uptime())
    let outcome = await outcome(server)
    return LaneAnswer(
      question: self,
      outcome: outcome,
      times: askedAt...max(askedAt, clock.now()),
      uptimes: start...max(start, clock.uptime())
    )
  }

  private func outcome(_ server: RemoteServer) async -> LaneAnswer.Outcome {
    do throws(RemoteError) {
      return switch content {
      case .rows(let query):
        .page(try await server.rows(of: resource, matching: query).decoded())
      case .row(let key): .row(try await server.row(of: resource, key: key))
      case .write(let operation, let expected):
        .written(try await server.perform(RowWrite(operation, in: resource, expected: expected)))
      }
    } catch {
      return .failed(error)
    }
  }
}

extension RowWrite {
  /// What an operation sends.
  init(_ operation: StoredOperation, in resource: Resource, expected: RowVersion? = nil) {
    let kind: Kind =
      switch operation.kind {
      case .create: .create
      case .delete: .delete(operation.row.key)
      case .update, .action: .update(operation.row.key)
      }
    self.init(
      kind: kind,
      resource: resource,
      fields: operation.values,
      attached: operation.attached,
      expected: expected
    )
  }
}

import CatalogModel
import RemoteAPI
import ReplicaStore

/// What came of an action that was sent beside something else, and when.
struct CallAnswer: Sendable {
  /// What was sent.
  let operation: StoredOperation
  /// The action that it is of.
  let action: Action
  /// What came; an error where nothing happened on the server.
  let result: Result<ActionResult, RemoteError>
  /// When it was asked and answered, by the laptop's clock.
  let times: ClosedRange<NaiveTime>

  /// Asks the server, from any task.
  init(
    of operation: StoredOperation,
    _ action: Action,
    by server: RemoteServer,
    _ clock: any RunClock
  ) async {
    (self.operation, self.action) = (operation, action)
    let askedAt = clock.now()
    do throws(RemoteError) {
      result = .success(try await server.perform(ActionCall(operation, action)))
    } catch {
      result = .failure(error)
    }
    times = askedAt...max(askedAt, clock.now())
  }
}

import Synchronization

/// The faults that wait for their requests.
package final class FaultPlan: Sendable {
  private let faults: Mutex<[Fault]>

  /// A plan that begins with these faults.
  package init(_ faults: [Fault] = []) {
    self.faults = Mutex(faults)
  }

  /// Lets another fault wait.
  package func add(_ fault: Fault) {
    faults.withLock { $0.append(fault) }
  }

  /// The first fault that hits this request, which is thereby used once.
  func take(method: String, path: String) -> Fault.Kind? {
    faults.withLock { faults in
      guard let index = faults.firstIndex(where: { $0.hits(method: method, path: path) }) else {
        return nil
      }
      faults[index].count -= 1
      let kind = faults[index].kind
      if faults[index].count == 0 { faults.remove(at: index) }
      return kind
    }
  }
}

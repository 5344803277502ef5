import CatalogModel
import DepotCore

/// A step of a repair's workflow as the server's history has it.
struct TakenStep {
  let name: Deed.Name
  /// What the server notes as entered.
  let inputs: JSONNode
  let repair: String
}

extension World {
  /// The steps that somebody took, the first one first.
  ///
  /// - Throws: what the depot throws.
  func steps(by user: String) throws -> [TakenStep] {
    try depot.rows(of: "repair_workflow_events").compactMap { row in
      guard row["created_by"] == .text(user), let repair = row["repair_id"],
        case .text(let state)? = row["current_state_id"],
        case .text(let event)? = row["event_id"]
      else { return nil }
      let name = Deed.Name(
        action: Deed.step,
        subject: "\(repair)",
        purpose: Deed.purpose(state: state, event: event)
      )
      let inputs = row["payload"].flatMap { try? JSONNode(parsing: "\($0)") } ?? .null
      return TakenStep(name: name, inputs: inputs, repair: "\(repair)")
    }
  }
}

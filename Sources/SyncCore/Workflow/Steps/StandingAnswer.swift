import CatalogModel
import RemoteAPI

/// What came of asking where a repair is: its state, and its history beside it.
struct StandingAnswer: TimedAnswer {
  /// What the server says of the state.
  let state: ActionResult
  /// The newest entries; nothing where this account may not see them.
  let history: DecodedPage?

  var serverTime: NaiveTime? { state.serverTime }
}

/// Something the server does beside reading and writing rows.
protocol DepotAction: Sendable {
  func run(_ call: ActionCall) throws -> ActionResult
}

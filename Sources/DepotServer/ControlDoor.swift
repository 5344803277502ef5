import DepotCore

/// The back door `/_control/…` of a depot started for demos and tests.
///
/// `POST /_control/lose-answer?method=POST&path=/v1/product_notes&count=1` and
/// `POST /_control/drop-request?…` plan faults, `POST /_control/expire-tokens` logs everybody out.
struct ControlDoor {
  static let prefix = "/_control/"

  let depot: Depot
  let faults: FaultPlan

  func answer(_ request: DepotRequest) -> DepotResponse {
    guard request.method == "POST" else { return text(405, "Use POST.") }
    let name = String(request.path.dropFirst(Self.prefix.count))
    if name == "expire-tokens" { return expireTokens() }
    guard let kind = Fault.Kind(rawValue: name) else {
      return text(404, "There is no \(name); use lose-answer, drop-request or expire-tokens.")
    }
    let argument = { (name: String) in request.query.first { $0.name == name }?.value }
    guard let path = argument("path"), path.hasPrefix("/"),
      let count = argument("count").map({ Int($0) }) ?? 1, count > 0
    else { return text(400, "Say path=/… and, if more than one, count=N.") }
    faults.add(
      Fault(kind: kind, method: argument("method")?.uppercased(), pathPrefix: path, count: count)
    )
    return text(200, "\(name) waits for \(count) of \(argument("method") ?? "any") \(path)")
  }

  private func expireTokens() -> DepotResponse {
    do {
      try depot.expireTokens()
      return text(200, "Every token has expired")
    } catch {
      return text(500, error.description)
    }
  }

  private func text(_ status: Int, _ line: String) -> DepotResponse {
    DepotResponse(
      status: status,
      headers: [("Content-Type", "text/plain; charset=utf-8")],
      body: Array("\(line)\n".utf8)
    )
  }
}

import DepotCore

/// The back door `/_control/…` of a depot started for demos and tests.
///
/// `POST /_control/lose-answer?method=POST&path=/v1/product_notes&count=1` and
/// `POST /_control/drop-request?…`, `…/delay-request?…` and `…/double-request?…` plan faults, `POST /_control/expire-tokens` logs everybody out;
/// `POST /_control/unit?imei=…&after=5` (or `never`) says how a unit answers a call, and
/// `POST /_control/connect-unit?imei=…` lets it connect at once.
struct ControlDoor {
  static let prefix = "/_control/"
  private static let names = [
    "lose-answer", "drop-request", "delay-request", "double-request", "expire-tokens", "unit",
    "connect-unit",
  ]

  let depot: Depot
  let faults: FaultPlan

  func answer(_ request: DepotRequest) -> DepotResponse {
    guard request.method == "POST" else { return text(405, "Use POST.") }
    let name = String(request.path.dropFirst(Self.prefix.count))
    switch name {
    case "expire-tokens": return expireTokens()
    case "unit", "connect-unit": return unit(request, connects: name == "connect-unit")
    default: break
    }
    guard let kind = Fault.Kind(rawValue: name) else {
      return text(404, "There is no \(name); use \(Self.names.joined(separator: ", ")).")
    }
    let argument = { (name: String) in Self.argument(name, request) }
    guard let path = argument("path"), path.hasPrefix("/"),
      let count = argument("count").map({ Int($0) }) ?? 1, count > 0
    else { return text(400, "Say path=/… and, if more than one, count=N.") }
    faults.add(
      Fault(kind: kind, method: argument("method")?.uppercased(), pathPrefix: path, count: count)
    )
    return text(200, "\(name) waits for \(count) of \(argument("method") ?? "any") \(path)")
  }

  private func unit(_ request: DepotRequest, connects: Bool) -> DepotResponse {
    guard let imei = Self.argument("imei", request) else { return text(400, "Say imei=…") }
    if connects {
      depot.connectUnit(imei)
      return text(200, "\(imei) connected")
    }
    let words = Self.argument("after", request) ?? ""
    let seconds = Double(words)
    guard words == "never" || seconds.map({ $0 >= 0 && $0.isFinite }) == true else {
      return text(400, "Say after=SECONDS or after=never.")
    }
    depot.setUnitDelay(imei, to: seconds)
    return text(200, "\(imei) answers \(seconds.map { "after \($0) s" } ?? "never")")
  }

  private static func argument(_ name: String, _ request: DepotRequest) -> String? {
    request.query.first { $0.name == name }?.value
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

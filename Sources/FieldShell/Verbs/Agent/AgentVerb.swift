import CatalogModel
import FieldAgent
import Foundation
import Logging

/// `agent`: runs in the background, when there is a reason to.
enum AgentVerb {
  private static let actions = [
    "status", "once", "pause", "resume", "stop", "install", "uninstall",
  ]
  private static let options = ["every", "log", "log-format", "metrics"]
  // Those that mean something to an action; the others would be read as if they did.
  private static let optionsOf = ["once": ["log", "log-format", "metrics"], "install": options]

  static let verb = Verb(
    "agent",
    operands: [
      Operand(
        kind: .choice(actions),
        arity: .optional,
        placeholder: "status|once|pause|resume|stop|…"
      )
    ],
    options: [
      .value("every", "S", .everyOption), .value("log", "FILE", .logOption),
      .value("log-format", "text|json|journal", .logFormatOption),
      .value("metrics", "FILE", .metricsOption),
    ],
    help: .agent
  ) { invocation, session in
    let control = AgentControl(session: session)
    if let action = invocation.operands.first, actions.contains(action) {
      let known = optionsOf[action] ?? []
      if let odd = options.first(where: { invocation.has($0) && !known.contains($0) }) {
        throw ShellError(.optionClash, .agentTakesNo(odd, action), exit: .usage)
      }
    }
    switch invocation.operands.first {
    case nil: return try await AgentLife(invocation, session).live()
    case "once": return try await AgentLife(invocation, session).runOnce()
    case "status": return try control.status()
    case "pause": return try control.pause()
    case "resume": return try control.resume()
    case "stop": return try await control.stop()
    case "install": return try await AgentInstallation(session: session).install(invocation)
    case "uninstall": return try await AgentInstallation(session: session).uninstall()
    case let action?:
      let nearest = NearestWord.suggestion(for: action, among: actions)
      throw ShellError(.extraOperand, .unknownAgentAction(action, nearest: nearest), exit: .usage)
    }
  }
}

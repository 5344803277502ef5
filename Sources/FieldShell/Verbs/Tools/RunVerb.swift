import CatalogModel
import Foundation

/// `run`: commands from a file or from standard input, one a line.
enum RunVerb {
  static let verb = Verb(
    "run",
    operands: [Operand(kind: .file, arity: .one, placeholder: "FILE")],
    help: .run
  ) { invocation, session in
    let lines = try Lines(path: invocation.operand(0), input: session.context.input)
    session.readsScript = true
    defer { session.readsScript = false }
    var results: [JSONNode] = []
    var codes: Set<ExitCode> = []
    var number = 0
    while let line = lines.next() {
      number += 1
      do {
        guard let command = try session.read(line) else { continue }
        guard !["shell", "run"].contains(command.verb.name) else {
          throw ShellError(.unknownVerb, .verbNotInFile(command.verb.name), exit: .usage)
        }
        let answer = try await session.perform(command)
        codes.formUnion(answer.codes)
        results.append(entry(number, command.verb.name, answer, session.context.language))
        if !session.usesJSON { session.show(answer) }
      } catch {
        throw stopped(ShellError(any: error), at: number, results)
      }
    }
    return whole(results, codes, session)
  }

  private static func entry(
    _ line: Int,
    _ verb: String,
    _ answer: Answer,
    _ language: Language
  ) -> JSONNode {
    .object(["line": .integer(Int64(line)), "verb": .text(verb), "result": answer.json(language)])
  }

  private static func whole(
    _ results: [JSONNode],
    _ codes: Set<ExitCode>,
    _ session: Session
  ) -> Answer {
    var answer = Answer(["commands": .array(results)])
    answer.codes = codes
    answer.isSpoken = !session.usesJSON
    return answer
  }

  private static func stopped(
    _ error: ShellError,
    at line: Int,
    _ results: [JSONNode]
  ) -> ShellError {
    var error = ShellError(
      foreign: error.code,
      .stoppedAtLine(line, error.sentence),
      exit: error.exit
    )
    error.members = ["line": .integer(Int64(line)), "commands": .array(results)]
    return error
  }

  private final class Lines {
    private var lines: [Substring]
    private let input: (any LineSource)?

    init(path: String, input: any LineSource) throws(ShellError) {
      guard path != "-" else {
        lines = []
        self.input = input
        return
      }
      self.input = nil
      do {
        // By a handle, because pipes and devices have no length to read.
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        guard let text = String(data: try file.readToEnd() ?? Data(), encoding: .utf8) else {
          throw ShellError(.fileUnreadable, .cannotRead(path))
        }
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).reversed()
      } catch {
        throw ShellError(.fileUnreadable, .cannotRead(path))
      }
    }

    func next() -> String? {
      guard let input else { return lines.popLast().map(String.init) }
      return input.line(prompt: "", completer: nil)
    }
  }
}

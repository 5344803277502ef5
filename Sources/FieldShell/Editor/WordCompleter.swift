import CatalogModel

/// Completes verbs, resources, columns and options from the table of verbs and the catalog.
struct WordCompleter: Completing {
  let table: VerbTable
  /// Columns of each resource that can be named.
  let columns: [String: [String]]

  func completions(of line: String) -> [String] {
    let (complete, last) = WordReader.typed(line)
    return candidates(after: complete, last).filter { $0.hasPrefix(last) && $0 != last }
  }

  private func candidates(after words: [String], _ last: String) -> [String] {
    guard let first = words.first else { return table.verbs.map(\.name) }
    guard let verb = table[first] else { return [] }
    if last.hasPrefix("--") { return (verb.options + Option.common).map { "--\($0.name)" } }
    let given = words.dropFirst().filter { !$0.hasPrefix("--") }
    let operand =
      verb.operands.indices.contains(given.count) ? verb.operands[given.count] : verb.operands.last
    switch operand?.kind {
    case .resource: return columns.keys.sorted()
    case .verb: return table.verbs.map(\.name)
    case .choice(let words): return words
    case .assignment: return names(given).map { "\($0)=" }
    case .condition: return names(given)
    case .decision: return ["mine", "theirs"]
    default: return []
    }
  }

  private func names(_ given: [String]) -> [String] { given.first.flatMap { columns[$0] } ?? [] }
}

extension Session {
  /// What completes words at the prompt; without a readable catalog, verbs only.
  func completer() -> any Completing {
    let resources = (try? catalog())?.resources ?? []
    let columns = resources.map { ($0.name, $0.columns.map(\.name)) }
    return WordCompleter(table: table, columns: Dictionary(columns) { first, _ in first })
  }
}

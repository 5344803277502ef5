import CatalogModel
import ReplicaStore

/// The symptoms that a person chooses from a numbered list; Enter chooses none.
struct SymptomChoice {
  /// What may be chosen, in the order of the numbers.
  let offered: [(key: RowKey, name: String)]
  /// What they are symptoms of.
  let thing: RepairedThing

  /// What the numbers in a line mean, each once, separated by blanks or commas.
  ///
  /// - Throws: ``ShellError`` with code `not-offered`, naming the first word that is no number of the list.
  func chosen(by line: String) throws(ShellError) -> [RowKey] {
    var keys: [RowKey] = []
    for word in line.split(whereSeparator: { $0 == " " || $0 == "," }) {
      guard let number = Int(word), offered.indices.contains(number - 1) else {
        throw ShellError(
          .notOffered,
          .noSuchSymptomNumber(String(word), of: offered.count),
          exit: .usage
        )
      }
      let key = offered[number - 1].key
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  /// Asks until what is typed can be understood; the end of the input chooses none.
  func ask(_ session: Session) -> [RowKey] {
    guard !offered.isEmpty else { return [] }
    let lines = offered.enumerated().map { place, symptom in
      Block.line("\(place + 1)  \(symptom.name)", .plain)
    }
    session.output.show([.sentence(.symptomsToChoose(thing), .strong)] + lines)
    while let line = session.typed(.symptomQuestion) {
      do throws(ShellError) {
        return try chosen(by: line)
      } catch {
        session.errors.show([.sentence(error.sentence, .warning)])
      }
    }
    return []
  }
}

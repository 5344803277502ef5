/// `repair`, `symptom` and `part`: the repairs of units.
enum RepairVerbs {
  static let repair = VerbFamily.verb(
    "repair",
    words: RepairWords(names: .unit).repairs,
    help: .repair
  )
  static let symptom = VerbFamily.verb(
    "symptom",
    words: RepairWords(names: .unit).symptoms,
    help: .symptom
  )
  static let part = VerbFamily.verb("part", words: RepairWords(names: .unit).parts, help: .part)
}

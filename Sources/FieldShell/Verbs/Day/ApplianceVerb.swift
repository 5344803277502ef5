/// `appliance`: the repairs of appliances, by the words that units have.
enum ApplianceVerb {
  private static let words = RepairWords(names: .appliance, help: .appliance)

  static let verb = VerbFamily.verb(
    "appliance",
    words: [
      VerbFamily.verb("repair", words: words.repairs, help: .appliance),
      VerbFamily.verb("symptom", words: words.symptoms, help: .appliance),
      VerbFamily.verb("part", words: words.parts, help: .appliance),
    ],
    help: .appliance
  )
}

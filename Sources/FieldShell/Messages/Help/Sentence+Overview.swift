extension Sentence {
  static let programSummary = Sentence(
    en: "Repair solar home systems where there is no signal: everything is read and edited here, "
      + "and sync reconciles it with the server when there is a connection.",
    fr: "Réparer des systèmes solaires sans réseau : tout se lit et se modifie ici, "
      + "et sync accorde le tout avec le serveur dès qu'il y a une connexion."
  )
  static let helpHint = Sentence(
    en: "fieldsync help VERB explains a verb. At a terminal, fieldsync alone opens the prompt.",
    fr: "fieldsync help VERB explique un verbe. Dans un terminal, fieldsync seul ouvre l'invite."
  )
}

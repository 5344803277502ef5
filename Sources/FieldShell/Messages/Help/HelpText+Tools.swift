extension HelpText {
  static let config = HelpText(
    summary: Sentence(
      en: "Show the settings, and say who wins in conflicts",
      fr: "Montrer les réglages, et dire qui l'emporte en cas de conflit"
    ),
    details: [
      Sentence(
        en: "policy RES or RES.COL says who wins where you and someone else changed the same: "
          + "mine, theirs, latest (by the clocks, as far as they are known), or ask. default follows the "
          + "catalog again. The next sync decides open conflicts so, too. What loses stays in the log, "
          + "and undo brings it back.",
        fr: "policy RES ou RES.COL dit qui l'emporte là où vous et un autre avez modifié la même "
          + "chose : mine, theirs, latest (selon les horloges, si elles sont connues) ou ask. "
          + "default suit de nouveau le catalogue. La prochaine synchronisation tranche ainsi aussi "
          + "les conflits ouverts. Ce qui perd reste dans le journal, et undo le fait revenir."
      )
    ],
    examples: ["config", "config policy repairs.outcome latest", "config policy alerts theirs"]
  )

  static let sql = HelpText(
    summary: Sentence(
      en: "Ask the replica in SQL (reads only)",
      fr: "Interroger la réplique en SQL (lecture seule)"
    ),
    details: [
      Sentence(
        en: "Runs one SELECT over the tables, which have the names of the resources and their "
          + "columns. At the prompt everything after the verb is the query.",
        fr: "Exécute un SELECT sur les tables, qui portent les noms des ressources et de leurs "
          + "colonnes. À l'invite, tout ce qui suit le verbe est la requête."
      )
    ],
    examples: ["sql \"SELECT count(*) FROM repairs WHERE outcome IS NULL\""]
  )
  static let catalog = HelpText(
    summary: Sentence(
      en: "Show the resources and their columns",
      fr: "Montrer les ressources et leurs colonnes"
    ),
    details: [
      Sentence(
        en: "Alone it lists the resources; show RES lists a resource's columns and what each "
          + "takes.",
        fr: "Seul, liste les ressources ; show RES liste les colonnes d'une ressource et ce que "
          + "chacune prend."
      ),
      Sentence(
        en: "check asks the server about the resources of this replica, one of them, or with --all "
          + "every one of the catalog, and tells what differs and what to do about it. It changes "
          + "nothing there, and takes about three requests a resource.",
        fr: "check interroge le serveur sur les ressources de cette réplique, sur une seule, ou "
          + "avec --all sur toutes celles du catalogue, et dit ce qui diffère et que faire. Rien "
          + "n'y est modifié ; il faut environ trois requêtes par ressource."
      ),
    ],
    examples: ["catalog", "catalog show repairs", "catalog check", "catalog check repairs"]
  )
  static let help = HelpText(
    summary: Sentence(en: "Explain the verbs", fr: "Expliquer les verbes"),
    details: [],
    examples: ["help", "help resolve"]
  )
  static let version = HelpText(
    summary: Sentence(en: "Tell the program's version", fr: "Dire la version du programme"),
    details: [],
    examples: []
  )
  static let shell = HelpText(
    summary: Sentence(en: "Open the prompt", fr: "Ouvrir l'invite"),
    details: [
      Sentence(
        en: "Takes the same words as the command line, completes verbs, resources and columns with "
          + "the Tab key, and remembers lines. A number scanned or typed alone shows the unit. "
          + "Enter on an empty line does nothing. exit or Control-D leaves.",
        fr: "Accepte les mêmes mots que la ligne de commande, complète verbes, ressources et "
          + "colonnes avec la touche Tab, et retient les lignes. Un numéro scanné ou tapé seul "
          + "montre l'appareil. Entrée sur une ligne vide ne fait rien. exit ou Ctrl-D quitte."
      )
    ],
    examples: ["shell"]
  )
  static let run = HelpText(
    summary: Sentence(en: "Run commands from a file", fr: "Exécuter les commandes d'un fichier"),
    details: [
      Sentence(
        en: "One command a line, # begins a comment, - means standard input. It stops at the first "
          + "command that fails and names its line; what was done before stays done.",
        fr: "Une commande par ligne, # commence un commentaire, - désigne l'entrée standard. "
          + "L'exécution s'arrête à la première commande qui échoue et nomme sa ligne ; ce qui a "
          + "été fait avant reste fait."
      )
    ],
    examples: ["run morning.txt", "run -"]
  )
}

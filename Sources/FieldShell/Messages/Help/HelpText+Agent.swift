extension HelpText {
  static let agent = HelpText(
    summary: Sentence(
      en: "Sync in the background, when there is signal",
      fr: "Synchroniser en arrière-plan, quand il y a du signal"
    ),
    details: [
      Sentence(
        en:
          "Runs a sync when a network comes up, two seconds after an edit, after a log-in, and every 15 "
          + "minutes; ever less often while the server is out of reach. Between runs it holds no lock "
          + "and does nothing. sync by hand works beside it.",
        fr:
          "Synchronise quand un réseau apparaît, deux secondes après une saisie, après une connexion, "
          + "et toutes les 15 minutes ; de moins en moins souvent tant que le serveur est injoignable. "
          + "Entre-temps il ne tient aucun verrou et ne fait rien. sync à la main marche à côté."
      ),
      Sentence(
        en:
          "once makes one such run. status says what the agent is at; pause and resume let it rest; stop "
          + "ends it. install lets systemd run it whenever you log in to this computer, uninstall ends "
          + "that.",
        fr:
          "once fait une seule synchronisation. status dit où en est l'agent ; pause et resume le "
          + "mettent au repos ; stop l'arrête. install le confie à systemd à chaque ouverture de "
          + "session, uninstall y met fin."
      ),
    ],
    examples: [
      "agent", "agent status", "agent --log agent.log --log-format json --metrics fieldsync.prom",
    ]
  )
}

extension HelpText {
  static let initialize = HelpText(
    summary: Sentence(en: "Set up a replica on this computer", fr: "Créer une réplique ici"),
    details: [
      Sentence(
        en: "Makes a home with an empty replica. Without --resources it holds what a technician "
          + "needs. It never overwrites: a home that holds a replica stays as it is.",
        fr: "Crée un dossier avec une réplique vide. Sans --resources, elle contient ce dont un "
          + "technicien a besoin. Rien n'est jamais écrasé : un dossier qui contient une réplique "
          + "reste tel quel."
      )
    ],
    examples: [
      "init --server https://smart.example.org",
      "init --server https://smart.example.org --resources products,repairs",
    ]
  )
  static let login = HelpText(
    summary: Sentence(en: "Log in to the server", fr: "Se connecter au serveur"),
    details: [
      Sentence(
        en: "Asks for the password without showing it. What you enter from now on is yours: only "
          + "your account sends it. A token dies after some hours without use; --remember lets "
          + "sync log in again by itself.",
        fr: "Demande le mot de passe sans l'afficher. Ce que vous saisissez ensuite est à vous : "
          + "seul votre compte l'envoie. Un jeton expire après quelques heures sans usage ; "
          + "--remember permet à sync de se reconnecter seul."
      )
    ],
    examples: ["login --user amina@example.org"]
  )
  static let logout = HelpText(
    summary: Sentence(en: "Forget the log-in", fr: "Oublier la connexion"),
    details: [
      Sentence(
        en: "Your work stays in the replica. --wipe removes the replica and the rest of the home "
          + "too. While something is not on the server it shows it and asks; a script is refused, "
          + "and gives it up with --wipe --discard-unsent, and with --of NAME where another account "
          + "made some of it.",
        fr: "Votre travail reste dans la réplique. --wipe efface aussi la réplique et le reste du "
          + "dossier. Tant que tout n'est pas sur le serveur, il le montre et demande ; un script "
          + "est refusé, et y renonce avec --wipe --discard-unsent, et avec --of NOM si un autre "
          + "compte en a fait une partie."
      )
    ],
    examples: ["logout", "logout --wipe"]
  )
  static let sync = HelpText(
    summary: Sentence(
      en: "Send your work and receive the server's",
      fr: "Envoyer votre travail et recevoir celui du serveur"
    ),
    details: [
      Sentence(
        en: "Finds out what became of unanswered changes, sends, receives, and tells what waits. "
          + "Stopped at any point, the next sync goes on from there. Control-C ends it cleanly.",
        fr: "Vérifie ce que sont devenues les modifications sans réponse, envoie, reçoit et dit ce "
          + "qui attend. Interrompue n'importe où, la prochaine synchronisation continue de là. "
          + "Ctrl-C l'arrête proprement."
      ),
      Sentence(
        en:
          "Exit codes: 0 done (what is on hold, or another account's, may still wait), 3 conflicts "
          + "wait, 4 log-in needed, 5 offline or unanswered, 6 refused changes wait, 7 another sync "
          + "is at work, 8 local storage full or damaged, 9 server not compatible, 10 a limit was "
          + "reached, 130 interrupted.",
        fr: "Codes de sortie : 0 terminé (ce qui est retenu, ou d'un autre compte, peut attendre), "
          + "3 des conflits attendent, 4 connexion nécessaire, 5 hors ligne ou sans réponse, 6 des "
          + "modifications refusées attendent, 7 une autre synchronisation travaille, 8 stockage "
          + "local plein ou endommagé, 9 serveur incompatible, 10 une limite a été atteinte, "
          + "130 interrompu."
      ),
    ],
    examples: ["sync", "sync --push --max-time 20", "sync --only repairs,product_notes"]
  )
  static let status = HelpText(
    summary: Sentence(
      en: "Tell whether everything is on the server",
      fr: "Dire si tout est sur le serveur"
    ),
    details: [
      Sentence(
        en: "Counts what waits, what was sent without an answer, what was refused and what is in "
          + "conflict, says whose it is where it is another account's, which resources were never "
          + "wholly fetched, and the rows held of each. It asks the replica only.",
        fr: "Compte ce qui attend, ce qui est parti sans réponse, ce qui a été refusé ou est en "
          + "conflit, dit à qui c'est si c'est à un autre compte, quelles ressources n'ont jamais été "
          + "entièrement reçues, et les lignes de chacune. Seule la réplique est consultée."
      )
    ],
    examples: ["status", "status --json"]
  )
}

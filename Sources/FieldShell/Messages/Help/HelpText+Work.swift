extension HelpText {
  static let queue = HelpText(
    summary: Sentence(
      en: "Show what is not on the server yet",
      fr: "Montrer ce qui n'est pas encore sur le serveur"
    ),
    details: [
      Sentence(
        en: "show N shows the values of an entry, or of a change that has left the queue, with its "
          + "receipt; hold N keeps it back, release N lets it go, "
          + "drop N gives it up, with every new row that refers to it; at a terminal drop asks "
          + "first. Another account's work is given up only when you name that account: --of NAME.",
        fr: "show N montre les valeurs d'une entrée, ou d'une modification qui a quitté la file, "
          + "avec son reçu ; hold N la retient, release N la libère, "
          + "drop N l'abandonne, avec toute ligne nouvelle qui y renvoie ; dans un terminal, drop "
          + "demande d'abord. Le travail d'un autre compte n'est abandonné que si vous nommez ce "
          + "compte : --of NOM."
      )
    ],
    examples: ["queue", "queue show 12", "queue drop 12"]
  )
  static let conflicts = HelpText(
    summary: Sentence(
      en: "Show what you and someone else both changed",
      fr: "Montrer ce que vous et un autre avez modifié"
    ),
    details: [
      Sentence(
        en: "Shows before, yours and the server's side by side. A row in conflict keeps your "
          + "values and is not sent until you decide.",
        fr: "Montre côte à côte avant, vous et le serveur. Une ligne en conflit garde vos valeurs "
          + "et n'est pas envoyée avant votre décision."
      )
    ],
    examples: ["conflicts"]
  )
  static let resolve = HelpText(
    summary: Sentence(en: "Decide a conflict", fr: "Trancher un conflit"),
    details: [
      Sentence(
        en: "mine keeps your version, theirs takes the server's; COLUMN=mine, COLUMN=theirs and "
          + "COLUMN:=VALUE decide column by column. At a terminal, resolve N alone asks for each "
          + "column. What you do not choose stays in the log.",
        fr: "mine garde votre version, theirs prend celle du serveur ; COLONNE=mine, "
          + "COLONNE=theirs et COLONNE:=VALEUR tranchent colonne par colonne. Dans un terminal, "
          + "resolve N seul interroge pour chaque colonne. Ce que vous écartez reste dans le "
          + "journal."
      )
    ],
    examples: ["resolve 3 mine", "resolve 3 outcome=theirs process:=Replaced"]
  )
  static let log = HelpText(
    summary: Sentence(en: "Show what happened", fr: "Montrer ce qui s'est passé"),
    details: [
      Sentence(
        en:
          "Receipts, refusals, conflicts, decisions and the values they gave up, newest last. The "
          + "column undo has the words that fieldsync undo takes.",
        fr: "Reçus, refus, conflits, décisions et valeurs écartées, les plus récents à la fin. La "
          + "colonne undo contient les mots que prend fieldsync undo."
      )
    ],
    examples: ["log", "log --limit 200"]
  )
  static let undo = HelpText(
    summary: Sentence(en: "Take an edit back", fr: "Annuler une modification"),
    details: [
      Sentence(
        en:
          "Without a number the last edit, else what queue shows under that number, or the change "
          + "that log shows in its column undo. What was not sent is never sent; the log keeps its "
          + "values. What was sent is countered by a new change, "
          + "in columns that nobody has changed since; you see it first and are asked, and a script "
          + "says --yes. log:N brings back what entry N of the log says was given up.",
        fr: "Sans numéro la dernière modification, sinon ce que queue montre sous ce numéro, ou la "
          + "modification que log montre dans sa colonne undo. Ce qui n'est pas envoyé ne le sera "
          + "jamais ; le journal en garde les valeurs. Ce qui est envoyé est "
          + "compensé par une nouvelle modification, dans les colonnes que personne n'a changées "
          + "depuis ; vous la voyez d'abord et on vous demande, et un script dit --yes. log:N "
          + "fait revenir ce que l'entrée N du journal dit écarté."
      ),
      Sentence(
        en: "What was sent and not answered is taken back by the sync that finds out what became "
          + "of it. A row that was found on the server and taken for yours becomes somebody "
          + "else's again, and yours is sent.",
        fr: "Ce qui est envoyé sans réponse est annulé par la synchronisation qui apprend ce qu'il "
          + "en est. Une ligne retrouvée sur le serveur et prise pour la vôtre redevient celle "
          + "d'un autre, et la vôtre est envoyée."
      ),
    ],
    examples: ["undo", "undo 12", "undo 12 --yes", "undo log:40"]
  )
  static let redo = HelpText(
    summary: Sentence(en: "Take the last undo back", fr: "Rétablir la dernière annulation"),
    details: [
      Sentence(
        en: "Makes hold again what the last undo took back.",
        fr: "Rétablit ce que la dernière annulation avait repris."
      )
    ],
    examples: ["redo"]
  )
  static let outbox = HelpText(
    summary: Sentence(
      en: "Recover unsent work, or carry it to another laptop",
      fr: "Récupérer le travail non envoyé, ou le porter sur un autre portable"
    ),
    details: [
      Sentence(
        en:
          "Every unsent change is written twice: into the replica and into outbox.jsonl beside it. "
          + "recover makes a destroyed replica anew with what was unsent.",
        fr: "Chaque modification non envoyée est écrite deux fois : dans la réplique et dans "
          + "outbox.jsonl à côté. recover refait une réplique détruite avec ce qui n'était pas "
          + "envoyé."
      ),
      Sentence(
        en: "export FILE writes your unsent work into a file for a stick; import FILE on another "
          + "laptop takes it in, and the owner's log-in there delivers it. The same two verbs bring "
          + "the receipts home. recall takes back what travels. Whatever comes from a file is looked "
          + "for on the server before anything of it is sent.",
        fr: "export FICHIER écrit votre travail non envoyé dans un fichier pour une clé ; import "
          + "FICHIER sur un autre portable le reprend, et la connexion du propriétaire l'y livre. "
          + "Les deux mêmes verbes ramènent les reçus. recall annule le voyage. Tout ce qui vient "
          + "d'un fichier est cherché sur le serveur avant d'être envoyé."
      ),
    ],
    examples: [
      "outbox recover", "outbox export /media/stick/work.jsonl", "outbox import work.jsonl",
    ]
  )
}

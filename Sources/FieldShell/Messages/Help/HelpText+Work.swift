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
          + "COLUMN:=VALUE decide column by column. At a terminal, resolve N alone shows both sides "
          + "and asks. resolve --all mine or theirs shows and decides all at once; a script says "
          + "--yes. What you do not choose stays in the log, and undo brings it back.",
        fr: "mine garde votre version, theirs prend celle du serveur ; COLONNE=mine, "
          + "COLONNE=theirs et COLONNE:=VALEUR tranchent colonne par colonne. Dans un terminal, "
          + "resolve N seul montre les deux côtés et interroge. resolve --all mine ou theirs montre "
          + "et tranche tout d'un coup ; un script dit --yes. Ce que vous écartez reste dans le "
          + "journal, et undo le fait revenir."
      )
    ],
    examples: [
      "resolve 3", "resolve 3 mine", "resolve 3 outcome=theirs process:=Replaced",
      "resolve --all theirs",
    ]
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
          "Without a number the last edit or decision, else what queue and log show under that "
          + "number: what went to the server as one is taken back as one. What was not sent is never sent; the log keeps its "
          + "values. What was sent is countered by a new change, "
          + "in columns that nobody has changed since; you see it first and are asked, and a script "
          + "says --yes. log:N brings back what entry N of the log says was given up.",
        fr: "Sans numéro la dernière modification ou décision, sinon ce que queue et log montrent "
          + "sous ce numéro : ce qui est parti ensemble est annulé ensemble. Ce qui n'est pas envoyé ne le sera "
          + "jamais ; le journal en garde les valeurs. Ce qui est envoyé est "
          + "compensé par une nouvelle modification, dans les colonnes que personne n'a changées "
          + "depuis ; vous la voyez d'abord et on vous demande, et un script dit --yes. log:N "
          + "fait revenir ce que l'entrée N du journal dit écarté."
      ),
      Sentence(
        en: "What was sent and not answered is taken back by the sync that finds out what became "
          + "of it. A row that was found on the server and taken for yours is deleted there like any "
          + "other; log:N of the line that tells so leaves it to somebody else, and sends yours.",
        fr: "Ce qui est envoyé sans réponse est annulé par la synchronisation qui apprend ce qu'il "
          + "en est. Une ligne retrouvée sur le serveur et prise pour la vôtre y est supprimée comme "
          + "une autre ; log:N de la ligne du journal qui le dit la laisse à un autre et envoie la "
          + "vôtre."
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

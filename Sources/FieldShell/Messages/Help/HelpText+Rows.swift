extension HelpText {
  static let list = HelpText(
    summary: Sentence(en: "List rows of a resource", fr: "Lister les lignes d'une ressource"),
    details: [
      Sentence(
        en:
          "Conditions are COLUMN OP VALUE, as three words or as one where OP is made of signs; all "
          + "must hold. OP is one of = != (or <>) < <= > >= ~ (contains) !~ (does not), or in words "
          + "eq ne lt le gt ge contains lacks like in not-in. The value null means empty, true and "
          + "false may be yes and no, in takes values separated by commas, a day beside a column of "
          + "times means that whole day here, and where a column refers to another resource the "
          + "exact name of its row will do. "
          + "On a terminal the list takes the columns that fit; piped, it is tab-separated with "
          + "every column and a line of names.",
        fr: "Une condition s'écrit COLONNE OP VALEUR, en trois mots, ou en un si OP est fait de "
          + "signes ; toutes doivent être vraies. OP est l'un de = != (ou <>) < <= > >= ~ (contient) "
          + "!~ (ne contient pas), ou en mots eq ne lt le gt ge contains lacks like in not-in. La "
          + "valeur null veut dire vide, true et false peuvent être oui et non, in prend des valeurs "
          + "séparées par des virgules, un jour face à une colonne d'heures veut dire ce jour entier "
          + "ici, et là où une colonne renvoie à une autre ressource le nom exact de la ligne "
          + "suffit. Dans un terminal, la liste montre les colonnes qui "
          + "tiennent ; dans un tube, toutes, séparées par des tabulations, avec une ligne de noms."
      )
    ],
    examples: [
      "list repairs outcome = null", "list products serial_number~2041 --limit 10",
      "list repairs arrival_date ge 2026-01-01 --order -arrival_date",
      "list repairs process in Replaced,Repossessed",
    ]
  )
  static let show = HelpText(
    summary: Sentence(en: "Show one row", fr: "Montrer une ligne"),
    details: [
      Sentence(
        en: "Shows the values that are not empty, the names of rows it refers to, and what is not "
          + "sent or in conflict. new:7 names a row that the server has not named yet; it keeps "
          + "working afterwards.",
        fr: "Montre les valeurs non vides, les noms des lignes auxquelles elle renvoie, et ce qui "
          + "n'est pas envoyé ou est en conflit. new:7 désigne une ligne que le serveur n'a pas "
          + "encore nommée ; cela reste valable ensuite."
      )
    ],
    examples: ["show repairs 1041", "show repairs new:7"]
  )
  static let scan = HelpText(
    summary: Sentence(
      en: "Show the unit or part that carries a number",
      fr: "Montrer l'appareil ou la pièce qui porte un numéro"
    ),
    details: [
      Sentence(
        en: "Looks for an IMEI, a serial number or any other unique number, and shows what hangs "
          + "on it: repairs, notes, parts. At the prompt a scanned number does the same by itself.",
        fr: "Cherche un IMEI, un numéro de série ou tout autre numéro unique, et montre ce qui s'y "
          + "rattache : réparations, notes, pièces. À l'invite, un numéro scanné suffit."
      )
    ],
    examples: ["scan 356938035643809"]
  )
  static let add = HelpText(
    summary: Sentence(en: "Add a row", fr: "Ajouter une ligne"),
    details: [
      Sentence(
        en: "Every value is checked first; nothing is added where one does not fit. The row gets "
          + "a name such as new:7 until the server names it, and other new rows can refer to it. "
          + "null means empty. Where a column refers to another resource, the key or the exact "
          + "name of its row will do; a name that several rows have is refused.",
        fr: "Chaque valeur est vérifiée d'abord ; rien n'est ajouté si l'une ne convient pas. La "
          + "ligne reçoit un nom comme new:7 jusqu'à ce que le serveur la nomme, et d'autres "
          + "lignes nouvelles peuvent y renvoyer. null veut dire vide. Là où une colonne renvoie à "
          + "une autre ressource, la clé ou le nom exact de la ligne suffit ; un nom que plusieurs "
          + "lignes portent est refusé."
      )
    ],
    examples: [
      "add repairs product_imei=356938035643809 process=\"Repair and Return\"",
      "add repair_symptom_type_linker repair_id=new:7 symptom_type_id=12",
    ]
  )
  static let set = HelpText(
    summary: Sentence(en: "Change a row", fr: "Modifier une ligne"),
    details: [
      Sentence(
        en: "Changes only the named columns, after checking every value. Only these columns are "
          + "sent.",
        fr: "Ne modifie que les colonnes nommées, après vérification de chaque valeur. Seules ces "
          + "colonnes sont envoyées."
      )
    ],
    examples: ["set repairs 1041 outcome=repaired pending_status=false"]
  )
  static let delete = HelpText(
    summary: Sentence(en: "Delete a row", fr: "Supprimer une ligne"),
    details: [
      Sentence(
        en: "Deletes the row here; the server deletes it with the next sync, unless someone "
          + "changed it there meanwhile.",
        fr: "Supprime la ligne ici ; le serveur la supprimera à la prochaine synchronisation, sauf "
          + "si quelqu'un l'y a modifiée entre-temps."
      )
    ],
    examples: ["delete repair_symptom_type_linker 88"]
  )
}

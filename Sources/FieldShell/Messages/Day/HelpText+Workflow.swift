extension HelpText {
  static let workflow = HelpText(
    summary: Sentence(
      en: "Take a repair from state to state",
      fr: "Mener une réparation d'état en état"
    ),
    details: [
      Sentence(
        en:
          "REPAIR is a repair's key, or the number of its unit where one repair of it is open. "
          + "workflow show REPAIR: its state, what has to be entered and what may follow. "
          + "workflow fill REPAIR IDENT=VALUE… enters values, each checked by its rule; without "
          + "values, a terminal asks for one after the other. What is filled in waits until "
          + "workflow event REPAIR EVENT sends it off; in a state without events it goes when "
          + "nothing is missing. workflow open PRODUCT asks the server for the repair of a unit.",
        fr:
          "REPAIR est la clé d'une réparation, ou le numéro de son appareil si une seule en est "
          + "ouverte. workflow show REPAIR : son état, ce qu'il faut saisir et ce qui peut suivre. "
          + "workflow fill REPAIR IDENT=VALEUR… saisit des valeurs, chacune vérifiée par sa règle ; "
          + "sans valeurs, un terminal les demande l'une après l'autre. Ce qui est saisi attend que "
          + "workflow event REPAIR EVENT l'envoie ; dans un état sans événements, cela part dès que "
          + "rien ne manque. workflow open PRODUCT demande au serveur la réparation d'un appareil."
      ),
      Sentence(
        en:
          "Steps that wait are sent in their order, each if the repair is still in the state that it "
          + "was entered for; else it is a conflict. While steps wait, the state that is likely to "
          + "follow is shown by past repairs, marked as rehearsed.",
        fr:
          "Les étapes en attente partent dans leur ordre, chacune si la réparation est encore dans "
          + "l'état pour lequel elle a été saisie ; sinon c'est un conflit. Tant que des étapes "
          + "attendent, l'état qui suivra sans doute est montré d'après les réparations passées, "
          + "marqué comme répété d'avance."
      ),
    ],
    examples: [
      "workflow show 1041", "workflow fill 1041 battery_voltage=12.6 external_condition=good",
      "workflow event 1041 inspection.done",
    ]
  )
}

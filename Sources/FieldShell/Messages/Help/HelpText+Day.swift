extension HelpText {
  static let product = HelpText(
    summary: Sentence(en: "Work on a unit", fr: "Travailler sur un appareil"),
    details: [
      Sentence(
        en:
          "PRODUCT is an IMEI or a serial number, as scanned. product show PRODUCT: the unit and what "
          + "hangs on it. product state PRODUCT: its state and where it can go; with a STATE behind, "
          + "asks for that. product enable|disable PRODUCT: asks for it to be switched on or off. "
          + "product note PRODUCT TEXT: writes a note. product parts PRODUCT: the parts in it. "
          + "product watch PRODUCT: asks it to report, and lets each sync of the coming day ask "
          + "again; without PRODUCT, lists what is watched.",
        fr:
          "PRODUCT est un IMEI ou un numéro de série, tel que scanné. product show PRODUCT : l'appareil "
          + "et ce qui s'y rattache. product state PRODUCT : son état et la suite possible ; suivi d'un "
          + "STATE, le demande. product enable|disable PRODUCT : demande de l'activer ou de le "
          + "désactiver. product note PRODUCT TEXT : écrit une note. product parts PRODUCT : ses pièces. "
          + "product watch PRODUCT : lui demande de répondre, et chaque synchronisation du jour qui "
          + "vient le redemande ; sans PRODUCT, la liste de ce qui est surveillé."
      ), dayDetails,
    ],
    examples: [
      "product show 356938035643809", "product state 356938035643809 IN_REPAIR_SYSTEM",
      "product note 356938035643809 the panel is cracked",
      "product enable 356938035643809 --explain",
    ]
  )
  static let alert = HelpText(
    summary: Sentence(en: "See and dismiss alerts", fr: "Voir et écarter les alertes"),
    details: [
      Sentence(
        en:
          "alert list shows the alerts that nobody has dismissed, newest first; with a PRODUCT behind, "
          + "those of that unit. alert dismiss ALERT REASON asks for one to be dismissed; --repair "
          + "names the repair that saw to it.",
        fr:
          "alert list montre les alertes que personne n'a écartées, la plus récente d'abord ; suivi "
          + "d'un PRODUCT, celles de cet appareil. alert dismiss ALERT REASON demande d'en écarter une ; "
          + "--repair nomme la réparation qui s'en est occupée."
      ), dayDetails,
    ],
    examples: [
      "alert list", "alert dismiss 12 called, all is well", "alert dismiss 12 --repair new:7",
    ]
  )
  static let dayDetails = Sentence(
    en: "What it does are commands that you could type yourself; --explain says them and does "
      + "nothing. Several are captured together or not at all.",
    fr:
      "Ce qu'il fait, ce sont des commandes que vous pourriez taper ; --explain les dit et ne fait "
      + "rien. S'il y en a plusieurs, elles sont saisies ensemble ou pas du tout."
  )
}

extension HelpText {
  static let repair = HelpText(
    summary: Sentence(
      en: "Open, show and close repairs",
      fr: "Ouvrir, voir et clore les réparations"
    ),
    details: [
      Sentence(
        en:
          "repair open PRODUCT SYMPTOM… opens a repair today, with symptoms by key or name, and says "
          + "which others such a unit can have. repair show REPAIR: the repair, its symptoms and parts. "
          + "repair close REPAIR OUTCOME closes it today; --process says how the unit left. "
          + "repair list PRODUCT: what is open, of all units without one; --all the closed ones, too.",
        fr:
          "repair open PRODUCT SYMPTOM… ouvre une réparation aujourd'hui, avec des symptômes par clé ou "
          + "par nom, et dit lesquels un tel appareil peut encore avoir. repair show REPAIR : la "
          + "réparation, ses symptômes et pièces. repair close REPAIR OUTCOME la clôt aujourd'hui ; "
          + "--process dit comment l'appareil est reparti. repair list PRODUCT : ce qui est ouvert, de "
          + "tous les appareils sans lui ; --all aussi ce qui est clos."
      ), dayDetails,
    ],
    examples: [
      "repair open 356938035643809 battery_flat", "repair close new:7 repaired", "repair list",
    ]
  )
  static let symptom = HelpText(
    summary: Sentence(
      en: "Add and remove symptoms of a repair",
      fr: "Ajouter et retirer des symptômes"
    ),
    details: [
      Sentence(
        en:
          "Symptoms are given by key or name. One that such a unit cannot have is refused, and those "
          + "that it can have are named.",
        fr:
          "Les symptômes se donnent par clé ou par nom. Celui qu'un tel appareil ne peut pas avoir est "
          + "refusé, et ceux qu'il peut avoir sont nommés."
      ), dayDetails,
    ],
    examples: ["symptom add new:7 battery_flat", "symptom remove 1041 2"]
  )
  static let part = HelpText(
    summary: Sentence(
      en: "Replace and add parts in a repair",
      fr: "Remplacer et ajouter des pièces"
    ),
    details: [
      Sentence(
        en:
          "part replace REPAIR OLD NEW notes that a part was replaced now, part add REPAIR NEW that one "
          + "was added. OLD and NEW are types of part, by key or name; what the server's tables do not "
          + "allow for such a unit is refused, and what they allow is named.",
        fr:
          "part replace REPAIR OLD NEW note qu'une pièce vient d'être remplacée, part add REPAIR NEW "
          + "qu'une pièce a été ajoutée. OLD et NEW sont des types de pièce, par clé ou par nom ; ce que "
          + "les tables du serveur ne permettent pas pour un tel appareil est refusé, et ce qu'elles "
          + "permettent est nommé."
      ), dayDetails,
    ],
    examples: ["part replace new:7 \"Battery 12V 20Ah\" \"Battery 12V 30Ah\"", "part add 1041 14"]
  )
  static let appliance = HelpText(
    summary: Sentence(
      en: "Repair appliances, as units are",
      fr: "Réparer des équipements"
    ),
    details: [
      Sentence(
        en:
          "appliance repair open APPLIANCE SYMPTOM…, appliance repair show|close REPAIR and appliance "
          + "repair list APPLIANCE; appliance symptom add|remove REPAIR SYMPTOM; appliance part replace "
          + "REPAIR OLD NEW: as repair, symptom and part do it for units. APPLIANCE is its key or serial "
          + "number, REPAIR a key, or the serial number while one repair of it is open here. Such "
          + "repairs have no outcome; --process says how the appliance left.",
        fr:
          "appliance repair open APPLIANCE SYMPTOM…, appliance repair show|close REPAIR et appliance "
          + "repair list APPLIANCE ; appliance symptom add|remove REPAIR SYMPTOM ; appliance part replace "
          + "REPAIR OLD NEW : comme le font repair, symptom et part pour les appareils. APPLIANCE est sa "
          + "clé ou son numéro de série, REPAIR une clé, ou le numéro de série tant qu'une seule "
          + "réparation en est ouverte ici. De telles réparations n'ont pas de résultat ; --process dit "
          + "comment l'équipement est reparti."
      ), dayDetails,
    ],
    examples: [
      "appliance repair open TV-00412 broken_cable", "appliance part replace TV-00412 3 4",
      "appliance repair close TV-00412 --process Replaced",
    ]
  )
}

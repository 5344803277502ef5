/// What the data set talks about.
enum SeedWords {
  struct Place {
    let hub: String
    let latitude: Double
    let longitude: Double
    let shops: [String]
  }

  struct Country {
    let company: String
    let tariff: String
    let places: [Place]
  }

  static let countries: [Country] = [
    Country(
      company: "BBOXX Rwanda",
      tariff: "RWF",
      places: [
        Place(hub: "Kigali", latitude: -1.944, longitude: 30.062, shops: ["Nyabugogo", "Remera"]),
        Place(hub: "Musanze", latitude: -1.499, longitude: 29.634, shops: ["Musanze", "Gakenke"]),
        Place(hub: "Huye", latitude: -2.597, longitude: 29.739, shops: ["Huye", "Nyanza"]),
      ]
    ),
    Country(
      company: "BBOXX Kenya",
      tariff: "KES",
      places: [
        Place(hub: "Kisumu", latitude: -0.092, longitude: 34.768, shops: ["Kisumu", "Ahero"]),
        Place(hub: "Kakamega", latitude: 0.284, longitude: 34.752, shops: ["Mumias", "Malava"]),
      ]
    ),
    Country(
      company: "BBOXX Togo",
      tariff: "XOF",
      places: [
        Place(hub: "Lomé", latitude: 6.137, longitude: 1.212, shops: ["Adidogomé", "Tsévié"]),
        Place(hub: "Kara", latitude: 9.551, longitude: 1.186, shops: ["Kara", "Niamtougou"]),
      ]
    ),
    Country(
      company: "BBOXX RD Congo",
      tariff: "CDF",
      places: [
        Place(hub: "Goma", latitude: -1.679, longitude: 29.222, shops: ["Himbi", "Sake"]),
        Place(hub: "Bukavu", latitude: -2.509, longitude: 28.861, shops: ["Kadutu", "Uvira"]),
      ]
    ),
  ]

  static let productTypes = [
    ("bPower20", "time"), ("bPower50", "time"), ("bPower160", "time"), ("Home 2", "time"),
    ("Flexx40", "gas"),
  ]

  /// Category, then its part types.
  static let partTypes: [(category: String, types: [String])] = [
    ("Battery", ["Battery 12V 17Ah", "Battery 12V 30Ah", "Battery 6V 9Ah"]),
    ("PCB", ["Tiger PCB", "Hyena PCB"]),
    ("SIM", ["SIM Eseye", "SIM Aeris"]),
    ("Panel", ["Solar panel 20W", "Solar panel 50W"]),
    ("Light", ["LED bulb 1.2W", "Tube light", "Switch cable"]),
    ("Enclosure", ["Case", "Lock screw set"]),
  ]

  static let symptoms = [
    ("no_light", "Light does not turn on", "La lampe ne s'allume pas"),
    ("battery_flat", "Battery flat by evening", "Batterie vide le soir"),
    ("no_charge", "Does not charge", "Ne se charge pas"),
    ("no_network", "Unit does not connect", "L'unité ne se connecte pas"),
    ("switch_broken", "Switch broken", "Interrupteur cassé"),
    ("water_damage", "Water inside", "Eau à l'intérieur"),
    ("burnt_smell", "Smell of burning", "Odeur de brûlé"),
    ("cracked_panel", "Panel cracked", "Panneau fissuré"),
    ("tampered", "Case has been opened", "Boîtier ouvert"),
    ("beeping", "Beeps without end", "Bipe sans arrêt"),
  ]

  static let repairActions = [
    ("replace_battery", "Battery replaced", "Batterie remplacée"),
    ("replace_pcb", "Circuit board replaced", "Carte remplacée"),
    ("resolder", "Contacts soldered", "Contacts ressoudés"),
    ("clean", "Cleaned and dried", "Nettoyé et séché"),
    ("software", "Software renewed", "Logiciel mis à jour"),
    ("replace_sim", "SIM replaced", "SIM remplacée"),
    ("test_only", "Tested, no fault found", "Testé, aucun défaut"),
  ]

  static let alerts = [
    ("battery_low", "Battery low", "battery", "high"),
    ("no_connection", "No connection for 7 days", "connectivity", "medium"),
    ("panel_weak", "Panel yields little", "panel", "low"),
    ("tamper", "Tamper switch opened", "security", "high"),
  ]

  static let notes = [
    "Customer says the light flickers after rain.",
    "Client absent, repasser lundi matin.",
    "Panneau orienté vers l'est, à corriger à la prochaine visite.",
    "Cable bitten by goats; new cable promised for Thursday.",
    "Called twice, phone switched off.",
    "Unité déplacée chez la sœur de la cliente à Kadutu.",
    "Battery tested 84 %, keep.",
    "Serial label unreadable, read from the board.",
  ]

  static let technicians = ["tech", "colleague", "a.uwase", "j.otieno", "k.mensah", "m.kabila"]
}

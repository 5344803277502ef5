import CatalogModel

extension RepairWorkflow {
  /// The workflows of this server, by name.
  static let known: [String: RepairWorkflow] = [homeRepair.name: homeRepair]

  /// What a home system goes through: looked at, a board changed where it must be, tested as often as
  /// it takes, closed or given up.
  ///
  /// It has every type of input, an event that leads back to its own state, one state without events
  /// and one that a program fills in.
  static let homeRepair = RepairWorkflow(
    name: "home_repair",
    start: "inspection",
    steps: [inspection, replaceBoard, test, closing, givingUp, repaired, scrapped]
  )

  private static let inspection = WorkflowStep(
    ident: "inspection",
    name: LocalText("Inspection", fr: "Inspection"),
    description: LocalText(
      "Look at the unit from outside and inside.",
      fr: "Examinez l'appareil de l'extérieur et de l'intérieur."
    ),
    inputs: [
      WorkflowInput(
        ident: "battery_voltage",
        label: LocalText("Battery voltage (V)", fr: "Tension de la batterie (V)"),
        kind: .float(min: 0, max: 20, step: 0.1)
      ),
      WorkflowInput(
        ident: "external_condition",
        label: LocalText("Condition from outside", fr: "État extérieur"),
        kind: .string(options: ["good", "damaged"])
      ),
      WorkflowInput(
        ident: "internal_inspection_result",
        label: LocalText("Parts with faults", fr: "Pièces défectueuses"),
        kind: .selection(
          allowsSeveral: true,
          options: [
            WorkflowOption(69, LocalText("Button cap", fr: "Capuchon du bouton")),
            WorkflowOption(12, LocalText("Light pipes", fr: "Guides de lumière")),
            WorkflowOption(15, LocalText("Battery cable", fr: "Câble de batterie")),
          ]
        )
      ),
    ],
    events: [
      WorkflowEvent(
        ident: "inspection.done",
        label: LocalText("Inspection done", fr: "Inspection terminée")
      ),
      WorkflowEvent(
        ident: "inspection.hopeless",
        label: LocalText("Cannot be repaired", fr: "Irréparable")
      ),
    ],
    moves: [
      .on("inspection.hopeless", to: "giving_up"),
      .on("inspection.done", where: "external_condition", is: .text("damaged"), to: "replace_pcb"),
      .on("inspection.done", to: "test"),
    ]
  )

  private static let replaceBoard = WorkflowStep(
    ident: "replace_pcb",
    name: LocalText("Replace PCB", fr: "Remplacer la carte"),
    description: LocalText(
      "Replace the board, and say by which.",
      fr: "Remplacez la carte et dites par laquelle."
    ),
    inputs: [
      WorkflowInput(
        ident: "replacement_part_type",
        label: LocalText("Replacement board", fr: "Carte de remplacement"),
        kind: .selection(
          allowsSeveral: false,
          options: [
            WorkflowOption(61, LocalText("Home 2 board (Tiger 7)", fr: "Carte Home 2 (Tiger 7)")),
            WorkflowOption(44, LocalText("Home 2 board (Tiger 2)", fr: "Carte Home 2 (Tiger 2)")),
            WorkflowOption(48, LocalText("Home 2 board (Tiger 6)", fr: "Carte Home 2 (Tiger 6)")),
          ]
        )
      )
    ],
    moves: [.onInputs(to: "test")]
  )

  private static let test = WorkflowStep(
    ident: "test",
    name: LocalText("Test", fr: "Essai"),
    description: LocalText("Run the test.", fr: "Lancez l'essai."),
    parameters: ["user-input": .text("False")],
    inputs: [
      WorkflowInput(
        ident: "modem_imei",
        label: LocalText("IMEI of the modem", fr: "IMEI du modem"),
        kind: .string(minLength: 15, maxLength: 15),
        source: "product"
      ),
      WorkflowInput(
        ident: "test_time",
        label: LocalText("Time of the test", fr: "Heure de l'essai"),
        kind: .datetime
      ),
    ],
    events: [
      WorkflowEvent(ident: "test.passed", label: LocalText("Passed", fr: "Réussi")),
      WorkflowEvent(ident: "test.failed", label: LocalText("Failed", fr: "Échoué")),
      WorkflowEvent(ident: "test.repeat", label: LocalText("Test again", fr: "Refaire l'essai")),
      WorkflowEvent(
        ident: WorkflowEvent.toolFailure,
        label: LocalText("The tester failed", fr: "Panne du testeur")
      ),
    ],
    moves: [
      .on("test.passed", to: "closing"),
      .on("test.failed", to: "replace_pcb"),
      .on("test.repeat", to: "test"),
      .on(WorkflowEvent.toolFailure, to: "test"),
    ]
  )

  private static let closing = WorkflowStep(
    ident: "closing",
    name: LocalText("Closing", fr: "Clôture"),
    description: LocalText(
      "Say when the unit is ready, or look at it again.",
      fr: "Dites quand l'appareil est prêt, ou réexaminez-le."
    ),
    inputs: [
      WorkflowInput(
        ident: "refurb_date",
        label: LocalText("Date of refurbishment", fr: "Date de remise à neuf"),
        kind: .datetime
      ),
      WorkflowInput(
        ident: "cycles",
        label: LocalText("Charge cycles", fr: "Cycles de charge"),
        kind: .int(min: 0, max: 10_000)
      ),
    ],
    events: [
      WorkflowEvent(
        ident: "repair.close",
        label: LocalText("Close the repair", fr: "Clore la réparation")
      ),
      WorkflowEvent(ident: "repair.reopen", label: LocalText("Look again", fr: "Réexaminer")),
    ],
    moves: [.on("repair.close", to: "repaired"), .on("repair.reopen", to: "inspection")]
  )

  private static let givingUp = WorkflowStep(
    ident: "giving_up",
    name: LocalText("Giving up", fr: "Abandon"),
    description: LocalText("Say why.", fr: "Dites pourquoi."),
    inputs: [
      WorkflowInput(
        ident: "termination_reason",
        label: LocalText("Reason", fr: "Raison"),
        kind: .text(minLength: 10)
      )
    ],
    moves: [.onInputs(to: "scrapped")]
  )

  private static let repaired = WorkflowStep(
    ident: "repaired",
    name: LocalText("Repaired", fr: "Réparé"),
    description: LocalText("The unit works.", fr: "L'appareil fonctionne."),
    outcome: "repaired"
  )

  private static let scrapped = WorkflowStep(
    ident: "scrapped",
    name: LocalText("Scrapped", fr: "Mis au rebut"),
    description: LocalText("The unit was given up.", fr: "L'appareil a été abandonné."),
    outcome: "scrapped"
  )
}

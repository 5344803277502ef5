extension HelpText {
  static let `do` = HelpText(
    summary: Sentence(
      en: "Ask the server for an action",
      fr: "Demander une action au serveur"
    ),
    details: [
      Sentence(
        en:
          "An action is what the server does beside rows: enable, change_state, send_wakeup, sync. "
          + "It is checked here, put into the queue in order with the edits of the same unit, and sent "
          + "once by the next sync. If it waits too long it expires and is not sent: "
          + "queue release N asks for it again, queue drop N gives it up. undo takes back what was not sent. "
          + "A field that is missing or wrong is named; --explain says what would be sent.",
        fr: "Une action est ce que le serveur fait en dehors des lignes : enable, change_state, "
          + "send_wakeup, sync. Elle est vérifiée ici, mise dans la file dans l'ordre des modifications du "
          + "même appareil, et envoyée une fois par la prochaine synchronisation. Si elle attend trop, elle "
          + "expire et n'est pas envoyée : queue release N la redemande, queue drop N y renonce. undo reprend "
          + "ce qui n'est pas parti. Un champ manquant ou faux est nommé ; --explain dit ce qui partirait."
      ),
      Sentence(
        en:
          "What only reads, or carries a secret, needs a connection. What was read is kept, and shown "
          + "with its time when there is no signal, or with --held. Secrets are never stored or typed "
          + "on the line: they are asked for, or read with --secrets-stdin.",
        fr:
          "Ce qui ne fait que lire, ou porte un secret, demande une connexion. Ce qui a été lu est "
          + "gardé, et montré avec son heure quand il n'y a pas de réseau, ou avec --held. Les secrets ne "
          + "sont jamais conservés ni tapés sur la ligne : on les demande, ou on les lit avec --secrets-stdin."
      ),
    ],
    examples: [
      "do enable 356938035643809", "do change_state 356938035643809 new_state=IN_REPAIR_SYSTEM",
      "do product_parts 356938035643809",
      "do dismiss_alert 12 dismissal_reason=\"called\" --explain",
    ]
  )
}

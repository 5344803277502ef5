import CatalogModel
import Foundation
import Testing

@testable import FieldShell

struct HelpTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
  }

  @Test func `help lists the verbs in English`() async {
    let spoken = await workshop.type(["help"], terminal: .screen(80))
    #expect(spoken.output == Self.english)
    #expect(spoken.errors.isEmpty)
  }

  @Test func `help lists the verbs in French`() async {
    let spoken = await workshop.type(
      ["help"],
      terminal: .screen(80),
      environment: ["LC_ALL": "fr_FR.UTF-8"]
    )
    #expect(spoken.output == Self.french)
  }

  @Test func `help explains a verb in both languages`() async {
    #expect(await workshop.type(["help", "set"]).output == Self.setInEnglish)
    let french = await workshop.type(["set", "--help"], environment: ["LANG": "fr_CA.UTF-8"])
    #expect(french.output == Self.setInFrench)
  }

  @Test(arguments: VerbTable.all.verbs.map(\.name), [40, 80])
  func `every page fits the screen`(verb: String, width: Int) async {
    for language in ["en_US.UTF-8", "fr_FR.UTF-8", "fr_FR"] {
      let spoken = await workshop.type(
        ["help", verb],
        terminal: .screen(width),
        environment: ["LANG": language]
      )
      #expect(spoken.code == .done)
      // Command lines to try are not broken.
      let lines = spoken.output.split(separator: "\n").filter { !$0.hasPrefix("  fieldsync ") }
      #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= width })
      if language == "fr_FR" { #expect(spoken.output.utf8.allSatisfy { $0 < 0x80 }) }
    }
  }

  @Test func `help opens neither a home nor a replica`() async {
    let spoken = await workshop.type(["help", "--json"])
    #expect(spoken.json["schema"] == .integer(1))
    #expect(!FileManager.default.fileExists(atPath: workshop.home.path))
    #expect(await workshop.type(["version"]).output == "fieldsync 0.1.0\n")
  }

  private static let english = """
    fieldsync [--home DIR] [--json] VERB …

    Repair solar home systems where there is no signal: everything is read and
    edited here, and sync reconciles it with the server when there is a connection.

      init       Set up a replica on this computer
      login      Log in to the server
      logout     Forget the log-in
      sync       Send your work and receive the server's
      status     Tell whether everything is on the server
      list       List rows of a resource
      show       Show one row
      scan       Show the unit or part that carries a number
      add        Add a row
      set        Change a row
      delete     Delete a row
      do         Ask the server for an action
      product    Work on a unit
      repair     Open, show and close repairs
      symptom    Add and remove symptoms of a repair
      part       Replace and add parts in a repair
      appliance  Repair appliances, as units are
      workflow   Take a repair from state to state
      alert      See and dismiss alerts
      queue      Show what is not on the server yet
      conflicts  Show what you and someone else both changed
      resolve    Decide a conflict
      log        Show what happened
      undo       Take an edit back
      redo       Take the last undo back
      outbox     Recover unsent work, or carry it to another laptop
      agent      Sync in the background, when there is signal
      config     Show the settings, and say who wins in conflicts
      sql        Ask the replica in SQL (reads only)
      catalog    Show the resources and their columns
      scope      Show or change which resources and rows are held here
      help       Explain the verbs
      version    Tell the program's version
      shell      Open the prompt
      run        Run commands from a file

    fieldsync help VERB explains a verb. At a terminal, fieldsync alone opens the
    prompt.

    """

  private static let french = """
    fieldsync [--home DIR] [--json] VERB …

    Réparer des systèmes solaires sans réseau : tout se lit et se modifie ici, et
    sync accorde le tout avec le serveur dès qu'il y a une connexion.

      init       Créer une réplique ici
      login      Se connecter au serveur
      logout     Oublier la connexion
      sync       Envoyer votre travail et recevoir celui du serveur
      status     Dire si tout est sur le serveur
      list       Lister les lignes d'une ressource
      show       Montrer une ligne
      scan       Montrer l'appareil ou la pièce qui porte un numéro
      add        Ajouter une ligne
      set        Modifier une ligne
      delete     Supprimer une ligne
      do         Demander une action au serveur
      product    Travailler sur un appareil
      repair     Ouvrir, voir et clore les réparations
      symptom    Ajouter et retirer des symptômes
      part       Remplacer et ajouter des pièces
      appliance  Réparer des équipements
      workflow   Mener une réparation d'état en état
      alert      Voir et écarter les alertes
      queue      Montrer ce qui n'est pas encore sur le serveur
      conflicts  Montrer ce que vous et un autre avez modifié
      resolve    Trancher un conflit
      log        Montrer ce qui s'est passé
      undo       Annuler une modification
      redo       Rétablir la dernière annulation
      outbox     Récupérer le travail non envoyé, ou le porter sur un autre portable
      agent      Synchroniser en arrière-plan, quand il y a du signal
      config     Montrer les réglages, et dire qui l'emporte en cas de conflit
      sql        Interroger la réplique en SQL (lecture seule)
      catalog    Montrer les ressources et leurs colonnes
      scope      Montrer ou changer les ressources et lignes répliquées ici
      help       Expliquer les verbes
      version    Dire la version du programme
      shell      Ouvrir l'invite
      run        Exécuter les commandes d'un fichier

    fieldsync help VERB explique un verbe. Dans un terminal, fieldsync seul ouvre
    l'invite.

    """

  private static let setInEnglish = """
    fieldsync set RES KEY COL=VALUE…

    Change a row

    Changes only the named columns, after checking every value. Only these columns are sent.

    Options:
      --home DIR  the folder of the replica, instead of FIELDSYNC_HOME or the usual
                  place
      --json      print one JSON object instead of text
      --help      explain the verb

    Examples:
      fieldsync set repairs 1041 outcome=repaired pending_status=false

    """

  private static let setInFrench = """
    fieldsync set RES KEY COL=VALUE…

    Modifier une ligne

    Ne modifie que les colonnes nommées, après vérification de chaque valeur. \
    Seules ces colonnes sont envoyées.

    Options :
      --home DIR  le dossier de la réplique, au lieu de FIELDSYNC_HOME ou de
                  l'endroit habituel
      --json      écrire un objet JSON au lieu de texte
      --help      expliquer le verbe

    Exemples :
      fieldsync set repairs 1041 outcome=repaired pending_status=false

    """
}

import CatalogModel
package import FieldAgent
package import RemoteAPI
package import SyncCore

/// Everything around a command: its streams, the environment, the clock, the network.
///
/// A test gives its own.
package struct ShellContext {
  /// Variables of the process.
  package var environment: [String: String]
  /// Lines that a person or a script types.
  package var input: any LineSource
  /// Where results go.
  package var output: any TextSink
  /// Where progress, warnings and errors go.
  package var errors: any TextSink
  /// What the streams are; asked again for each command, because windows change their width.
  package var terminal: @Sendable () -> Terminal
  /// The laptop's clock, and waiting by it.
  package var runClock: any RunClock
  /// Random bits, for names of operations and for back-off.
  package var random: @Sendable () -> UInt64
  /// Makes the way to a server.
  package var transport: @Sendable (ServerAddress, CurlSettings) -> any HTTPTransport
  /// Tells when a person wants to stop a run.
  package var interrupts: any InterruptSource
  /// Makes runs as processes of their own, over the home in a folder.
  package var runner: @Sendable (_ home: String) -> any SyncRunner
  /// Starts a program of the system, waits for it and gives its exit code; nothing where it is not there.
  package var launch: @Sendable (_ words: [String]) async -> Int32?

  /// Surroundings with all their parts.
  package init(
    environment: [String: String],
    input: any LineSource,
    output: any TextSink,
    errors: any TextSink,
    terminal: @escaping @Sendable () -> Terminal,
    clock: any RunClock,
    random: @escaping @Sendable () -> UInt64,
    transport: @escaping @Sendable (ServerAddress, CurlSettings) -> any HTTPTransport,
    interrupts: any InterruptSource,
    runner: @escaping @Sendable (_ home: String) -> any SyncRunner = { SyncProcess(home: $0) },
    launch: @escaping @Sendable (_ words: [String]) async -> Int32? = {
      await Program($0).run().code
    }
  ) {
    self.environment = environment
    self.input = input
    self.output = output
    self.errors = errors
    self.terminal = terminal
    runClock = clock
    self.random = random
    self.transport = transport
    self.interrupts = interrupts
    self.runner = runner
    self.launch = launch
  }

  /// The laptop's time now, in UTC.
  func clock() -> NaiveTime { runClock.now() }

  /// The language of all sentences.
  var language: Language { .asked(in: environment) }

  /// The zone that people see and type times in.
  var zone: LocalZone { .asked(in: environment) }

  /// The screen that results go to.
  var outputScreen: Screen { screen(output, isTerminal: terminal().isOutput) }

  /// The screen that progress, warnings and errors go to.
  var errorScreen: Screen { screen(errors, isTerminal: terminal().isErrors) }

  private func screen(_ sink: any TextSink, isTerminal: Bool) -> Screen {
    Screen(
      sink: sink,
      style: Style(
        language: language,
        width: isTerminal ? max(20, terminal().width) : nil,
        // https://no-color.org: present and not empty.
        usesColour: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
          && environment["TERM"] != "dumb",
        isASCII: isTerminal && !Language.isUTF8(in: environment)
      )
    )
  }
}

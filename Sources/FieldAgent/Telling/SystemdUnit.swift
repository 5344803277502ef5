/// A unit of systemd that keeps an agent running for a person who is logged in (systemd.service(5)).
package struct SystemdUnit: Sendable, Equatable {
  /// The unit's file name, one for each home.
  package let name: String
  /// The whole file.
  package let text: String

  /// A unit that runs that program for that home.
  ///
  /// - Parameters:
  ///   - program: the absolute path of `fieldsync`.
  ///   - home: the absolute path of the home.
  ///   - isUsual: whether it is the home that the program takes where nobody names one.
  ///   - options: what the agent is given on its command line.
  ///   - environment: what it finds in its environment, besides what systemd gives to all.
  package init(
    program: String,
    home: String,
    isUsual: Bool,
    options: [String] = [],
    environment: [String: String] = [:]
  ) {
    name = isUsual ? "fieldsync-agent.service" : "fieldsync-agent-\(Self.mark(home)).service"
    // Variables are replaced in arguments, and not in the path of the program.
    let words = ["--home", home, "agent"] + options
    let arguments = words.map { word in
      word.allSatisfy(Self.isPlain) ? word : Self.quoted(word, "$")
    }
    let command = ([Self.quoted(program)] + arguments).joined(separator: " ")
    let settings = environment.sorted { $0.key < $1.key }
      .map { "Environment=\(Self.quoted("\($0.key)=\($0.value)"))\n" }
    text = """
      [Unit]
      Description=fieldsync: keeps \(Self.plain(home)) in step with its server
      Documentation=man:systemd.service(5)

      [Service]
      Type=notify
      ExecStart=\(command)
      \(settings.joined())Restart=on-failure
      RestartSec=30
      # The agent ends its run before it ends itself.
      KillMode=mixed
      TimeoutStopSec=30
      NoNewPrivileges=yes

      [Install]
      WantedBy=default.target

      """
  }

  // Scalars, not characters: a carriage return and the newline behind it are one character.
  private static func quoted(_ text: String, _ doubled: Unicode.Scalar? = nil) -> String {
    let escaped = text.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      // A percent sign begins a specifier.
      case "%": text += "%%"
      case doubled: text += "\(scalar)\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        text += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\""
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-")
  }

  private static func plain(_ path: String) -> String {
    path.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%%"
      case _ where scalar.properties.generalCategory == .control: " "
      default: String(scalar)
      }
    }
    .joined()
  }

  // FNV-1a, which is the same on every machine and in every run.
  private static func mark(_ path: String) -> String {
    let hash = path.utf8.reduce(into: UInt64(0xCBF2_9CE4_8422_2325)) { hash, byte in
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}

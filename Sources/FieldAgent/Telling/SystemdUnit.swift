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
  package init(program: String, home: String, isUsual: Bool) {
    name = isUsual ? "fieldsync-agent.service" : "fieldsync-agent-\(Self.mark(home)).service"
    text = """
      [Unit]
      Description=fieldsync: keeps \(Self.plain(home)) in step with its server
      Documentation=man:systemd.service(5)

      [Service]
      Type=notify
      ExecStart=\(Self.quoted(program)) --home \(Self.quoted(home)) agent
      Restart=on-failure
      RestartSec=30
      # The agent ends its run before it ends itself.
      KillMode=mixed
      TimeoutStopSec=30
      NoNewPrivileges=yes

      [Install]
      WantedBy=default.target

      """
  }

  // A percent sign begins a specifier, a dollar sign a variable.
  private static func quoted(_ path: String) -> String {
    let escaped = path.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "%": text += "%%"
      case "$": text += "$$"
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
    return "\"\(escaped)\""
  }

  private static func plain(_ path: String) -> String {
    path.map { $0 == "%" ? "%%" : $0.isNewline ? " " : String($0) }.joined()
  }

  // FNV-1a, which is the same on every machine and in every run.
  private static func mark(_ path: String) -> String {
    let hash = path.utf8.reduce(into: UInt64(0xCBF2_9CE4_8422_2325)) { hash, byte in
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}

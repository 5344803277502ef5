import FieldShell
import Foundation

/// The program: everything it does is in the shell.
@main
struct FieldsyncProgram {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    exit(await Shell(context: .process()).run(arguments).rawValue)
  }
}

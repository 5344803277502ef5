import CatalogModel

/// `version`: which program this is.
enum VersionVerb {
  /// The version of this program.
  static let version = "0.1.0"

  static let verb = Verb("version", help: .version) { _, _ in
    Answer(["version": .text(version)], [.line("fieldsync \(version)", .plain)])
  }
}

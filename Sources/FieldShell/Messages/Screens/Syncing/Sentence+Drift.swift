import CatalogModel
import ReplicaStore

extension Sentence {
  static let driftTitle = Sentence(
    en: "On the server otherwise than in the catalog:",
    fr: "Sur le serveur autrement que dans le catalogue :"
  )

  /// That the server turned out to differ from the catalog, and what that means.
  static func drifted(_ resource: String, _ point: DriftPoint) -> Sentence {
    let (what, consequence) = (difference(point), consequence(of: point.kind))
    return Sentence(
      en: "The server changed: \(resource), \(what.english). \(consequence.english)",
      fr: "Le serveur a changé : \(resource), \(what.french). \(consequence.french)"
    )
  }

  /// That the server is as the catalog says again.
  static func driftOver(_ resource: String, _ point: DriftPoint) -> Sentence {
    let what = difference(point)
    return Sentence(
      en: "No longer so on the server: \(resource), \(what.english).",
      fr: "Ce n'est plus le cas sur le serveur : \(resource), \(what.french)."
    )
  }

  /// What is known of one resource's drift, on one line.
  static func drift(_ resource: String, _ points: [DriftPoint]) -> Sentence {
    let differences = points.map { difference($0) }
    return Sentence(
      en: "\(resource): " + differences.map(\.english).joined(separator: "; "),
      fr: "\(resource) : " + differences.map(\.french).joined(separator: " ; ")
    )
  }

  /// What a run says of tables that cannot be read, behind what it did.
  static func andDenied(_ heading: Sentence, _ tables: Int) -> Sentence {
    let count = count(tables, en: ("table", "tables"), fr: ("table", "tables"))
    return Sentence(
      en: "\(heading.english) Not there to be read: \(count.english); fieldsync status names them.",
      fr: "\(heading.french) Illisibles là-bas : \(count.french) ; fieldsync status les nomme."
    )
  }

  private static func difference(_ point: DriftPoint) -> Sentence {
    guard case .typeChanged(let column, let kind) = point else { return difference(point.kind) }
    return Sentence(
      en: "\(column) is \(kind.rawValue) now",
      fr: "\(column) est maintenant \(kind.rawValue)"
    )
  }
}

extension DriftPoint {
  /// The point as `catalog check` would find it; of a type that changed the old one is not known here.
  fileprivate var kind: CatalogFinding.Kind {
    switch self {
    case .gone: .tableGone(stillCalled: nil)
    case .forbidden: .readForbidden
    case .notOffered: .methodGone(.read)
    case .columnGone(let column): .columnGone(column)
    case .columnCame(let column): .columnCame(column, .null)
    case .typeChanged(let column, let kind): .typeChanged(column, from: .text, to: kind)
    case .nullFound(let column): .nullFound(column)
    }
  }
}

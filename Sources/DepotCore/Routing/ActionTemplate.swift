import CatalogModel

/// An action's path, `/products/<imei>/sync`, taken apart for matching.
struct ActionTemplate: Sendable {
  let action: Action
  private let segments: [String]

  init(_ action: Action, path: String) {
    self.action = action
    segments = path.split(separator: "/").map(String.init)
  }

  /// The values of the path's parameters; nothing where the path is another.
  func match(_ path: [String]) -> [String: String]? {
    guard path.count == segments.count else { return nil }
    var parameters: [String: String] = [:]
    for (segment, part) in zip(segments, path) {
      if segment.hasPrefix("<") {
        guard !part.isEmpty else { return nil }
        parameters[String(segment.dropFirst().dropLast())] = part
      } else if segment != part {
        return nil
      }
    }
    return parameters
  }
}

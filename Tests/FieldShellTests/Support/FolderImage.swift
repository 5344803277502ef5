import Foundation

/// A folder's files as they were, to be laid elsewhere any number of times.
struct FolderImage: Sendable {
  private struct File: Sendable {
    let path: String
    /// Nothing where it is a folder.
    let bytes: Data?
    let permissions: Int
  }

  private let files: [File]

  /// Reads the folder and all that is in it.
  init(of folder: URL) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    files = try ([""] + paths).map { path in
      let place = folder.appendingPathComponent(path).path
      let attributes = try FileManager.default.attributesOfItem(atPath: place)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      return File(
        path: path,
        bytes: isFolder ? nil : try Data(contentsOf: URL(fileURLWithPath: place)),
        permissions: (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o600
      )
    }
  }

  /// Makes the same folder at another place.
  func lay(at folder: URL) throws {
    for file in files {
      let place = folder.appendingPathComponent(file.path)
      if let bytes = file.bytes {
        try bytes.write(to: place)
      } else {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      }
      try FileManager.default.setAttributes(
        [.posixPermissions: file.permissions],
        ofItemAtPath: place.path
      )
    }
  }
}

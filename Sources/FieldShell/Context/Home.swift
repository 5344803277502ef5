import FieldAgent
import Foundation

/// The folder that holds a technician's replica, configuration and session.
struct Home: Sendable, Equatable {
  let folder: URL

  /// The folder that `--home`, `FIELDSYNC_HOME` or the XDG data folder names, in this order.
  init(option: String?, environment: [String: String]) {
    let named = option ?? environment["FIELDSYNC_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    if let named {
      folder = URL(fileURLWithPath: named, isDirectory: true).standardizedFileURL
      return
    }
    // A relative path in XDG_DATA_HOME is to be ignored, says the XDG base directory specification;
    // one in HOME would be another folder wherever the program is called.
    let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let own = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let base =
      data.map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? URL(fileURLWithPath: own ?? NSHomeDirectory(), isDirectory: true)
      .appendingPathComponent(".local/share", isDirectory: true)
    folder = base.appendingPathComponent("fieldsync", isDirectory: true)
  }

  var configuration: URL { folder.appendingPathComponent("config.json") }
  var replica: URL { folder.appendingPathComponent("replica.sqlite") }
  var outbox: URL { folder.appendingPathComponent("outbox.jsonl") }
  var session: URL { folder.appendingPathComponent("session.json") }
  var agent: URL { folder.appendingPathComponent("agent.json") }
  var pause: URL { folder.appendingPathComponent(HomeWatch.pauseFile) }
  var history: URL { folder.appendingPathComponent("history") }
}

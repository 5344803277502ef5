import CatalogModel
import Foundation
import Testing

@testable import FieldShell

/// To which server, and how protected, is said and asked before a password goes there.
struct PlainServerTests {
  @Test func `a server in plain http is refused and nothing is made`() async throws {
    let workshop = try Workshop(isSeeded: false)
    let spoken = await workshop.type(["init", "--server", "http://depot.workshop.lan", "--json"])
    #expect(spoken.code == .failed)
    #expect(spoken.json["error"]?["code"] == .text("insecure-server"))
    let configuration = workshop.home.appendingPathComponent("config.json").path
    #expect(!FileManager.default.fileExists(atPath: configuration))
    #expect(await workshop.type(["sync"]).errors.contains("fieldsync init"))
  }

  @Test func `it is taken where a person says so`() async throws {
    let workshop = try Workshop(isSeeded: false)
    let spoken = await workshop.done(
      "init",
      "--server",
      "http://depot.workshop.lan",
      "--plain-http"
    )
    #expect(spoken.errors.contains("not protected"))
    let home = Home(option: workshop.home.path, environment: [:])
    let configuration = try Configuration(reading: home.configuration)
    #expect(configuration.plainHosts == ["depot.workshop.lan"])
  }

  @Test func `this computer and https need no word`() async throws {
    for server in ["http://127.0.0.1:8080", "http://[::1]:8080", "https://smart.example.org"] {
      let workshop = try Workshop(isSeeded: false)
      #expect(await workshop.done("init", "--server", server, "--plain-http").errors.isEmpty)
    }
  }

  @Test func `a scheme that nobody typed is told`() async throws {
    let workshop = try Workshop(isSeeded: false)
    let spoken = await workshop.done("init", "--server", "smart.example.org:8443")
    #expect(spoken.errors.contains("taken to be https://smart.example.org:8443"))
  }
}

import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

/// Times on screens and in typed words are local; what scripts and the server see stays naive UTC.
struct LocalTimeTests {
  private static let paris = ["TZ": "Europe/Paris"]

  /// A laptop that holds alerts, which have times that a technician enters.
  private func workshop() async throws -> (Workshop, alert: String) {
    let workshop = try Workshop()
    await workshop.done(
      "init",
      "--server",
      Workshop.server,
      "--resources",
      "alerts,alert_types,products"
    )
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    await workshop.done("sync")
    let row = try #require(try workshop.depot.rows(of: "alerts").first)
    return (workshop, "\(try #require(row["alert_id"]))")
  }

  @Test func `the log tells times as lists do, to be typed again as they stand`() async throws {
    let (workshop, alert) = try await workshop()
    let words = ["set", "alerts", alert, "customer_contact_date=2026-07-01 12:00"]
    _ = await workshop.type(words, environment: Self.paris)
    _ = await workshop.type(["undo"], environment: Self.paris)
    let piped = await workshop.type(["log"], environment: Self.paris)
    #expect(piped.output.contains("customer_contact_date=2026-07-01T10:00:00Z"))
    let screen = await workshop.type(["log"], terminal: .screen(300), environment: Self.paris)
    #expect(screen.output.contains("customer_contact_date=2026-"))
    #expect(!screen.output.contains("10:00:00"))
  }

  private func stored(_ alert: String, in workshop: Workshop) async -> JSONNode? {
    await workshop.done("show", "alerts", alert, "--json").json["row"]?["customer_contact_date"]
  }

  @Test(arguments: [
    ("2026-07-01 12:00", "2026-07-01T10:00:00"), ("2026-01-15T12:00:30", "2026-01-15T11:00:30"),
    ("2026-07-01T12:00:00.25", "2026-07-01T10:00:00.250000"),
    ("2026-07-01T12:00:00Z", "2026-07-01T12:00:00"), ("2026-07-01 12:00z", "2026-07-01T12:00:00"),
    ("2026-07-01T12:00:00+02:00", "2026-07-01T10:00:00"),
    ("2026-07-01T12:00-0530", "2026-07-01T17:30:00"),
    ("2026-07-01 12:00+02", "2026-07-01T10:00:00"),
    ("2026-07-01", "2026-06-30T22:00:00"),
    ("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00"),
  ])
  func `a typed time is local unless it says otherwise`(typed: String, utc: String) async throws {
    let (workshop, alert) = try await workshop()
    let words = ["set", "alerts", alert, "customer_contact_date=\(typed)"]
    let spoken = await workshop.type(words, environment: Self.paris)
    #expect(spoken.code == .done, "\(spoken.errors)")
    #expect(await stored(alert, in: workshop) == .text(utc))
    let day = String(utc.prefix(10))
    let found = await workshop.type(
      ["list", "alerts", "customer_contact_date=\(typed)", "--json"],
      environment: Self.paris
    )
    #expect(found.json["rows"]?.description.contains(day) == true)
    await workshop.done("sync")
    let there = try workshop.depot.rows(of: "alerts").first {
      "\($0["alert_id"] ?? .null)" == alert
    }
    #expect(there?["customer_contact_date"] == .text(utc))
  }

  @Test(arguments: [
    ("2026-03-29 02:30", ["Europe/Paris"]),
    ("2026-10-25 02:30", ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]),
    ("tomorrow", []), ("2026-07-01T25:00", []), ("2026-07-01T12:00+99:00", []),
  ])
  func `a time that is none, never comes or comes twice is refused`(
    typed: String,
    named: [String]
  ) async throws {
    let (workshop, alert) = try await workshop()
    let words = ["set", "alerts", alert, "customer_contact_date=\(typed)"]
    for language in ["C.UTF-8", "fr_FR.UTF-8"] {
      let environment = Self.paris.merging(["LANG": language]) { $1 }
      let spoken = await workshop.type(words, environment: environment)
      #expect(spoken.code == .usage)
      for word in named { #expect(spoken.errors.contains(word)) }
    }
    let spoken = await workshop.type(words + ["--json"], environment: Self.paris)
    #expect(spoken.errorCode == "bad-value")
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
  }

  @Test func `screens show local times and say whose, JSON and pipes stay in UTC`() async throws {
    let (workshop, alert) = try await workshop()
    await workshop.done("set", "alerts", alert, "customer_contact_date=2026-07-01T10:00:00Z")
    let environment = Self.paris.merging(["TERM": "dumb"]) { $1 }
    for words in [
      ["show", "alerts", alert], ["list", "alerts", "alert_id=\(alert)"], ["queue", "show", "1"],
    ] {
      let screen = await workshop.type(words, terminal: .screen(300), environment: environment)
      #expect(screen.output.contains("2026-07-01 12:00:00"), "\(words): \(screen.output)")
      #expect(screen.output.contains("Europe/Paris"), "\(words)")
      let piped = await workshop.type(words, environment: environment)
      #expect(piped.output.contains("2026-07-01T10:00:00Z"), "\(words): \(piped.output)")
      let json = await workshop.type(words + ["--json"], environment: environment)
      #expect(json.output.contains(#""2026-07-01T10:00:00""#), "\(words)")
    }
    for words in [["queue"], ["status"]] {
      // The clock of the workshop stands at eight in the morning, UTC.
      let screen = await workshop.type(words, terminal: .screen(200), environment: environment)
      #expect(screen.output.contains("2026-03-04 09:00:00"), "\(words): \(screen.output)")
      #expect(screen.output.contains("(Europe/Paris)"), "\(words)")
      let piped = await workshop.type(words, environment: environment)
      #expect(piped.output.contains("2026-03-04 08:00:00"), "\(words)")
      #expect(!piped.output.contains("Paris"), "\(words)")
    }
    let french = environment.merging(["LANG": "fr_FR.UTF-8"]) { $1 }
    let shown = await workshop.type(
      ["show", "alerts", alert],
      terminal: .screen(80),
      environment: french
    )
    #expect(shown.output.contains("Heures : Europe/Paris."))
  }

  @Test func `a conflict is decided in local time too`() async throws {
    let (workshop, alert) = try await workshop()
    await workshop.done("set", "alerts", alert, "customer_contact_date=2026-07-01T10:00:00Z")
    let key = try #require(Int64(alert))
    _ = workshop.depot.write(
      as: "office",
      .update,
      "alerts",
      key: .integer(key),
      ["customer_contact_date": .text("2026-07-02T10:00:00")]
    )
    #expect(await workshop.type(["sync"]).code == .conflicts)
    let screen = await workshop.type(["conflicts"], terminal: .screen(100), environment: Self.paris)
    #expect(screen.output.contains("2026-07-01 12:00:00"))
    #expect(screen.output.contains("2026-07-02 12:00:00"))
    let words = ["resolve", "1", "customer_contact_date:=2026-07-03 12:00"]
    #expect(await workshop.type(words, environment: Self.paris).code == .done)
    #expect(await stored(alert, in: workshop) == .text("2026-07-03T10:00:00"))
  }

  @Test func `a zone that is not known is said, and never read into a typed time`() async throws {
    let (workshop, alert) = try await workshop()
    let lost = ["TZ": "Afrika/Kigali"]
    for words in [
      ["set", "alerts", alert, "customer_contact_date=2026-07-01 12:00"],
      ["set", "alerts", alert, "customer_contact_date=2026-07-01"],
      ["list", "alerts", "customer_contact_date>2026-07-01 12:00"],
      ["list", "alerts", "customer_contact_date=2026-07-01"],
    ] {
      let spoken = await workshop.type(words, environment: lost)
      #expect(spoken.code == .usage, "\(words)")
      #expect(spoken.errors.contains("Afrika/Kigali"), "\(words)")
    }
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
    let words = ["set", "alerts", alert, "customer_contact_date=2026-07-01T12:00:00+02:00"]
    #expect(await workshop.type(words, environment: lost).code == .done)
    #expect(await stored(alert, in: workshop) == .text("2026-07-01T10:00:00"))
    for language in ["C.UTF-8", "fr_FR.UTF-8"] {
      let environment = lost.merging(["LANG": language]) { $1 }
      let screen = await workshop.type(["status"], terminal: .screen(80), environment: environment)
      #expect(screen.errors.contains("Afrika/Kigali") && screen.output.contains("(UTC)"))
    }
    #expect(await workshop.type(["status"], environment: lost).errors.isEmpty)
    #expect(await workshop.type(["status"], terminal: .screen(80)).errors.isEmpty)
    let session = await workshop.type(
      ["shell"],
      lines: ["status", "queue", "exit"],
      terminal: .screen(80),
      environment: lost
    )
    #expect(session.errors.components(separatedBy: "Afrika/Kigali").count == 2)
  }

  @Test(arguments: [
    ("2026-07-01", "2026-06-30T22:00:00", true), ("2026-07-01", "2026-07-01T21:59:59", true),
    ("2026-07-01", "2026-07-01T22:00:00", false), ("2026-07-01", "2026-06-30T21:59:59", false),
    ("2026-10-25", "2026-10-24T22:00:00", true), ("2026-10-25", "2026-10-25T22:59:59", true),
  ])
  func `a day beside a column of times is that whole day here`(
    day: String,
    moment: String,
    isIn: Bool
  ) async throws {
    let (workshop, alert) = try await workshop()
    await workshop.done("set", "alerts", alert, "customer_contact_date=\(moment)Z")
    let found = await workshop.type(
      ["list", "alerts", "alert_id=\(alert)", "customer_contact_date=\(day)", "--json"],
      environment: Self.paris
    )
    #expect((found.json["rows"] != .array([])) == isIn)
  }
}

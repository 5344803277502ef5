import CatalogModel
import DepotCore
import FieldTestSupport
import Testing

@testable import FieldShell

/// `catalog check` against servers that are, or are not, what the bundled catalog says.
struct CatalogCheckTests {
  private static let resources = "shops,repairs,product_notes,products,networks,sms_history"

  /// A laptop with the bundled catalog, and a server with another.
  private func workshop(
    _ change: (inout CatalogDraft) -> Void = { _ in }
  ) async throws -> Workshop {
    var draft = try CatalogDraft()
    change(&draft)
    let workshop = try Workshop(serving: try draft.catalog())
    await workshop.done("init", "--server", Workshop.server, "--resources", Self.resources)
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    return workshop
  }

  private func findings(_ spoken: Spoken) -> [JSONNode] {
    if case .array(let findings)? = spoken.json["findings"] { findings } else { [] }
  }

  @Test func `a server that is as the catalog says is said to be so, and nothing is changed`()
    async throws
  {
    let workshop = try await workshop()
    let before = workshop.transport.requests
    let spoken = await workshop.done("catalog", "check", "--json")
    #expect(findings(spoken).isEmpty)
    #expect(
      spoken.json["compared"]
        == .array(Self.resources.split(separator: ",").sorted().map { .text(String($0)) })
    )
    #expect(spoken.json["empty"] == .array([.text("networks"), .text("sms_history")]))
    #expect(spoken.json["methods_told"] == .boolean(true))
    let asked = workshop.depot.requestLog.suffix(workshop.transport.requests - before)
    #expect(Set(asked.map(\.method)) == ["GET", "OPTIONS"])
    #expect(asked.count <= 3 * 6 + 2)
    #expect(spoken.json["requests"] == .integer(Int64(asked.count)))
    let plain = await workshop.done("catalog", "check")
    #expect(
      plain.output.hasPrefix(
        "6 resources compared: no difference seen, but 2 of them have no row to see one in.\n"
      )
    )
    #expect(plain.errors.hasPrefix("2 resources have no row for this account;"))
  }

  @Test(arguments: Difference.all)
  func `a difference is named with what it means`(_ difference: Difference) async throws {
    let workshop = try await workshop(difference.change)
    if let (resource, values) = difference.row {
      var fields = values
      if fields["product_imei"] != nil { fields["product_imei"] = .text(try workshop.imei()) }
      let answer = workshop.depot.write(as: "office", .create, resource, fields)
      try #require(answer.status == 201, "\(answer.text)")
    }
    let spoken = await workshop.type(["catalog", "check", "--json"])
    #expect(findings(spoken).map(\.description) == [difference.finding])
    #expect(spoken.code == (difference.isBreaking ? .incompatible : .done))
    for language in ["C.UTF-8", "fr_FR.UTF-8"] {
      let plain = await workshop.type(
        ["catalog", "check"],
        terminal: .screen(80),
        environment: ["LANG": language]
      )
      #expect(plain.code == spoken.code)
      let resource =
        difference.finding.contains("sms_history") ? "sms_history" : difference.resource
      #expect(plain.output.contains(resource))
      #expect(plain.output.contains(language == "C.UTF-8" ? "1 point" : "sur 1 point"))
    }
  }

  @Test func `a right that the server denied is remembered`() async throws {
    let workshop = try await workshop()
    await workshop.done("sync")
    workshop.transport.weather = .forbidden("no")
    await workshop.done("set", "repairs", "1", "outcome=x")
    _ = await workshop.type(["sync"])
    workshop.transport.weather = .clear
    let spoken = await workshop.done("catalog", "check", "repairs", "--json")
    #expect(
      findings(spoken).map(\.description) == [
        #"{"breaking":false,"finding":"right-denied","method":"PUT","resource":"repairs"}"#
      ]
    )
    #expect(spoken.json["compared"] == .array([.text("repairs")]))
  }

  @Test func `with --all every resource that can be read is compared`() async throws {
    let workshop = try await workshop()
    let spoken = await workshop.done("catalog", "check", "--all", "--json")
    guard case .array(let compared)? = spoken.json["compared"] else { return }
    #expect(compared.count == 82)
    #expect(findings(spoken).isEmpty, "\(findings(spoken))")
  }

  @Test(arguments: [
    (WorkshopTransport.Weather.cut, ExitCode.offline, "offline"),
    (.portal, .incompatible, "not-this-api"),
  ])
  func `without the server there is nothing to compare`(
    weather: WorkshopTransport.Weather,
    code: ExitCode,
    error: String
  ) async throws {
    let workshop = try await workshop()
    workshop.transport.weather = weather
    let spoken = await workshop.type(["catalog", "check", "--json"])
    #expect(spoken.code == code)
    #expect(spoken.errorCode == error)
  }

  @Test func `a table that cannot be read now leaves the others compared`() async throws {
    let workshop = try await workshop()
    workshop.transport.weather = .broken("/v1/shops")
    let spoken = await workshop.type(["catalog", "check", "--json"])
    #expect(spoken.code == .offline)
    #expect(
      spoken.json["unchecked"]?.description == #"[{"code":"server-fault","resource":"shops"}]"#
    )
    guard case .array(let compared)? = spoken.json["compared"] else { return }
    #expect(compared.count == 5)
  }

  @Test func `a server that does not tell its methods is asked once`() async throws {
    let workshop = try await workshop()
    workshop.transport.weather = .silent
    let spoken = await workshop.done("catalog", "check", "--json")
    #expect(spoken.json["methods_told"] == .boolean(false))
    #expect(workshop.depot.requestLog.count { $0.method == "OPTIONS" } == 1)
  }

  @Test func `nobody logged in, and no home, are told as elsewhere`() async throws {
    let workshop = try await workshop()
    await workshop.done("logout")
    #expect(await workshop.type(["catalog", "check"]).code == .login)
    let bare = try Workshop()
    #expect(await bare.type(["catalog", "check", "--json"]).errorCode == "not-set-up")
    #expect(
      await workshop.type(["catalog", "show", "--all", "--json"]).errorCode == "option-clash"
    )
  }
}

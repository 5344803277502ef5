import CatalogModel
import Foundation
import Testing

@testable import FieldShell

/// Which tables a home holds, and which no home can.
struct ScopeTests {
  @Test func `without a list a home holds the technician's tables`() async throws {
    let workshop = try Workshop()
    let spoken = await workshop.done("init", "--server", Workshop.server, "--json")
    guard case .array(let held)? = spoken.json["resources"] else { return }
    #expect(
      held.map(\.fieldValue.description)
        == Self.technicians.split(whereSeparator: \.isWhitespace).map(String.init)
    )
  }

  @Test func `what is held is what the catalog marks for technicians`() throws {
    let catalog = try CatalogLoader.bundled()
    let marked = catalog.resources.filter { $0.scope != .none && $0.scope != .onDemand }
    #expect(marked.map(\.name) == (try HomeScope.resources(nil, in: catalog)))
    // None of these is left out for another reason: all are in use, and may be read.
    #expect(marked.allSatisfy { $0.retiredBy == nil && $0.allows(.read) })
  }

  @Test(arguments: [
    "default_energy_limits", "duration_payment_tokens", "home2_stock_preparation_trackings",
    "influx_shard_datas", "latest_softwares", "repair_product_linker", "repair_workflow_history",
    "rtc_fallback_message_history", "rtc_message_history", "serials", "parameters",
    "rtc_dead_letter", "sms_histories", "test_jig_test_result",
  ])
  func `a table that cannot be held is named, and nothing is made`(_ name: String) async throws {
    let workshop = try Workshop()
    let words = ["init", "--server", Workshop.server, "--resources", "shops,\(name)"]
    let spoken = await workshop.type(words + ["--json"])
    #expect(spoken.code == .usage)
    #expect(spoken.errorCode == "not-replicated")
    #expect(!FileManager.default.fileExists(atPath: workshop.home.path))
    let successor = try #require(try CatalogLoader.bundled()[name]).retiredBy
    for language in ["C.UTF-8", "fr_FR.UTF-8"] {
      let plain = await workshop.type(words, environment: ["LANG": language])
      #expect(plain.errors.contains(name))
      if let successor { #expect(plain.errors.contains(successor)) }
    }
    let listed = await workshop.type(["catalog", "--json"])
    guard case .array(let resources)? = listed.json["resources"] else { return }
    let entry = resources.first { $0["name"] == .text(name) }
    #expect(entry?["methods"] == (successor == nil ? .array([]) : nil))
  }

  @Test(arguments: ["connections", "networks", "channels", "sms_history", "rtc_dead_letters"])
  func `a table outside a technician's scope is held when it is named`(_ name: String) async throws
  {
    let workshop = try Workshop()
    await workshop.done("init", "--server", Workshop.server, "--resources", name)
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    await workshop.done("sync")
    let status = await workshop.done("status", "--json")
    #expect(status.json["resources"]?[name] != nil)
  }

  private static let technicians = """
    action_type_product_type_linker action_types alert_types alerts
    appliance_action_type_appliance_type_linker appliance_action_types
    appliance_part_type_replacement_linker appliance_part_types
    appliance_repair_appliance_action_type_linker appliance_repair_appliance_part_type_linker
    appliance_repair_appliance_symptom_linker appliance_repairs
    appliance_symptom_appliance_type_linker appliance_symptoms appliance_types appliances
    battery_test_results enable_history entities entity_facility_linker hubs parameter_types
    part_product_linker part_type_categories part_type_product_type_linker
    part_type_replacement_linker part_types parts product_entity_linker product_groups product_notes
    product_parameters product_product_group_linker product_software_linker
    product_type_software_version_type_linker product_types products repair_action_type_linker
    repair_centres repair_part_type_linker repair_symptom_type_linker repair_workflow_events
    repair_workflow_states repairs shops software_version_types state_types states
    symptom_type_product_type_linker symptom_types test_jig_test_results user_repair_centre_links
    """
}

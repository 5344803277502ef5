import CatalogModel
import Testing

@testable import SyncCore

struct LinkDepthsTests {
  @Test
  func `a resource stands below everything it refers to`() throws {
    let depths = LinkDepths(catalog: try CatalogLoader.bundled())
    let chain = ["entities", "hubs", "shops", "products", "repairs", "repair_symptom_type_linker"]
    for (upper, lower) in zip(chain, chain.dropFirst()) {
      #expect(depths[upper] < depths[lower], "\(upper) before \(lower)")
    }
    #expect(depths["entities"] == 0)
  }

  @Test
  func `resources that refer to each other get a depth all the same, the same each time`() throws {
    let catalog = try CatalogLoader.bundled()
    let (first, second) = (LinkDepths(catalog: catalog), LinkDepths(catalog: catalog))
    // products and states refer to each other (design: the replica).
    #expect(first["products"] != first["states"])
    for resource in catalog.resources { #expect(first[resource.name] == second[resource.name]) }
  }

  @Test
  func `a resource that the catalog lacks refers to nothing`() throws {
    #expect(LinkDepths(catalog: try CatalogLoader.bundled())["nowhere"] == 0)
  }
}

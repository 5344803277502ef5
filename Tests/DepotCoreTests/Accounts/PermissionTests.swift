import CatalogModel
import Testing

@testable import DepotCore

/// A request, who makes it, and the status that the permissions lead to.
struct PermissionCase: Sendable, CustomTestStringConvertible {
  let method: String
  let target: String
  let user: String
  let status: Int

  init(_ method: String, _ target: String, _ user: String, _ status: Int) {
    self.method = method
    self.target = target
    self.user = user
    self.status = status
  }

  var testDescription: String { "\(user) \(method) \(target)" }
}

struct PermissionTests {
  static let cases: [PermissionCase] = [
    PermissionCase("GET", "/repairs", "watch", 200),
    PermissionCase("POST", "/repairs", "watch", 403),
    PermissionCase("PUT", "/repairs/1", "watch", 403),
    PermissionCase("PUT", "/repairs/1", "tech", 200),
    PermissionCase("DELETE", "/repairs/1", "tech", 403),
    PermissionCase("DELETE", "/repairs/3", "system", 204),
    PermissionCase("PUT", "/product_notes/1", "tech", 403),
    PermissionCase("PUT", "/product_notes/1", "admin", 403),
    PermissionCase("PUT", "/product_notes/1", "system", 200),
    // 405 is decided before 403, 403 before the row is looked for.
    PermissionCase("PATCH", "/repairs/1", "watch", 405),
    PermissionCase("PUT", "/repairs", "watch", 405),
    PermissionCase("DELETE", "/repairs/99", "tech", 403),
    PermissionCase("POST", "/products/\(Bench.imeis[0])/sync", "watch", 403),
    PermissionCase("POST", "/products/\(Bench.imeis[0])/sync", "tech", 200),
    PermissionCase("POST", "/products/\(Bench.imeis[0])/send_wakeup", "tech", 403),
    PermissionCase("POST", "/products/\(Bench.imeis[0])/send_wakeup", "admin", 200),
    PermissionCase("GET", "/products/\(Bench.imeis[0])/parts", "watch", 200),
  ]

  let bench: Bench

  init() throws { bench = try Bench() }

  @Test(arguments: cases)
  func `a level lets one do what it lets one do`(_ permission: PermissionCase) {
    let takesBody = ["POST", "PUT", "PATCH"].contains(permission.method)
    let response = bench.send(
      permission.method,
      permission.target,
      json: takesBody ? "{}" : nil,
      as: permission.user
    )
    #expect(response.status == permission.status)
    if permission.status == 403 { #expect(response.json["message"] != nil) }
  }

  @Test func `the catalog's own levels decide, for every resource and method`() {
    for table in bench.depot.tables.all
    where bench.depot.tables.table(path: table.resource.paths.list)?
      .resource.name == table.resource.name
    {
      let response = bench.send("GET", "/\(table.resource.paths.list)", as: "watch")
      #expect(response.status == (table.resource.allows(.read) ? 200 : 405), "\(table.name)")
    }
  }
}

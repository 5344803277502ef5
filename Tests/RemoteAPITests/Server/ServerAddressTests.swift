import RemoteAPI
import Testing

struct ServerAddressTests {
  @Test(arguments: [
    ("https://api.example.org", "https://api.example.org"),
    ("  HTTPS://API.Example.org/  ", "https://api.example.org"),
    ("api.example.org", "https://api.example.org"),
    ("api.example.org:8443/x", "https://api.example.org:8443/x"),
    ("https://api.example.org:443", "https://api.example.org"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("http://[::1]:80/", "http://[::1]"),
    ("http://[2001:DB8::1]:8080/a/b//", "http://[2001:db8::1]:8080/a/b"),
    ("https://host/a%20b~c", "https://host/a%20b~c"),
  ])
  func `an address is read as a person types it`(_ typed: String, _ expected: String) throws {
    let address = try ServerAddress(parsing: typed)
    #expect(address.description == expected)
    #expect(try ServerAddress(parsing: expected) == address)
  }

  @Test(arguments: [
    ("", ServerAddressError.Code.badHost), ("https://", .badHost), ("https:///x", .badHost),
    ("ftp://host", .badScheme), ("javascript://host", .badScheme), ("https://ho st", .badHost),
    ("https://hóst", .badHost), ("https://a..b", .badHost), ("https://-a", .badHost),
    ("https://[::1", .badHost), ("https://[nonsense]", .badHost), ("https://[::1]x", .badHost),
    ("https://::1", .badHost), ("https://host:", .badPort), ("https://host:0", .badPort),
    ("https://host:65536", .badPort), ("https://host:+1", .badPort), ("https://host:x", .badPort),
    ("https://user:hunter2@host", .hasCredentials), ("user@host", .hasCredentials),
    ("https://host/?q=1", .hasQuery), ("https://host#x", .hasQuery),
    ("https://host/a/../b", .badPath), ("https://host/a//b", .badPath),
    ("https://host/a b", .badPath), ("https://host/\r\nX: y", .badPath),
  ])
  func `what is no address is told by its part`(
    _ typed: String,
    _ code: ServerAddressError.Code
  ) {
    let error = #expect(throws: ServerAddressError.self) { try ServerAddress(parsing: typed) }
    #expect(error?.code == code)
    #expect(error?.description.contains("hunter2") == false)
  }

  @Test(arguments: [
    ("http://localhost", true), ("http://127.0.0.1", true), ("http://127.9.9.9", true),
    ("http://[::1]", true), ("http://127.0.0.1.example.org", false), ("http://10.0.0.1", false),
    ("http://127.1", false), ("http://localhost.example.org", false), ("http://127.0.0.256", false),
  ])
  func `only this machine is this machine`(_ typed: String, _ isLoopback: Bool) throws {
    #expect(try ServerAddress(parsing: typed).isLoopback == isLoopback)
  }

  @Test
  func `the API's own prefix can be taken off`() throws {
    let typed = try ServerAddress(parsing: "https://host/api/v1/")
    #expect(typed.dropping(pathSuffix: "/v1").description == "https://host/api")
    #expect(typed.dropping(pathSuffix: "/v2") == typed)
    #expect(typed.dropping(pathSuffix: "") == typed)
  }
}

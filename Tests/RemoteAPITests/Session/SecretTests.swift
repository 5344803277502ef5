import RemoteAPI
import Testing

struct SecretTests {
  @Test
  func `a secret never shows itself, however it is printed`() {
    let session = StoredSession(
      server: "s",
      token: Secret("hunter2"),
      credentials: Credentials(user: "u", password: Secret("hunter2"))
    )
    var dumped = ""
    dump(session, to: &dumped)
    let texts = [
      String(describing: session), String(reflecting: session), "\(session.token)", dumped,
      String(reflecting: session.token), String(describing: session.credentials),
    ]
    for text in texts { #expect(!text.contains("hunter2")) }
    #expect(session.token.revealed == "hunter2")
  }
}

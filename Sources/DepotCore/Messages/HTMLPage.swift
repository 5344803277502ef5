/// The HTML that the framework under the API answers with when the API itself is not asked.
struct HTMLPage {
  static let type = "text/html; charset=utf-8"

  let status: Int
  let title: String
  let text: String

  static let notFound = HTMLPage(
    status: 404,
    title: "Not Found",
    text: "The requested URL was not found on the server. If you entered the URL manually please"
      + " check your spelling and try again."
  )
  static let methodNotAllowed = HTMLPage(
    status: 405,
    title: "Method Not Allowed",
    text: "The method is not allowed for the requested URL."
  )
  static let crash = HTMLPage(
    status: 500,
    title: "Internal Server Error",
    text: "The server encountered an internal error and was unable to complete your request. Either"
      + " the server is overloaded or there is an error in the application."
  )

  var response: DepotResponse {
    let page = """
      <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">
      <title>\(status) \(title)</title>
      <h1>\(title)</h1>
      <p>\(text)</p>

      """
    return DepotResponse(
      status: status,
      headers: [("Content-Type", Self.type)],
      body: Array(page.utf8)
    )
  }

  func response(allowing methods: [String]) -> DepotResponse {
    response.adding("Allow", methods.joined(separator: ", "))
  }
}

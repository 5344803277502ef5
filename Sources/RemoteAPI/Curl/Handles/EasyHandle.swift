import CCurl

/// One libcurl easy handle that frees itself, with its list of headers.
///
/// Not sendable: it is made, used and freed on the thread of its ``CurlLoop``.
final class EasyHandle {
  /// The handle, for the multi interface.
  let pointer: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?

  /// A new handle, or nothing where libcurl has no memory.
  init?() {
    guard let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
  }

  deinit {
    curl_easy_cleanup(pointer)
    curl_slist_free_all(headers)
  }

  func set(_ option: CURLoption, _ value: Int) throws(CurlFault) {
    try check(fieldsync_easy_set_long(pointer, option, value))
  }

  func set(_ option: CURLoption, offset value: Int) throws(CurlFault) {
    try check(fieldsync_easy_set_offset(pointer, option, curl_off_t(value)))
  }

  /// Sets a text; nothing takes the default of libcurl's build away.
  func set(_ option: CURLoption, _ value: String?) throws(CurlFault) {
    try check(fieldsync_easy_set_string(pointer, option, value))
  }

  /// Sets the headers to send, each as a whole line.
  func set(headers lines: [String]) throws(CurlFault) {
    for line in lines {
      guard let longer = curl_slist_append(headers, line) else {
        throw CurlFault(code: CURLE_OUT_OF_MEMORY)
      }
      headers = longer
    }
    try check(fieldsync_easy_set_list(pointer, CURLOPT_HTTPHEADER, headers))
  }

  /// Sets where received bytes and headers go.
  func set(
    write: fieldsync_transfer_callback,
    header: fieldsync_transfer_callback,
    context: UnsafeMutableRawPointer
  ) throws(CurlFault) {
    try check(fieldsync_easy_set_write(pointer, write, context))
    try check(fieldsync_easy_set_header(pointer, header, context))
  }

  /// Sets what is told when the connection stands.
  func set(
    prerequest: fieldsync_prerequest_callback,
    context: UnsafeMutableRawPointer
  ) throws(CurlFault) {
    try check(fieldsync_easy_set_prerequest(pointer, prerequest, context))
  }

  /// Sets who opens sockets, and who says which of them are connected already.
  func set(
    socket: fieldsync_socket_callback,
    connected: fieldsync_connected_callback,
    context: UnsafeMutableRawPointer
  ) throws(CurlFault) {
    try check(fieldsync_easy_set_sockets(pointer, socket, connected, context))
  }

  /// Sets where the bytes to send come from.
  func set(
    read: fieldsync_transfer_callback,
    context: UnsafeMutableRawPointer
  ) throws(CurlFault) {
    try check(fieldsync_easy_set_read(pointer, read, context))
  }

  func number(_ info: CURLINFO) -> Int {
    var value = 0
    return fieldsync_easy_get_long(pointer, info, &value) == CURLE_OK ? value : 0
  }

  func offset(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    return fieldsync_easy_get_offset(pointer, info, &value) == CURLE_OK ? Int(value) : 0
  }

  private func check(_ code: CURLcode) throws(CurlFault) {
    guard code == CURLE_OK else { throw CurlFault(code: code) }
  }
}

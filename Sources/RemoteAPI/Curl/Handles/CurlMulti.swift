import CCurl

/// libcurl's multi interface, which runs many transfers on one thread and pools their connections.
///
/// Not sendable: it belongs to the thread of its ``CurlLoop``; only ``CurlLoop`` wakes it from
/// elsewhere, under its lock.
struct CurlMulti {
  let pointer: UnsafeMutableRawPointer

  init?(maximumConnections: Int) {
    guard curlIsReady, let pointer = curl_multi_init() else { return nil }
    self.pointer = pointer
    fieldsync_multi_set_long(pointer, CURLMOPT_MAX_HOST_CONNECTIONS, maximumConnections)
    fieldsync_multi_set_long(
      pointer,
      CURLMOPT_MAXCONNECTS,
      min(maximumConnections, Self.mostIdle)
    )
  }

  /// Connections that are kept for later.
  ///
  /// libcurl takes five dead ones of its pool for one read before it gives up, and a server or what
  /// stands before it may let all idle ones die without a word.
  private static let mostIdle = 6

  func add(_ transfer: CurlTransfer) -> Bool {
    curl_multi_add_handle(pointer, transfer.handle.pointer) == CURLM_OK
  }

  func remove(_ transfer: CurlTransfer) {
    curl_multi_remove_handle(pointer, transfer.handle.pointer)
  }

  /// Does what can be done now; gives the handles that ended and how.
  func perform() -> [(handle: UnsafeMutableRawPointer, code: CURLcode)] {
    var running: Int32 = 0
    curl_multi_perform(pointer, &running)
    var ended: [(handle: UnsafeMutableRawPointer, code: CURLcode)] = []
    var left: Int32 = 0
    while let message = curl_multi_info_read(pointer, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else {
        continue
      }
      ended.append((handle, message.pointee.data.result))
    }
    return ended
  }

  /// Waits for a socket, a deadline of a transfer, or a wake-up, or so many seconds.
  func wait(atMost seconds: Double?) {
    let milliseconds = Int32(min(max((seconds ?? 60) * 1_000, 1), 60_000).rounded(.up))
    curl_multi_poll(pointer, nil, 0, milliseconds, nil)
  }

  func close() {
    curl_multi_cleanup(pointer)
  }
}

// libcurl wants this once a process; Swift runs it once, on first use, whichever thread comes. Pages are
// the largest blocks of the process, and what a million rows came in must not stay with it.
private let curlIsReady =
  fieldsync_return_blocks(256 << 10) == 1 && curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

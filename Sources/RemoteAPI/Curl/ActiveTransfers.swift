import CCurl

/// The transfers that are under way on the thread of a ``CurlLoop``.
struct ActiveTransfers {
  private let multi: CurlMulti
  private var transfers: [UInt64: CurlTransfer] = [:]
  private var numbers: [UnsafeMutableRawPointer: UInt64] = [:]
  private let spares: SpareSockets

  init(multi: CurlMulti, spareLifetime: Double) {
    self.multi = multi
    spares = SpareSockets(lifetime: spareLifetime)
  }

  /// Gives an order to libcurl, or tells its task that this cannot be done.
  mutating func start(_ order: CurlOrder) {
    do {
      let transfer = try CurlTransfer(order, spares: spares)
      guard multi.add(transfer) else { return order.reply(.failure(order.closed)) }
      transfers[order.number] = transfer
      numbers[transfer.handle.pointer] = order.number
    } catch {
      order.reply(
        .failure(TransportError(code: .refusedByClient, subject: order.host, cause: error.words))
      )
    }
  }

  /// Ends an order for which nobody waits any more; one that has ended already is no matter.
  mutating func cancel(_ number: UInt64) { remove(number)?.cancel() }

  /// Ends all of them.
  mutating func cancelAll() { for number in transfers.keys { cancel(number) } }

  /// Begins the connections that transfers want beside their own, and closes those nobody took.
  ///
  /// - Returns: seconds until that is to be done again; nothing where no time is set.
  func tendSpares() -> Double? {
    spares.beginWanted()
    return spares.closeOld()
  }

  /// Tells the task of a handle how its transfer ended, or asks a read again that died with an old
  /// connection.
  mutating func finish(_ handle: UnsafeMutableRawPointer, _ code: CURLcode) {
    guard let number = numbers[handle], let transfer = remove(number) else { return }
    guard let again = transfer.orderOnceMore(after: code) else { return transfer.finish(code) }
    start(again)
  }

  private mutating func remove(_ number: UInt64) -> CurlTransfer? {
    guard let transfer = transfers.removeValue(forKey: number) else { return nil }
    numbers[transfer.handle.pointer] = nil
    multi.remove(transfer)
    return transfer
  }
}

import CCurl
import Foundation
import Synchronization

/// The thread that drives libcurl, and the box through which tasks hand it their requests.
final class CurlLoop: Sendable {
  private struct Mailbox {
    var multi: CurlMulti?
    var arrivals: [CurlOrder] = []
    var cancellations: [UInt64] = []
    var isStopping = false
    var lastNumber: UInt64 = 0
  }

  private let mailbox: Mutex<Mailbox>
  private let spareLifetime: Double

  /// Starts the thread; it ends with ``stop()``.
  init(maximumConnections: Int, spareLifetime: Double) {
    self.spareLifetime = spareLifetime
    mailbox = Mutex(Mailbox(multi: CurlMulti(maximumConnections: maximumConnections)))
    let thread = Thread { [self] in run() }
    thread.name = "fieldsync.curl"
    thread.start()
  }

  /// A number that no other order of this loop has.
  func number() -> UInt64 {
    mailbox.withLock { box in
      box.lastNumber += 1
      return box.lastNumber
    }
  }

  /// Hands over an order; its reply is called once, whatever happens.
  func submit(_ order: CurlOrder) {
    let isTaken = mailbox.withLock { box in
      guard let multi = box.multi, !box.isStopping else { return false }
      box.arrivals.append(order)
      curl_multi_wakeup(multi.pointer)
      return true
    }
    if !isTaken { order.reply(.failure(order.closed)) }
  }

  /// Ends the order of that number, if it is still under way.
  func cancel(_ number: UInt64) {
    mailbox.withLock { box in
      box.cancellations.append(number)
      if let multi = box.multi { curl_multi_wakeup(multi.pointer) }
    }
  }

  /// Ends the thread; whatever is under way is cancelled.
  func stop() {
    mailbox.withLock { box in
      box.isStopping = true
      if let multi = box.multi { curl_multi_wakeup(multi.pointer) }
    }
  }

  private func run() {
    guard let multi = mailbox.withLock({ $0.multi }) else { return }
    var active = ActiveTransfers(multi: multi, spareLifetime: spareLifetime)
    while true {
      let (arrivals, cancellations, isStopping) = take()
      for order in arrivals { active.start(order) }
      if isStopping { break }
      for number in cancellations { active.cancel(number) }
      for (handle, code) in multi.perform() { active.finish(handle, code) }
      multi.wait(atMost: active.tendSpares())
    }
    active.cancelAll()
    multi.close()
  }

  // Once stopping, the multi handle leaves the box, so that nobody wakes it after it is freed.
  private func take() -> (arrivals: [CurlOrder], cancellations: [UInt64], isStopping: Bool) {
    mailbox.withLock { box in
      defer {
        box.arrivals = []
        box.cancellations = []
        if box.isStopping { box.multi = nil }
      }
      return (box.arrivals, box.cancellations, box.isStopping)
    }
  }
}

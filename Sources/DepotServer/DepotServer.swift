package import DepotCore
import HTTPTypes
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// The reference server on a socket: HTTP/1.1 before ``DepotCore/Depot``, gzip for whoever asks, and
/// the faults that demos and tests plan.
package struct DepotServer: Sendable {
  private let exchange: DepotExchange
  private let host: String
  private let port: Int
  private let logger: Logger

  /// A server that is not listening yet.
  ///
  /// - Parameters:
  ///   - depot: What answers.
  ///   - faults: What shall go wrong.
  ///   - host: The address to listen on.
  ///   - port: 0 for any that is free.
  ///   - hasControl: Whether `/_control/…` is answered.
  ///   - logger: Where trouble on the socket is told.
  /// - Throws: ``DepotServerError`` where the control door would be open to other machines.
  package init(
    depot: Depot,
    faults: FaultPlan = FaultPlan(),
    host: String = "127.0.0.1",
    port: Int = 0,
    hasControl: Bool = false,
    logger: Logger = Logger(label: "depot")
  ) throws(DepotServerError) {
    guard !hasControl || ["127.0.0.1", "::1", "localhost"].contains(host) else {
      throw DepotServerError(code: .controlNotLocal, subject: host)
    }
    exchange = DepotExchange(depot: depot, faults: faults, hasControl: hasControl)
    self.host = host
    self.port = port
    self.logger = logger
  }

  /// Listens and serves until the task is cancelled or one of the signals comes.
  ///
  /// - Parameters:
  ///   - stopsOnSignals: Whether SIGTERM and SIGINT end it, answering what is under way first.
  ///   - whenReady: Called with the port once connections are taken.
  /// - Throws: What the socket says when it cannot listen.
  package func run(
    stopsOnSignals: Bool = false,
    whenReady: @escaping @Sendable (Int) async -> Void
  ) async throws {
    let exchange = exchange
    let server = try HTTPServerBuilder.http1().buildServer(
      configuration: ServerConfiguration(address: .hostname(host, port: port)),
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
      logger: logger,
      responder: { request, writer, _ in
        let response = try await exchange.respond(to: request)
        try await writer.write(response: response.head, body: response.body)
      },
      onServerRunning: { channel in
        await whenReady(channel.localAddress?.port ?? 0)
      }
    )
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [server],
        gracefulShutdownSignals: stopsOnSignals ? [.sigterm, .sigint] : [],
        logger: logger
      )
    )
    try await group.run()
  }
}

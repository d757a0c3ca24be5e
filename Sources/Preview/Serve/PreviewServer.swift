import FlyingSocks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Listens on an address and serves the connections that come.
///
/// It stands on FlyingFox's sockets but not on its server, which sets no limit to the length of a
/// request or the time one takes, and which ends when a connection cannot be accepted.
final class PreviewServer: Sendable {
  let port: UInt16
  private let socket: Socket
  private let pool: any AsyncSocketPool
  private let responder: SiteResponder
  private let hub: ReloadHub
  private let connections: Connections

  private static let heartbeat = Duration.seconds(15)
  private static let tick = Duration.milliseconds(500)
  /// The pause after a connection that could not be accepted: all descriptors are in use.
  private static let breather = Duration.milliseconds(50)

  /// Takes the address at once, so that nobody waits for a build to learn that it is taken.
  ///
  /// - Parameter host: `localhost` or an address of IPv4 or IPv6.
  /// - Throws: `SocketError` where the address cannot be had.
  init(
    host: String, port: UInt16, responder: SiteResponder, hub: ReloadHub,
    connections: Connections = Connections()
  ) throws {
    socket = try PreviewServer.listen(host: host, port: port)
    Connection.prepare(socket.file.rawValue)
    switch try socket.sockname() {
    case .ip4(_, let port), .ip6(_, let port): self.port = port
    case .unix: self.port = port
    }
    pool = SocketPool.make()
    self.responder = responder
    self.hub = hub
    self.connections = connections
  }

  private static func listen(host: String, port: UInt16) throws -> Socket {
    if host.contains(":") {
      return try listen(sockaddr_in6.inet6(ip6: host, port: port))
    }
    return try listen(
      sockaddr_in.inet(ip4: host == "localhost" ? "127.0.0.1" : host, port: port))
  }

  private static func listen(_ address: some SocketAddress) throws -> Socket {
    let socket = try Socket(domain: Int32(type(of: address).family))
    do {
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
      try socket.listen()
      return socket
    } catch {
      try? socket.close()
      throw error
    }
  }

  /// Serves until the task is cancelled.
  func run() async {
    do {
      try await pool.prepare()
      let listener = try AsyncSocket(socket: socket, pool: pool)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await self.pool.run() }
        group.addTask { try await self.accept(on: listener) }
        group.addTask { try await self.keepTime() }
        defer { group.cancelAll() }
        try await group.next()
      }
    } catch {
      // Cancelled.
    }
    hub.close()
    await connections.close()
    try? socket.close()
  }

  private func accept(on listener: AsyncSocket) async throws {
    while true {
      do {
        let client = try await listener.accept()
        connections.add { [responder, hub, connections] id in
          let connection = Connection(
            id: id, socket: client, responder: responder, hub: hub, connections: connections)
          await connection.serve()
        }
      } catch let error as CancellationError {
        throw error
      } catch {
        try await Task.sleep(for: Self.breather)
      }
    }
  }

  private func keepTime() async throws {
    var sinceHeartbeat = Duration.zero
    while true {
      try await Task.sleep(for: Self.tick)
      connections.endOverdue()
      sinceHeartbeat += Self.tick
      if sinceHeartbeat >= Self.heartbeat {
        hub.heartbeat()
        sinceHeartbeat = .zero
      }
    }
  }
}

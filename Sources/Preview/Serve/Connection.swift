import FlyingSocks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One client's connection: reads requests, one after the other, and answers them.
struct Connection: Sendable {
  let id: Int
  let socket: AsyncSocket
  let responder: SiteResponder
  let hub: ReloadHub
  let connections: Connections

  /// How much is given to the system in one go, so that a slow but steady reader is not overdue.
  private static let part = 262_144

  func serve() async {
    Self.prepare(socket.socket.file.rawValue)
    do {
      try await answerRequests()
    } catch {
      // The client has gone, was too slow, or the preview ends: nobody is there to be told.
    }
    try? socket.close()
  }

  /// A small answer goes out at once, and a browser that the preview opens does not inherit it.
  static func prepare(_ descriptor: Int32) {
    var one: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  private func answerRequests() async throws {
    var received: [UInt8] = []
    while true {
      connections.enter(.reading, id)
      let request: RequestHead
      do {
        guard let next = try await readHead(&received) else { return }
        request = next
      } catch let failure as RequestHead.Failure {
        return try await refuse(failure)
      } catch let error as CancellationError {
        // Tried once without waiting: who has sent half a request may still be listening.
        if !received.isEmpty { try? refuseSlowness() }
        throw error
      }
      connections.enter(.answering, id)
      let response = responder.respond(to: request)
      // What follows the head is a body that nobody reads, not the next request.
      let keepsAlive = request.keepsAlive && !request.hasBody && response.status != 421
      let isHead = request.method == "HEAD"
      try await send(response.encoded(isHead: isHead, keepsAlive: keepsAlive))
      if case .events(let page, let version) = response.body, !isHead {
        return try await sendEvents(page: page, version: version)
      }
      if case .file(let file, let range) = response.body, !isHead {
        try await send(file, range)
      }
      if !keepsAlive { return try await hangUp() }
    }
  }

  /// The next request's head; nil where the client has closed the connection.
  private func readHead(_ received: inout [UInt8]) async throws -> RequestHead? {
    var searched = 0
    while true {
      if let end = RequestHead.end(in: received, from: searched) {
        guard end <= RequestHead.longest else { throw RequestHead.Failure.tooLong }
        defer { received.removeFirst(end) }
        return try RequestHead(parsing: received[..<end])
      }
      searched = received.count
      guard received.count <= RequestHead.longest else { throw RequestHead.Failure.tooLong }
      do {
        received += try await socket.read(atMost: 4096)
      } catch SocketError.disconnected {
        return nil
      }
    }
  }

  private func send(_ bytes: [UInt8]) async throws {
    var start = 0
    while start < bytes.count {
      let end = min(start + Self.part, bytes.count)
      try await socket.write(Data(bytes[start..<end]))
      connections.enter(.answering, id)
      start = end
    }
  }

  /// Sends a file part by part. Where it has become shorter the connection ends, so that nobody takes
  /// what came for the whole.
  private func send(_ file: OpenFile, _ range: Range<Int>) async throws {
    var rest = range
    while !rest.isEmpty {
      let part = rest.prefix(Self.part)
      guard let bytes = file.bytes(part), bytes.count == part.count else {
        throw SocketError.disconnected
      }
      try await send(bytes)
      rest = rest.dropFirst(part.count)
    }
  }

  private func sendEvents(page: String, version: String) async throws {
    let (reader, frames) = hub.connect(page: page, version: version)
    defer { hub.disconnect(reader) }
    connections.enter(.listening, id)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for await frame in frames {
          connections.enter(.answering, id)
          try await socket.write(Data(frame))
          connections.enter(.listening, id)
        }
      }
      // A browser says nothing more; its end is seen by reading.
      group.addTask { while true { _ = try await socket.read(atMost: 4096) } }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func refuse(_ failure: RequestHead.Failure) async throws {
    connections.enter(.answering, id)
    let text =
      switch failure {
      case .badRequest: PreviewMessages.badRequest
      case .tooLong: PreviewMessages.headTooLong
      case .wrongVersion: PreviewMessages.wrongVersion
      }
    try await send(
      Response.text(failure.rawValue, text).encoded(isHead: false, keepsAlive: false))
    try await hangUp()
  }

  private func refuseSlowness() throws {
    let response = Response.text(408, PreviewMessages.tooSlow)
    _ = try socket.socket.write(Data(response.encoded(isHead: false, keepsAlive: false)))
  }

  /// Ends a connection so that the answer arrives: closing one that has more to read would have
  /// the system throw away what was sent.
  private func hangUp() async throws {
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    var left = 65_536
    while left > 0 { left -= try await socket.read(atMost: 4096).count }
  }
}

internal import Glibc

/// A connection to the agent that holds keys: a request, its answer, and again.
///
/// Two messages of the agent's protocol are enough (draft-ietf-sshm-ssh-agent): which keys there
/// are, and a signature.
struct AgentConnection: ~Copyable {
  private let descriptor: Int32

  /// How long an answer may take: a person may have to touch a token, or type.
  private static let secondsToWait = 120
  private static let answerLimit = 1 << 18

  private enum Message {
    static let failure: UInt8 = 5
    static let requestIdentities: UInt8 = 11
    static let identities: UInt8 = 12
    static let requestSignature: UInt8 = 13
    static let signature: UInt8 = 14
  }

  /// Connects to the socket at a path.
  init(to path: String) throws(ConstitutionError) {
    descriptor = try Self.connected(to: path)
  }

  private static func connected(to path: String) throws(ConstitutionError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard !name.isEmpty, name.count < room else {
      throw ConstitutionError(
        .agent, "there is no agent", help: "start one with `eval $(ssh-agent)`, then `ssh-add`")
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { buffer in
      unsafe buffer.copyBytes(from: name)
    }
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let status = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, size)
      }
    }
    guard status == 0 else {
      close(descriptor)
      throw ConstitutionError(
        .agent, "the agent at `\(path)` does not answer",
        help: "start one with `eval $(ssh-agent)`, then `ssh-add`")
    }
    var wait = timeval(tv_sec: secondsToWait, tv_usec: 0)
    let length = socklen_t(MemoryLayout<timeval>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, length)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, length)
    return descriptor
  }

  deinit { close(descriptor) }

  /// The keys that the agent holds, of the kinds that sign here.
  func keys() throws(ConstitutionError) -> [PublicKey] {
    let answer = try ask([Message.requestIdentities], expecting: Message.identities)
    var reader = WireReader(answer, of: "the agent's answer")
    var keys: [PublicKey] = []
    for _ in 0..<(try reader.number()) {
      let bytes = Array(try reader.string())
      _ = try reader.string()
      if let key = try? PublicKey(bytes: bytes) { keys.append(key) }
    }
    return keys
  }

  /// Has the agent sign bytes as they stand.
  func sign(_ bytes: [UInt8], with key: PublicKey) throws(ConstitutionError) -> [UInt8] {
    var request = WireWriter()
    request.raw([Message.requestSignature])
    request.string(key.bytes)
    request.string(bytes)
    request.number(0)
    let answer = try ask(request.bytes, expecting: Message.signature)
    var reader = WireReader(answer, of: "the agent's answer")
    let blob = Array(try reader.string())
    try reader.finish()
    return blob
  }

  private func ask(
    _ request: [UInt8], expecting kind: UInt8
  ) throws(ConstitutionError) -> ArraySlice<UInt8> {
    var message = WireWriter()
    message.string(request)
    try send(message.bytes)
    var head = WireReader(try receive(4), of: "the agent's answer")
    let count = Int(try head.number())
    guard (1...Self.answerLimit).contains(count) else {
      throw ConstitutionError(.agent, "the agent's answer is of no sound length")
    }
    let answer = try receive(count)
    guard answer.first == kind else {
      throw ConstitutionError(
        .agent,
        kind == Message.signature ? "the agent did not sign" : "the agent does not list its keys",
        help: "`ssh-add -l` lists the keys that it holds; it may want them confirmed")
    }
    return answer.dropFirst()
  }

  private func send(_ bytes: [UInt8]) throws(ConstitutionError) {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ConstitutionError(.agent, "the agent has gone") }
      sent += count
    }
  }

  private func receive(_ count: Int) throws(ConstitutionError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var received = 0
    while received < count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe recv(
          descriptor, buffer.baseAddress?.advanced(by: received), count - received, 0)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else {
        throw ConstitutionError(.agent, "the agent did not answer in time, or has gone")
      }
      received += got
    }
    return bytes
  }
}

extension Signer {
  /// The keys of the agent behind a socket, of the kinds that sign here.
  ///
  /// - Throws: `agent` if it does not answer.
  public static func agentKeys(socket: String) throws(ConstitutionError) -> [PublicKey] {
    try AgentConnection(to: socket).keys()
  }
}

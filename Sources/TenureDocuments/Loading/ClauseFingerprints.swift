public import TenureModel

/// What the clauses of a document say, each as one number: to see which commit changed which.
///
/// A fingerprint depends on the parsed content of a clause, with what it inherits from `defaults`
/// and with the `scope`. It does not depend on layout, comments, quotes, the order of keys, other
/// clauses, or on whether a value is inherited or stands in the clause itself. It is the same in
/// every process. Moving a clause within its document does not change it.
///
/// It needs no vocabulary and knows no plugin: any document that has `clauses`, a list of maps with
/// ids, has a fingerprint for each; to all other clauses it gives that of the whole document.
public struct ClauseFingerprints: Sendable, Hashable {
  /// The fingerprints of the clauses that have an id, by id.
  public let byID: [String: UInt64]
  /// The fingerprint of the whole document.
  public let document: UInt64

  /// Works out the fingerprints of a document.
  ///
  /// - Parameter root: The root of the document.
  public init(of root: DocumentNode) {
    document = Self.hash(root)
    guard let clauses = root["clauses"], clauses.kind == .sequence else {
      byID = [:]
      return
    }
    let inherited: [(key: String, hash: UInt64)] =
      root["defaults"].map { $0.entries.map { ($0.key.text, Self.hash($0)) } } ?? []
    let scope = root["scope"].map { Self.mix(Self.hash($0), 3) } ?? 0
    var byID: [String: UInt64] = [:]
    for clause in clauses.items {
      guard let id = clause["id"], id.kind == .scalar, !id.isEmpty else { continue }
      // Two clauses of one id are an error of the regime; until then both count.
      byID[id.text, default: 0] &+= Self.hash(clause, inherited: inherited) &+ scope
    }
    self.byID = byID
  }

  /// The fingerprint of a clause; that of the whole document if the clause has none of its own.
  public subscript(id: String) -> UInt64 { byID[id] ?? document }

  /// The fingerprints of some clauses of the document, by id.
  public func fingerprints(for ids: some Sequence<String>) -> [String: UInt64] {
    Dictionary(ids.map { ($0, self[$0]) }, uniquingKeysWith: { first, _ in first })
  }

  /// The fingerprints of the clauses of a document that have an id, by id.
  public static func fingerprints(of root: DocumentNode) -> [String: UInt64] {
    ClauseFingerprints(of: root).byID
  }

  /// A clause with the defaults that it does not itself set.
  private static func hash(
    _ clause: DocumentNode, inherited: [(key: String, hash: UInt64)]
  ) -> UInt64 {
    var sum: UInt64 = 0
    for entry in clause.entries { sum &+= hash(entry) }
    for value in inherited where clause[value.key] == nil { sum &+= value.hash }
    return mix(sum, 2)
  }

  /// Maps add their entries up, so that order does not matter; lists do not.
  private static func hash(_ node: DocumentNode) -> UInt64 {
    switch node.kind {
    case .scalar: return node.isEmpty ? mix(0, 4) : hash(node.text)
    case .sequence: return node.items.reduce(mix(1, 1)) { mix($0 &+ hash($1), 1) }
    case .map: return mix(node.entries.reduce(0) { $0 &+ hash($1) }, 2)
    }
  }

  private static func hash(_ entry: DocumentNode.Entry) -> UInt64 {
    mix(hash(entry.key) &* 3 &+ hash(entry.value), 5)
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return mix(hash, 6)
  }

  /// Spreads the bits of a value, in a way of its own for each kind of node (SplitMix64).
  private static func mix(_ value: UInt64, _ kind: UInt64) -> UInt64 {
    var mixed = value &+ kind &* 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

public import TenureModel

/// What the clauses of a document say, each as one number: to see which commit changed which.
///
/// A fingerprint depends on the parsed content of a clause, with what it inherits from `defaults`
/// and with the `scope`. It does not depend on layout, comments, quotes, the order of keys, other
/// clauses, or on whether a value is inherited or stands in the clause itself. It is the same in
/// every process. Moving a clause within its document does not change it.
///
/// It needs no vocabulary and knows no plugin: any list of maps with ids at the top of a document,
/// such as `clauses`, has a fingerprint for each. A clause `routes.contract` that was lowered from
/// the provision `routes` has the fingerprint of that; all others have that of the whole document.
/// What stands once in a document counts for its provisions too, since they may depend on it; what
/// rulebooks declare beside their clauses does not.
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
    let inherited: [(key: String, hash: UInt64)] =
      root["defaults"].map { $0.entries.map { ($0.key.text, Self.hash($0)) } } ?? []
    let scope = root["scope"].map { Self.mix(Self.hash($0), 3) } ?? 0
    let settings = Self.settings(of: root)
    var byID: [String: UInt64] = [:]
    for section in root.entries where Self.isSection(section) {
      let shared = section.key.hasText("clauses") ? scope : scope &+ settings
      for provision in section.value.items {
        guard let id = provision["id"], id.kind == .scalar, !id.isEmpty else { continue }
        // Two clauses of one id are an error of the regime; until then both count.
        byID[id.text, default: 0] &+= Self.hash(provision, inherited: inherited) &+ shared
      }
    }
    self.byID = byID
  }

  /// The fingerprint of a clause; that of the whole document if the clause has none of its own.
  public subscript(id: String) -> UInt64 { ofProvision(id) ?? document }

  /// The fingerprint of the provision that a clause is, or is a part of; nil if the document has
  /// none.
  public func ofProvision(_ id: String) -> UInt64? {
    var name = id[...]
    while true {
      if let known = byID[String(name)] { return known }
      guard let dot = name.lastIndex(of: ".") else { return nil }
      name = name[..<dot]
    }
  }

  /// The fingerprints of some clauses of the document, by id.
  public func fingerprints(for ids: some Sequence<String>) -> [String: UInt64] {
    Dictionary(ids.map { ($0, self[$0]) }, uniquingKeysWith: { first, _ in first })
  }

  /// The fingerprints of the clauses of a document that have an id, by id.
  public static func fingerprints(of root: DocumentNode) -> [String: UInt64] {
    ClauseFingerprints(of: root).byID
  }

  /// Whether an entry of a document is a list of provisions.
  private static func isSection(_ entry: DocumentNode.Entry) -> Bool {
    entry.value.kind == .sequence && !entry.key.hasText("notes")
      && entry.value.items.contains { $0.kind == .map && $0["id"] != nil }
  }

  /// What stands once in a document and may bear on each of its provisions.
  private static func settings(of root: DocumentNode) -> UInt64 {
    root.entries.reduce(0) { sum, entry in
      isSection(entry) || others.contains(entry.key.text) ? sum : sum &+ hash(entry)
    }
  }

  /// The keys that are counted elsewhere, or not at all.
  private static let others: Set<String> = ["defaults", "scope", "notes", "clauses"]

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

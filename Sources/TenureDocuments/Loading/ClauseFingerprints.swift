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
    let document = FingerprintedDocument(root)
    self.document = document.hash(root.index)
    byID = document.fingerprints { _ in true }
  }

  /// The fingerprint of a clause; that of the whole document if the clause has none of its own.
  public subscript(id: String) -> UInt64 { provision(of: id) ?? document }

  /// The fingerprint of a clause, or of the provision that it was lowered from; nil if the document
  /// has neither.
  public func provision(of id: String) -> UInt64? {
    for name in Self.provisions(of: id) {
      if let known = byID[name] { return known }
    }
    return nil
  }

  /// What the provision of a clause may be called, nearest first: of `a.b` it is `a.b` or `a`.
  private static func provisions(of id: String) -> [String] {
    var names = [id]
    var rest = id[...]
    // By bytes: to look for a character is to find where each begins.
    while let dot = rest.utf8.lastIndex(of: UInt8(ascii: ".")) {
      rest = rest[..<dot]
      names.append(String(rest))
    }
    return names
  }

  /// The fingerprints of some clauses of the document, by id.
  public func fingerprints(for ids: some Sequence<String>) -> [String: UInt64] {
    Dictionary(ids.map { ($0, self[$0]) }, uniquingKeysWith: { first, _ in first })
  }

  /// The fingerprints of the clauses of a document that have an id, by id.
  public static func fingerprints(of root: DocumentNode) -> [String: UInt64] {
    ClauseFingerprints(of: root).byID
  }

  /// The fingerprints of some clauses, of those that come from provisions of a document.
  ///
  /// A walk through a history asks thousands of versions for a few clauses each.
  ///
  /// - Parameters:
  ///   - root: The root of the document.
  ///   - ids: The clauses, wherever they stand.
  ///   - own: Those that are known to come from the document: if it has no provision of their
  ///     name, they have the fingerprint of the whole.
  /// - Returns: The fingerprints, by id.
  ///
  /// Complexity: linear in the clauses that are asked about, and in the number of the others.
  public static func fingerprints(
    of root: DocumentNode, for ids: Set<String>, own: [String]
  ) -> [String: UInt64] {
    var names: Set<String> = []
    for id in ids { names.formUnion(provisions(of: id)) }
    let document = FingerprintedDocument(root)
    let known = document.fingerprints(where: names.contains)
    var found: [String: UInt64] = [:]
    for id in ids { found[id] = provisions(of: id).lazy.compactMap { known[$0] }.first }
    for id in own where found[id] == nil { found[id] = document.hash(root.index) }
    return found
  }
}

/// What the provisions of a document say, and what stands beside them, for walks that compare each
/// version of a document with its neighbours.
package struct ProvisionFingerprints: Sendable {
  /// The fingerprints of the provisions that have an id, as ``ClauseFingerprints`` has them.
  package let byID: [String: UInt64]
  /// The fingerprint of what stands once in the document: neither provisions and what they inherit,
  /// nor notes.
  package let settings: UInt64
  /// The fingerprint of everything but provisions: settings, defaults, scope and notes.
  package let frame: UInt64
  /// The number of provisions, those without an id included.
  package let count: Int

  /// Works out the fingerprints of a document.
  package init(of root: DocumentNode) {
    let document = FingerprintedDocument(root)
    byID = document.fingerprints { _ in true }
    settings = document.settings()
    (frame, count) = document.frame()
  }
}

/// A document whose nodes are being hashed, straight from its arena: a text is not made for it.
private struct FingerprintedDocument {
  private let root: DocumentNode
  private let records: [DocumentRecord]
  private let source: [UInt8]

  init(_ root: DocumentNode) {
    self.root = root
    records = root.tree.records
    source = root.tree.source
  }

  /// The fingerprints of the provisions whose id is wanted.
  func fingerprints(where isWanted: (String) -> Bool) -> [String: UInt64] {
    let inherited: [(key: String, hash: UInt64)] =
      root["defaults"].map { $0.entries.map { ($0.key.text, hash(entry: $0.key.index)) } } ?? []
    let scope = root["scope"].map { Self.mix(hash($0.index), 3) } ?? 0
    var settings: UInt64?
    var byID: [String: UInt64] = [:]
    for section in root.entries where Self.isSection(section) {
      for provision in section.value.items {
        guard let id = provision["id"], id.kind == .scalar, !id.isEmpty else { continue }
        let text = id.text
        guard isWanted(text) else { continue }
        var shared = scope
        if !section.key.hasText("clauses") {
          let all = settings ?? self.settings()
          settings = all
          shared &+= all
        }
        // Two clauses of one id are an error of the regime; until then both count.
        byID[text, default: 0] &+= hash(provision, inherited: inherited) &+ shared
      }
    }
    return byID
  }

  /// Whether an entry of a document is a list of provisions.
  private static func isSection(_ entry: DocumentNode.Entry) -> Bool {
    entry.value.kind == .sequence && !entry.key.hasText("notes")
      && entry.value.items.contains { $0.kind == .map && $0["id"] != nil }
  }

  /// What stands once in a document and may bear on each of its provisions.
  fileprivate func settings() -> UInt64 {
    root.entries.reduce(0) { sum, entry in
      Self.isSection(entry) || Self.others.contains(entry.key.text)
        ? sum : sum &+ hash(entry: entry.key.index)
    }
  }

  /// Everything but the provisions, and the number of these.
  fileprivate func frame() -> (hash: UInt64, provisions: Int) {
    var (hash, count): (UInt64, Int) = (0, 0)
    for entry in root.entries {
      if Self.isSection(entry) {
        count += Int(records[entry.value.index].detail)
      } else {
        hash &+= self.hash(entry: entry.key.index)
      }
    }
    return (hash, count)
  }

  /// The keys that are counted elsewhere, or not at all.
  private static let others: Set<String> = ["defaults", "scope", "notes", "clauses"]

  /// A clause with the defaults that it does not itself set.
  private func hash(
    _ clause: DocumentNode, inherited: [(key: String, hash: UInt64)]
  ) -> UInt64 {
    var sum: UInt64 = 0
    for entry in clause.entries { sum &+= hash(entry: entry.key.index) }
    for value in inherited where clause[value.key] == nil { sum &+= value.hash }
    return Self.mix(sum, 2)
  }

  /// Maps add their entries up, so that order does not matter; lists do not.
  func hash(_ index: Int) -> UInt64 {
    let record = records[index]
    switch record.form {
    case .empty: return Self.mix(0, 4)
    case .plain: return Self.hash(source[Int(record.start)..<Int(record.end)])
    case .singleQuoted, .doubleQuoted, .literal, .folded:
      return Self.hash(record.text(in: source).utf8)
    case .blockSequence, .flowSequence:
      var sum = Self.mix(1, 1)
      var item = index + 1
      for _ in 0..<record.detail {
        sum = Self.mix(sum &+ hash(item), 1)
        item = Int(records[item].next)
      }
      return sum
    case .blockMap, .flowMap:
      var sum: UInt64 = 0
      var key = index + 1
      for _ in 0..<record.detail {
        sum &+= hash(entry: key)
        key = Int(records[Int(records[key].next)].next)
      }
      return Self.mix(sum, 2)
    }
  }

  /// A key and the value behind it.
  private func hash(entry key: Int) -> UInt64 {
    Self.mix(hash(key) &* 3 &+ hash(Int(records[key].next)), 5)
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ text: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
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

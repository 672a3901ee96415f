internal import Synchronization
internal import TenureDocuments
public import TenureEngine
public import TenureModel

/// A regime as it stands in one or more commits: those between which none of its documents
/// changed.
///
/// Two commits in which a regime is the same version have the same object for it. A version is read
/// when it is first asked what it says.
public final class RegimeVersion {
  /// A number that no other version has in this process.
  public let number: Int
  /// The name of the regime.
  public let name: String
  /// A commit in which it stands so.
  public let commit: ObjectID
  /// Whether the commit has such a regime; else it says nothing.
  public let isThere: Bool
  /// Which version it was made from, and how; nil if it was read whole.
  public let amendment: Amendment?
  /// What tells it from all other versions.
  let key: Key
  /// The folders that lead to its documents.
  let folders: Set<String>
  private let read: () throws -> Content
  private var known: Content?
  private var made: RegimeEngine?
  private var understood: Bool?

  /// How a version was made from another one.
  public struct Amendment: Sendable {
    /// The number of the other one, of an earlier or of a later commit.
    public let origin: Int
    /// The clauses that are not the same in both, by position, which is one in both.
    public let positions: [Int]
    /// These clauses in the other one.
    public let former: [AnyClause]
  }

  /// The documents that a version was made from.
  struct Key: Hashable {
    let name: String
    /// The paths, sorted; empty if anything in the repository may bear on the version.
    let paths: [String]
    let ids: [ObjectID]

    func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      for id in ids { hasher.combine(id) }
    }
  }

  /// What a version says.
  struct Content {
    /// The vocabulary; nil if it cannot be understood.
    let vocabulary: Vocabulary?
    /// The version itself, or one that it was made from; nil if it cannot be understood.
    var base: RegimeEngine?
    /// What the clauses of the base say, as far as was asked.
    var voices: ClauseVoices?
    /// The clauses that are not as in the base, by position.
    var patch: [Int: VoicedClause] = [:]
    var errors: [Finding] = []
    /// The documents that may be read again alone, by path.
    var amendable: [String: Part] = [:]
    /// The documents of regimes, its own and those of lower layers, that are read as nothing else.
    var outlines: Set<String> = []
  }

  /// A document of property or circulation, with the plugin that lowers it.
  struct Part {
    let plugin: Plugin
    let clauseCount: Int
  }

  init(
    name: String, commit: ObjectID, isThere: Bool = true, amendment: Amendment? = nil, key: Key,
    folders: Set<String>, read: @escaping () throws -> Content
  ) {
    number = Self.numbers.add(1, ordering: .relaxed).newValue
    self.name = name
    self.commit = commit
    self.isThere = isThere
    self.amendment = amendment
    self.key = key
    self.folders = folders
    self.read = read
  }

  private static let numbers = Atomic<Int>(0)
}

extension RegimeVersion {
  /// What it says, read now if it was not before.
  func content() throws -> Content {
    if let known { return known }
    let content = try read()
    known = content
    return content
  }

  /// The regime made ready for questions; nil if it cannot be understood.
  public func engine() throws -> RegimeEngine? {
    if let made { return made }
    let content = try content()
    let engine = content.base.map {
      content.patch.isEmpty ? $0 : RegimeEngine($0, amending: content.patch.mapValues(\.clause))
    }
    made = engine
    return engine
  }

  /// The vocabulary of its commit; nil if that cannot be understood.
  public func vocabulary() throws -> Vocabulary? { try content().vocabulary }

  /// What is wrong with it; empty if it can be understood.
  public func errors() throws -> [Finding] { try content().errors }

  /// Whether it can be understood.
  public func isUnderstood() throws -> Bool {
    if let understood { return understood }
    let isUnderstood = try content().base != nil
    understood = isUnderstood
    return isUnderstood
  }

  /// A clause, by its position; nil if the version cannot be understood.
  public func clause(at position: Int) throws -> AnyClause? {
    let content = try content()
    return content.patch[position]?.clause ?? content.base?.clauses[position].clause
  }

  /// The clauses that differ in another version, if one of the two was made from the other.
  package func amendments(to after: RegimeVersion) throws -> [HiddenAmendment.Amendment]? {
    let isBackward = amendment?.origin == after.number
    let pair = isBackward ? amendment : after.amendment
    guard let pair, isBackward || pair.origin == number else { return nil }
    return try zip(pair.positions, pair.former).compactMap { position, former in
      let latter = try isBackward ? clause(at: position) : after.clause(at: position)
      return latter.map { latter in
        HiddenAmendment.Amendment(
          position: position, before: isBackward ? latter : former,
          after: isBackward ? former : latter)
      }
    }
  }

  /// Whether amendments of this version change no outcome, as can be seen at once.
  package func hides(_ amendments: [HiddenAmendment.Amendment]) throws -> Bool {
    let content = try content()
    guard let base = content.base, let voices = content.voices else { return false }
    return HiddenAmendment(in: base, voices, patchedBy: content.patch).hides(amendments)
  }

  /// Whether anything may bear on it: its documents are not known, or it is not there.
  var restsOnAll: Bool { key.paths.isEmpty }

  /// The place of a document among those it was made from; nil if it was not.
  func place(of path: String) -> Int? {
    var low = 0
    var high = key.paths.count
    while low < high {
      let middle = low + (high - low) / 2
      if key.paths[middle] == path { return middle }
      if key.paths[middle] < path { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The folders on the way to some paths.
  static func folders(of paths: [String]) -> Set<String> {
    var folders: Set<String> = []
    for path in paths {
      var rest = path[...]
      while let slash = rest.lastIndex(of: "/") {
        rest = rest[..<slash]
        guard folders.insert(String(rest)).inserted else { break }
      }
    }
    return folders
  }
}

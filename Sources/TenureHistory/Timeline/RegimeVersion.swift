internal import Synchronization
internal import TenureDocuments
public import TenureEngine
public import TenureModel

/// A regime as it stands in one or more commits: those between which none of its documents
/// changed.
///
/// Two commits in which a regime is the same version have the same object for it.
public final class RegimeVersion {
  /// A number that no other version has in this process.
  public let number: Int
  /// The name of the regime.
  public let name: String
  /// A commit in which it stands so.
  public let commit: ObjectID
  /// The vocabulary of that commit; nil if it cannot be understood.
  public let vocabulary: Vocabulary?
  /// The regime made ready for questions, which says nothing if there is none of the name; nil if it
  /// cannot be understood.
  public let engine: RegimeEngine?
  /// Whether the commit has such a regime.
  public let isThere: Bool
  /// What is wrong with it; empty if it can be understood.
  public let errors: [Finding]
  /// Which version it was made from, and how; nil if it was read whole.
  public let amendment: Amendment?
  /// What tells it from all other versions.
  let key: Key
  /// The folders that lead to its documents.
  let folders: Set<String>
  /// The documents that may be read again alone, by path.
  let amendable: [String: Part]

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

  /// A document of property or circulation, with the plugin that lowers it.
  struct Part {
    let plugin: Plugin
    let clauseCount: Int
  }

  init(
    name: String, commit: ObjectID, vocabulary: Vocabulary?, engine: RegimeEngine?, isThere: Bool,
    errors: [Finding], amendment: Amendment? = nil, key: Key, folders: Set<String>,
    amendable: [String: Part]
  ) {
    number = Self.numbers.add(1, ordering: .relaxed).newValue
    self.name = name
    self.commit = commit
    self.vocabulary = vocabulary
    self.engine = engine
    self.isThere = isThere
    self.errors = errors
    self.amendment = amendment
    self.key = key
    self.folders = folders
    self.amendable = amendable
  }

  private static let numbers = Atomic<Int>(0)

  /// Whether anything may bear on it: it was not understood, or is not there.
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

/// The regimes of one commit.
public final class RegimeSet {
  /// The regimes, by name; where one regime was asked for, that one alone.
  public let versions: [String: RegimeVersion]
  /// The tree of the policy repository; nil if the commit has none.
  let root: ObjectID?

  init(versions: [String: RegimeVersion], root: ObjectID?) {
    self.versions = versions
    self.root = root
  }
}

internal import TenureDocuments
internal import TenureEngine
public import TenureModel

/// The regimes of a policy repository in many commits, each set made from the one before.
///
///     let timeline = try RegimeTimeline(repository, plugins: Plugins.builtIn)
///     let before = try timeline.regimes(at: parent).versions["cn"]
///     let after = try timeline.regimes(at: commit).versions["cn"]
///     if before !== after { … }                        // some document of it changed
///
/// Asked for a commit, it looks at what differs from the set that it made last: trees with one id
/// are not entered, regimes whose documents all stay are kept, and where one document of clauses
/// was amended only that document is read, and only the clauses that changed are made ready anew.
/// So a commit costs what it changed. Sets and versions that come again are recognised by the ids
/// of their trees and documents.
///
/// Ask along the history: from commits that have little in common each regime is read whole.
///
/// Not to be shared between threads.
public final class RegimeTimeline {
  let repository: PolicyRepository
  let store: ObjectStore
  /// The plugins that documents may name.
  public let plugins: [Plugin]
  let force: Force?
  /// The regime that is asked for; nil for all.
  let name: String?
  let comparison: TreeComparison
  let cache = DocumentCache(byteLimit: RegimeTimeline.parsedBytes)
  private var last: RegimeSet?
  private var sets = RecentValues<ObjectID, RegimeSet>()
  private var versions = RecentValues<RegimeVersion.Key, RegimeVersion>()
  private var setCount = 0
  private var weight = 0
  private var pathKeys: (paths: [String], keys: [ChangedPathKey]) = ([], [])
  private var watched: (paths: [String], documents: WatchedDocuments) = ([], WatchedDocuments([]))
  private var fingerprintCount = 0
  private(set) var fingerprints = RecentValues<ObjectID, ProvisionFingerprints>()
  var layouts = RecentLayouts()
  /// The paths outside of `regimes` that some version rests on, with their folders.
  private var outside: Set<String> = []
  private var answering: [Place: RegimeVersion] = [:]
  var vocabularies: [ObjectID: Loaded<Vocabulary>] = [:]

  /// A regime in a commit.
  private struct Place: Hashable {
    let name: String
    let commit: ObjectID
  }

  /// How many documents were parsed, how many regimes read whole, and how many amended.
  public internal(set) var counts = Counts()

  /// How many documents were parsed whole, for all purposes.
  public var parsedDocuments: Int { counts.amendedDocuments + cache.parsedCount }

  /// What the work consisted of.
  public struct Counts: Sendable, Hashable {
    /// Documents that were parsed whole for amendments.
    public var amendedDocuments = 0
    /// Documents of which only the provisions that changed were parsed.
    public var readProvisions = 0
    /// Regimes that were made from a neighbour.
    public var amendedRegimes = 0
    /// Regimes that were read whole.
    public var wholeRegimes = 0
  }

  /// How many bytes of documents are kept parsed; each byte takes several parsed.
  private static let parsedBytes = 4 << 20
  /// How many clauses the versions that are kept may have together, in each of two halves.
  private static let keptClauses = 20_000

  /// How many documents have their fingerprints kept, in each of two halves.
  private static let keptFingerprints = 1_024

  /// Creates a timeline.
  ///
  /// - Parameters:
  ///   - repository: The policy repository.
  ///   - plugins: The plugins that documents may name.
  ///   - name: The one regime that is asked for; nil for all.
  ///   - force: If given, only clauses of that force and harder count.
  /// - Throws: If there is no git, or it cannot be read.
  public init(
    _ repository: PolicyRepository, plugins: [Plugin], regime name: String? = nil,
    force: Force? = nil
  ) throws(HistoryError) {
    self.repository = repository
    self.plugins = plugins
    self.name = name
    self.force = force
    store = try repository.store()
    comparison = TreeComparison(store, prefix: repository.prefix)
  }

  /// The regimes of a commit.
  public func regimes(at commit: ObjectID) throws -> RegimeSet {
    let root = try comparison.root(in: store.node(commit).tree)
    if let last, last.root == root { return last }
    if let root, let known = sets[root] {
      last = known
      return known
    }
    let set: RegimeSet
    if let last {
      set = try neighbour(of: last, root: root, at: commit)
    } else {
      set = try whole(root: root, at: commit)
    }
    // What is the same as its neighbour is found so again.
    if let root, set !== last {
      weigh(1)
      sets[root] = set
    }
    last = set
    return set
  }

  /// The version of a regime that answers at a commit: that of the commit, or where it cannot be
  /// understood the one that answered at its first parent, as if the commit had not been made.
  public func answering(_ name: String, at commit: ObjectID) throws -> RegimeVersion {
    var passed: [ObjectID] = []
    var current = commit
    while true {
      let own = try regimes(at: current).versions[name] ?? absent(name, at: current)
      let isUnderstood = try own.isUnderstood()
      let known = isUnderstood ? nil : answering[Place(name: name, commit: current)]
      let parent = isUnderstood ? nil : try store.node(current).parents.first
      guard known == nil, let parent else {
        let version = known ?? own
        if answering.count > HistoryLimits.rememberedObjects { answering = [:] }
        for commit in passed { answering[Place(name: name, commit: commit)] = version }
        return version
      }
      passed.append(current)
      current = parent
    }
  }

  /// Whether git's own filters say that a commit changed no document of a version against its first
  /// parent; the version must be the one that answers at the commit.
  ///
  /// False where there are no filters: then the trees have to be compared.
  public func isUntouched(_ version: RegimeVersion, by commit: ObjectID) throws(HistoryError)
    -> Bool
  {
    guard !version.restsOnAll, let graph = try store.graph() else { return false }
    if pathKeys.paths != version.key.paths {
      pathKeys.paths = version.key.paths
      pathKeys.keys = version.key.paths.map { path in
        let names = repository.prefix + DocumentPath.names(path)
        return ChangedPathKey(Array(names.joined(separator: [UInt8(ascii: "/")])))
      }
    }
    return !graph.mayChange(pathKeys.keys, in: commit)
  }

  /// A set made from nothing.
  private func whole(root: ObjectID?, at commit: ObjectID) throws -> RegimeSet {
    let names = try name.map { [$0] } ?? loader(at: commit).regimeNames()
    var versions: [String: RegimeVersion] = [:]
    for name in names { versions[name] = try load(name, at: commit) }
    return RegimeSet(versions, root: root, number: nextSet())
  }

  private func nextSet() -> Int {
    setCount += 1
    return setCount
  }

  /// A set made from another one.
  private func neighbour(
    of other: RegimeSet, root: ObjectID?, at commit: ObjectID
  ) throws -> RegimeSet {
    let only = name.flatMap { other.versions[$0] }
    if let only, let before = other.root, let root, try isSame(only, before, root) {
      return same(as: other, root: root)
    }
    let changes = try comparison.changes(from: other.root, to: root) { path in
      if let only, !only.restsOnAll {
        return only.place(of: path) != nil || only.folders.contains(path)
      }
      return path == RegimeLoader.vocabularyFile || path == RegimeLoader.regimesFolder
        || path.hasPrefix("\(RegimeLoader.regimesFolder)/") || outside.contains(path)
    }
    guard !changes.isEmpty else { return same(as: other, root: root) }
    var versions = other.versions
    var differing: [String] = []
    if name == nil {
      for change in changes where change.before == nil || change.after == nil {
        guard let regime = Self.regime(ofFile: change.path) else { continue }
        versions[regime] = nil
        if change.after != nil { versions[regime] = try load(regime, at: commit) }
        differing.append(regime)
      }
    }
    for regime in other.users.regimes(restingOn: changes) where !differing.contains(regime) {
      guard let version = versions[regime] else { continue }
      let own =
        version.restsOnAll ? changes : changes.filter { version.place(of: $0.path) != nil }
      versions[regime] = try amended(version, own, at: commit) ?? load(regime, at: commit)
      differing.append(regime)
    }
    return RegimeSet(other, versions, differingIn: differing, root: root, number: nextSet())
  }

  /// The same set, which is next compared from another tree.
  private func same(as other: RegimeSet, root: ObjectID?) -> RegimeSet {
    other.root = root
    return other
  }

  /// Whether two trees have the same documents of a version, as can be seen at once.
  private func isSame(
    _ version: RegimeVersion, _ before: ObjectID, _ after: ObjectID
  ) throws(HistoryError) -> Bool {
    guard !version.restsOnAll else { return false }
    if watched.paths != version.key.paths {
      watched = (version.key.paths, WatchedDocuments(version.key.paths))
    }
    return try comparison.areSame(watched.documents, before, after)
  }

  /// The regime whose `regime.yaml` the path is; nil for other documents.
  private static func regime(ofFile path: String) -> String? {
    let names = path.split(separator: "/")
    guard names.count == 3, names[0] == RegimeLoader.regimesFolder,
      names[2] == RegimeLoader.regimeFileName
    else { return nil }
    return String(names[1])
  }

  /// A version that was made before from the same documents.
  func known(_ key: RegimeVersion.Key) -> RegimeVersion? { versions[key] }

  /// Keeps a version for when its documents come again.
  func keep(_ version: RegimeVersion) {
    weigh(1)
    versions[version.key] = version
    let prefix = "\(RegimeLoader.regimesFolder)/"
    for path in version.key.paths where !path.hasPrefix(prefix) {
      outside.insert(path)
      outside.formUnion(RegimeVersion.folders(of: [path]))
    }
  }
}

extension RegimeTimeline {
  /// Counts clauses that are kept; when they are many, what was not asked for lately is forgotten.
  func weigh(_ clauses: Int) {
    weight += clauses
    guard weight > Self.keptClauses else { return }
    weight = 0
    versions.turn()
    sets.turn()
  }

  /// Keeps the fingerprints of a version of a document.
  func keep(_ made: ProvisionFingerprints, of id: ObjectID) {
    fingerprintCount += 1
    if fingerprintCount > Self.keptFingerprints {
      fingerprintCount = 0
      fingerprints.turn()
    }
    fingerprints[id] = made
  }
}

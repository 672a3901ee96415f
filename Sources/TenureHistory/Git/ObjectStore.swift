/// The objects of one repository, read, checked and remembered.
///
/// Everything is read raw and taken apart here, under the limits of `HistoryLimits`: the library's
/// own trees and commits know no limits and accept what git would not write. `refs/replace` and
/// grafts are never followed, so one id always means the same content.
final class ObjectStore {
  private let path: String
  /// The git folder, if the repository is so plain that it can be read without the library.
  let plainFolder: GitFolder?
  /// Whether the library may be asked for what is not found here.
  private let hasLibrary: Bool
  private var opened: LibraryRepository?
  private let commonFolder: String
  private var trees: [ObjectID: [TreeEntry]] = [:]
  // How many tree entries `trees` holds.
  private var treeEntries = 0
  /// How many documents were read.
  private(set) var documentCount = 0
  /// The commits that were read as points of the history, and are in no commit graph.
  var nodes = RecentValues<ObjectID, CommitNode>()
  private var walkDepth = 0
  private var looksForCollisions = false
  private let files: ObjectFiles?
  private var shallowCommits: Set<ObjectID>?
  private var openedGraph: CommitGraph??

  /// Opens the repository whose working tree, or whose git folder, is at the path.
  init(at path: String) throws(HistoryError) {
    self.path = path
    hasLibrary = true
    plainFolder = GitFolder(ofRepositoryAt: path)
    if let plainFolder {
      commonFolder = plainFolder.path
    } else {
      let repository = try LibraryRepository(at: path)
      opened = repository
      commonFolder = repository.git.commonFolder
    }
    files = ObjectFiles(in: commonFolder)
  }

  /// Opens a plain repository once more, for another thread, in which the library is not asked for
  /// anything: what is not found here is not there.
  init(withoutLibrary folder: GitFolder) {
    path = folder.path
    hasLibrary = false
    plainFolder = folder
    commonFolder = folder.path
    files = ObjectFiles(in: commonFolder)
  }

  /// The repository as the library opens it: for what is not read here.
  func library() throws(HistoryError) -> LibraryRepository {
    if let opened { return opened }
    guard hasLibrary else { throw HistoryError(.git, "git's library is not to be asked") }
    let repository = try LibraryRepository(at: path)
    opened = repository
    return repository
  }

  /// What a name stands for among the references.
  func reference(named name: String) throws(HistoryError) -> GitRepository.Reference {
    if let plainFolder {
      switch ReferenceFiles(in: plainFolder).look(for: name) {
      case .object(let id): return .object(id)
      case .absent: return .none
      case .unsure: break
      }
    }
    return try library().git.reference(named: name)
  }

  /// The object whose id begins with the digits; nil if there is none.
  func object(abbreviatedBy digits: String) throws(HistoryError) -> ObjectID? {
    guard let files, let found = files.objects(abbreviatedBy: digits) else {
      return try library().git.object(abbreviatedBy: digits)
    }
    guard found.count <= 1 else { throw .ambiguous(digits) }
    return found.first
  }

  /// Calls `body` with the raw bytes of an object.
  func withObject<Result>(
    _ id: ObjectID, as kind: ObjectKind, _ body: (Span<UInt8>) throws(HistoryError) -> Result
  ) throws(HistoryError) -> Result {
    // In one expression the compiler crashes.
    let bytes = try object(id, as: kind)
    return try body(bytes.span)
  }

  /// The bytes of an object of a kind.
  ///
  /// The path is for errors.
  private func object(
    _ id: ObjectID, as expected: ObjectKind, at path: String? = nil
  ) throws(HistoryError) -> [UInt8] {
    switch files?.look(for: id) ?? .absent {
    case .absent:
      return try library().git.read(id, as: expected, at: path).bytes()
    case .damaged: throw .corrupt(id)
    case .tooLarge(let kind, let size):
      guard kind == expected else { throw .wrongKind(id, kind, expected) }
      throw .tooLarge(id, kind, size, at: path)
    case .found(let kind, let bytes):
      guard kind == expected else { throw .wrongKind(id, kind, expected) }
      if walkDepth > 0 { return bytes }
      let name = looksForCollisions ? try Libgit2.id(of: bytes, as: kind) : nil
      guard name ?? SHA1.id(of: bytes, as: kind) == id else { throw .corrupt(id) }
      return bytes
    }
  }

  /// The kind of an object; nil if it is not there.
  func kind(of id: ObjectID) throws(HistoryError) -> ObjectKind? {
    switch files?.look(for: id) ?? .absent {
    case .absent: return try library().git.header(of: id)?.kind
    case .damaged: throw .corrupt(id)
    case .tooLarge(let kind, _), .found(let kind, _): return kind
    }
  }

  /// Whether the packs hold so many objects that a way through the history may be a long one.
  var isLong: Bool { (files?.packedCount ?? 0) >= HistoryLimits.longHistoryObjects }

  /// Reads objects faster while `body` runs, without hashing each again: for thousands of them.
  func walking<Result>(
    _ body: () throws(HistoryError) -> Result
  ) throws(HistoryError) -> Result {
    beginWalk()
    defer { endWalk() }
    return try body()
  }

  /// Begins what `walking` does, for work that throws errors of its own.
  func beginWalk() { walkDepth += 1 }

  /// Ends what `beginWalk` began.
  func endWalk() { walkDepth -= 1 }

  /// From now on has objects hashed by the library, which knows the marks of a collision that
  /// somebody made on purpose and refuses the object.
  func lookForCollisions() {
    looksForCollisions = true
    trees.removeAll()
    treeEntries = 0
  }

  /// A commit's tree, parents and date.
  ///
  /// Where a shallow clone ends, a commit has no parents.
  func commit(_ id: ObjectID) throws(HistoryError) -> CommitRecord {
    let record = try withObject(id, as: .commit) { (bytes) throws(HistoryError) in
      CommitRecord(bytes)
    }
    guard var record else { throw .corrupt(id) }
    guard !record.hasTooManyParents else {
      throw HistoryError(
        .tooLarge,
        "commit `\(id)` has more than \(HistoryLimits.commitParents) parents")
    }
    if !record.parents.isEmpty, try isShallow(id) { record.parents = CommitParents() }
    return record
  }

  /// The commit graph; nil if there is none that can be trusted to have all parents.
  func graph() throws(HistoryError) -> CommitGraph? {
    if let openedGraph { return openedGraph }
    let graph = try isShallow(nil) ? nil : CommitGraph(in: "\(commonFolder)/objects")
    openedGraph = .some(graph)
    return graph
  }

  /// What reports say of a commit.
  func description(of id: ObjectID) throws(HistoryError) -> Commit {
    let isBoundary = try isShallow(id)
    return try withObject(id, as: .commit) { (bytes) throws(HistoryError) in
      guard CommitRecord(bytes) != nil else { throw .corrupt(id) }
      return Commit(bytes, id: id, isBoundary: isBoundary)
    }
  }

  /// The entries of a folder.
  ///
  /// The path is for errors.
  func tree(_ id: ObjectID, at path: String) throws(HistoryError) -> [TreeEntry] {
    if let entries = trees[id] { return entries }
    let entries = try withObject(id, as: .tree) { (bytes) throws(HistoryError) in
      do throws(TreeDefect) { return try TreeEntry.all(in: bytes) } catch {
        throw error.error(id, at: path)
      }
    }
    if treeEntries + entries.count > HistoryLimits.rememberedObjects {
      trees.removeAll()
      treeEntries = 0
    }
    treeEntries += entries.count
    trees[id] = entries
    return entries
  }

  /// The bytes of a commit, not remembered.
  func commitBytes(_ id: ObjectID) throws(HistoryError) -> [UInt8] { try object(id, as: .commit) }

  /// The bytes of a tree, not remembered.
  func treeBytes(_ id: ObjectID) throws(HistoryError) -> [UInt8] { try object(id, as: .tree) }

  /// The content of a document, at most a mebibyte.
  ///
  /// The path is for errors.
  func document(_ id: ObjectID, at path: String) throws(HistoryError) -> [UInt8] {
    documentCount += 1
    do throws(HistoryError) { return try object(id, as: .blob, at: path) } catch {
      throw HistoryError(error.code, error.message, path: path, help: error.help)
    }
  }

  /// The object that a tag names; nil if the tag cannot be read.
  func tag(_ id: ObjectID) throws(HistoryError) -> ObjectID {
    let target = try withObject(id, as: .tag) { (bytes) throws(HistoryError) -> ObjectID? in
      var reader = ByteReader(count: bytes.count)
      return reader.skip("object ", in: bytes) ? reader.readID(in: bytes) : nil
    }
    guard let target else { throw .corrupt(id) }
    return target
  }

  /// Whether a shallow clone ends at the commit; for nil, whether it ends anywhere.
  func isShallow(_ id: ObjectID?) throws(HistoryError) -> Bool {
    let commits = try shallowEnds()
    return id.map(commits.contains) ?? !commits.isEmpty
  }

  private func shallowEnds() throws(HistoryError) -> Set<ObjectID> {
    if let shallowCommits { return shallowCommits }
    let path = "\(commonFolder)/shallow"
    let bytes = try FileSystem.read(path, limit: HistoryLimits.shallowFileBytes) ?? []
    var commits: Set<ObjectID> = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let commit = ObjectID(String(decoding: line, as: UTF8.self)) { commits.insert(commit) }
    }
    shallowCommits = commits
    return commits
  }
}

/// A repository that the library has opened, shared by who needs it.
final class LibraryRepository {
  let git: GitRepository

  init(at path: String) throws(HistoryError) {
    git = try GitRepository.open(at: path)
  }
}

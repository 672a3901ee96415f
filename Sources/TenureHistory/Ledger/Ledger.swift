/// The history of a policy repository as a verifier reads it: raw, every object hashed with a look
/// for made collisions, and nothing remembered that another reader has read.
///
/// Not to be shared between threads.
package final class Ledger {
  /// The entry of a folder of documents.
  package struct Entry: Sendable, Hashable {
    /// The name; not hidden, and free of control characters.
    package let name: String
    /// Whether it is a folder.
    package let isFolder: Bool
    /// Its content.
    package let id: ObjectID
  }

  /// A commit, as it stands in the object.
  package struct CommitText: Sendable {
    /// Its id.
    package let id: ObjectID
    /// The tree.
    package let tree: ObjectID
    /// All parents.
    package let parents: [ObjectID]
    /// The committer date, in seconds since 1970.
    package let seconds: Int
    /// The bytes of the object.
    package let bytes: [UInt8]
  }

  /// The repository, read strictly.
  package let repository: PolicyRepository
  let store: ObjectStore
  private var folders: [ObjectID: [Entry]] = [:]
  private var entryCount = 0

  /// Opens the policy repository that a folder lies in.
  package init(at path: String) throws(HistoryError) {
    repository = try PolicyRepository.open(at: path)
    store = try repository.store()
    store.lookForCollisions()
  }

  /// Reads a commit.
  ///
  /// Where a shallow clone ends, a commit still names its parents.
  package func commit(_ id: ObjectID) throws(HistoryError) -> CommitText {
    let bytes = try store.commitBytes(id)
    guard let record = CommitRecord(bytes.span) else { throw .corrupt(id) }
    guard !record.hasTooManyParents else {
      throw HistoryError(
        .tooLarge, "commit `\(id)` has more than \(HistoryLimits.commitParents) parents")
    }
    return CommitText(
      id: id, tree: record.tree, parents: Array(record.parents),
      seconds: record.committed.seconds, bytes: bytes)
  }

  /// The folder of the policy repository in a commit's tree; nil if it has none.
  package func policyFolder(ofTree tree: ObjectID) throws(HistoryError) -> ObjectID? {
    var folder = tree
    var path = ""
    for name in repository.prefix {
      let entry = try store.tree(folder, at: path).first { $0.name == name }
      guard let entry, entry.kind == .folder else { return nil }
      path = DocumentPath.join(path, String(decoding: name, as: UTF8.self))
      folder = entry.id
    }
    return folder
  }

  /// Whether the policy repository is a folder of a larger one.
  package var isPart: Bool { !repository.prefix.isEmpty }

  /// The entries of a folder; those whose names begin with a dot are left out.
  ///
  /// The path is for errors.
  package func entries(of folder: ObjectID, at path: String) throws(HistoryError) -> [Entry] {
    guard DocumentPath.names(path).count <= HistoryLimits.folderDepth else { throw .tooDeep(path) }
    if let known = folders[folder] { return known }
    let entries = try CommitTree.entries(of: folder, at: path, in: store).map { name, entry in
      Entry(name: name, isFolder: entry.kind == .folder, id: entry.id)
    }
    // A commit's folders are looked into as those after, and as those before the next.
    if entryCount + entries.count > HistoryLimits.rememberedObjects {
      folders.removeAll()
      entryCount = 0
    }
    entryCount += entries.count
    folders[folder] = entries
    return entries
  }

  /// The content of a document, at most a mebibyte.
  ///
  /// The path is for errors.
  package func document(_ id: ObjectID, at path: String) throws(HistoryError) -> [UInt8] {
    try store.document(id, at: path)
  }

  /// The commits from one along first parents to another, the oldest first and that one left out;
  /// nil if the way does not lead there.
  ///
  /// The ids alone: the commits are to be read again, strictly.
  package func firstParents(
    of tip: ObjectID, downTo root: ObjectID
  ) throws(HistoryError) -> [ObjectID]? {
    try store.walking { () throws(HistoryError) -> [ObjectID]? in
      var commits: [ObjectID] = []
      // Objects that are not what their names say could lead around in a circle.
      var seen: Set<ObjectID> = []
      var commit = tip
      while commit != root {
        guard seen.insert(commit).inserted else { throw .corrupt(commit) }
        commits.append(commit)
        guard commits.count <= HistoryLimits.walkedCommits else { throw .tooManyCommits }
        guard let parent = try store.node(commit).parents.first else {
          guard try !store.isShallow(commit) else { throw .shallow(commit, "`\(root)`") }
          return nil
        }
        commit = parent
      }
      return commits.reversed()
    }
  }

  /// Whether there is such a commit.
  package func hasCommit(_ id: ObjectID) throws(HistoryError) -> Bool {
    try store.kind(of: id) == .commit
  }
}

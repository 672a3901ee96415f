import Glibc
import TenureHistory
import TenureModel

/// Writes the documents of a merge into the working tree, all of them or none.
struct MergeWriting {
  private let merge: RepositoryMerge
  private let ours: Snapshot
  private let folder: String
  private let workingTree: Snapshot

  /// Makes ready to write a merge without conflicts over our side, which the working tree must
  /// still hold where the merge changes it.
  init(_ merge: RepositoryMerge, over ours: Snapshot, in session: Session) throws {
    self.merge = merge
    self.ours = ours
    let repository = try session.repository()
    guard !repository.isBare else {
      throw CommandFailure(
        "`\(repository.path)` is a bare repository and has no working tree",
        help: "run `tenure merge` with --write in a clone")
    }
    folder = repository.path
    workingTree = try session.snapshot(at: .workingTree).snapshot
  }

  /// Writes what differs from our side.
  ///
  /// Everything is written beside its place first and then renamed, so that no document is ever
  /// half written.
  func write() throws {
    for path in merge.changed + merge.removed { try checkClean(path) }
    try DiskFile.replaceAll(
      merge.changed.map { ("\(folder)/\($0)", merge.documents[$0] ?? []) })
    for path in merge.removed { try DiskFile.remove("\(folder)/\(path)") }
  }

  /// The working tree must have of a document what our side has.
  private func checkClean(_ path: String) throws {
    let committed = try ours.exists(path) ? ours.bytes(at: path) : nil
    let present = try workingTree.exists(path) ? workingTree.bytes(at: path) : nil
    guard committed != present else { return }
    throw CommandFailure(
      present == nil
        ? "`\(path)` is not in the working tree as \(ours.revision) has it"
        : "`\(path)` is not what \(ours.revision) has, and is not overwritten",
      file: path, help: "commit or stash what changed, and check that revision out")
  }
}

extension DiskFile {
  /// Replaces or makes several files: all new contents are on the disk before the first is put in
  /// its place.
  static func replaceAll(_ files: [(path: String, bytes: [UInt8])]) throws {
    var staged: [(temporary: String, path: String)] = []
    do {
      for file in files {
        try makeFolders(of: file.path)
        staged.append((try stage(file.bytes, for: file.path), file.path))
      }
    } catch {
      for file in staged { unlink(file.temporary) }
      throw error
    }
    for (position, file) in staged.enumerated() {
      guard rename(file.temporary, file.path) == 0 else {
        let failure = failure("write", file.path)
        for file in staged[position...] { unlink(file.temporary) }
        throw failure
      }
    }
  }

  /// Removes a file.
  static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
  }

  private static func makeFolders(of path: String) throws {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += folder.isEmpty && part.isEmpty ? "/" : folder.hasSuffix("/") ? part : "/" + part
      if folder.isEmpty { folder = String(part) }
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw failure("make", folder) }
    }
  }
}

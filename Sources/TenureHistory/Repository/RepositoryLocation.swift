/// Where a policy repository lies, found by looking at files alone: git is not started for it.
struct RepositoryLocation {
  /// The folder from which the search went up, without links.
  let start: String
  /// The working tree, or the git folder of a bare repository; nil where there is no git.
  private(set) var gitPath: String?
  /// Whether the git folder stands alone, without a working tree.
  private(set) var isBare = false
  /// The folder with `vocabulary.yaml`, if the files show one.
  private(set) var policyFolder: String?

  /// The document that makes a folder a policy repository.
  static let vocabulary = "vocabulary.yaml"

  /// Searches the path and the folders above it, no higher than the git repository reaches.
  init(searching path: String) throws(HistoryError) {
    guard let resolved = FileSystem.resolved(path) else {
      throw HistoryError(
        .noFolder, "the folder `\(path.singleLine)` does not exist", path: path)
    }
    guard FileSystem.kind(of: resolved) == .folder else {
      throw HistoryError(.noFolder, "`\(path.singleLine)` is not a folder", path: path)
    }
    start = resolved
    var folder = resolved
    while true {
      let base = folder == "/" ? "" : folder
      if policyFolder == nil, FileSystem.kind(of: "\(base)/\(Self.vocabulary)") != nil {
        policyFolder = folder
      }
      if Self.isWorkingTree(base) {
        gitPath = folder
        return
      }
      if Self.isGitFolder(base) {
        gitPath = folder
        isBare = true
        return
      }
      guard folder != "/" else { return }
      folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
      if folder.isEmpty { folder = "/" }
    }
  }

  /// The names that lead from the working tree's root to a folder within it.
  func names(to folder: String) -> [[UInt8]] {
    guard let gitPath, folder.hasPrefix(gitPath) else { return [] }
    return DocumentPath.names(String(folder.dropFirst(gitPath.count)))
  }

  private static func isWorkingTree(_ folder: String) -> Bool {
    switch FileSystem.kind(of: "\(folder)/.git") {
    case .file, .link: true
    case .folder: FileSystem.kind(of: "\(folder)/.git/HEAD") != nil
    default: false
    }
  }

  private static func isGitFolder(_ folder: String) -> Bool {
    FileSystem.kind(of: "\(folder)/HEAD") != nil
      && FileSystem.kind(of: "\(folder)/objects") == .folder
      && FileSystem.kind(of: "\(folder)/refs") == .folder
  }
}

internal import Glibc

/// The git folder of a repository of the plainest kind, as `git init` and `git clone` make it.
///
/// Starting git's own library takes milliseconds, most of them for certificates of hosts that are
/// never called. A plain repository can be read without it: its references are files, its objects
/// are read here anyway. Whatever is not plain is left to the library, which then decides and
/// explains: the folder of another user, a linked working tree, a submodule, an extension such as
/// SHA-256 or a reftable, a configuration that includes others or names another working tree.
///
/// So nothing is accepted here that the library would refuse.
struct GitFolder {
  /// The git folder, which is also the one that all working trees would share.
  let path: String

  /// Looks at the repository whose working tree, or whose git folder, is at a path without links;
  /// nil if it is not plain.
  init?(ofRepositoryAt path: String) {
    guard Self.isOwnFolder(path) else { return nil }
    var folder = "\(path)/.git"
    switch FileSystem.kind(of: folder) {
    case .folder: guard Self.isOwnFolder(folder) else { return nil }
    case nil: folder = path
    case .file, .link, .other: return nil
    }
    guard FileSystem.kind(of: "\(folder)/HEAD") == .file,
      FileSystem.kind(of: "\(folder)/objects") == .folder,
      FileSystem.kind(of: "\(folder)/refs") == .folder,
      FileSystem.kind(of: "\(folder)/commondir") == nil,
      FileSystem.kind(of: "\(folder)/config") == .file,
      let configuration = try? FileSystem.read(
        "\(folder)/config", limit: HistoryLimits.plainConfigurationBytes),
      Self.isPlain(configuration)
    else { return nil }
    self.path = folder
  }

  /// Whether a folder belongs to the user who asks.
  ///
  /// Exceptions (`safe.directory`, `sudo`) are for the library to know.
  private static func isOwnFolder(_ path: String) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return false }
    return FileSystem.kind(status) == .folder && status.st_uid == geteuid()
  }
}

extension GitFolder {
  /// Whether a configuration says of the repository's form that it is version 0 or 1, and nothing
  /// more.
  ///
  /// Names of sections and keys cannot be escaped, so that a word that does not stand in the text
  /// is not said. A word that stands there for another reason costs time alone.
  static func isPlain(_ configuration: [UInt8]) -> Bool {
    var lowercase = configuration
    for index in lowercase.indices where (65...90).contains(lowercase[index]) {
      lowercase[index] += 32
    }
    for word in ["extensions", "include", "worktree"] {
      guard places(of: word, in: lowercase).isEmpty else { return false }
    }
    let versions = places(of: "repositoryformatversion", in: lowercase)
    guard versions.count == 1, let version = versions.first else { return false }
    // The key may be in a section of another name only if it is nowhere else.
    let before = lowercase[..<version.lowerBound].last { $0 != 0x20 && $0 != 0x09 }
    let line = lowercase[version.upperBound...].prefix { $0 != UInt8(ascii: "\n") }
    let value = line.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    return before == UInt8(ascii: "\n") && (value == Array("=0".utf8) || value == Array("=1".utf8))
  }

  private static func places(of word: String, in text: [UInt8]) -> [Range<Int>] {
    let word = Array(word.utf8)
    guard text.count >= word.count else { return [] }
    return (0...text.count - word.count).filter { text[$0] == word[0] }
      .map { $0..<$0 + word.count }
      .filter { text[$0].elementsEqual(word) }
  }
}

/// Rules for the names of the folders and files that are read.
enum DocumentPath {
  /// The names of a path; the empty path has none.
  static func names(_ path: String) -> [[UInt8]] {
    path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
  }

  /// A path with one more name.
  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : "\(folder)/\(name)"
  }

  /// Whether files of this name are no documents: editors and git keep their own beside them.
  static func isHidden(_ name: [UInt8]) -> Bool {
    name.first == UInt8(ascii: ".")
  }

  /// The name of an entry as text, or the error that it cannot be one.
  static func text(_ name: [UInt8], in folder: String) throws(HistoryError) -> String {
    guard let text = String(validating: name, as: UTF8.self) else {
      throw HistoryError(
        .hostileTree, "a name in the folder `\(folder)` is not UTF-8", path: folder,
        help: "rename the file")
    }
    guard text == text.singleLine else {
      throw HistoryError(
        .hostileTree, "a name in the folder `\(folder)` holds a control character", path: folder,
        help: "rename the file")
    }
    return text
  }

  /// Checks a path that a caller asks for: relative, and within the policy repository.
  static func check(_ path: String) throws(HistoryError) {
    let names = names(path)
    let isSound =
      !path.hasPrefix("/") && !path.utf8.contains(0)
      && names.allSatisfy { name in
        let name = String(decoding: name, as: UTF8.self).lowercased()
        return name != "." && name != ".." && name != ".git"
      }
    guard isSound else {
      throw HistoryError(
        .noDocument, "`\(path.singleLine)` is no path within a policy repository", path: path)
    }
    guard names.count <= HistoryLimits.folderDepth else { throw .tooDeep(path) }
  }
}

extension HistoryError {
  static func symbolicLink(_ path: String) -> HistoryError {
    HistoryError(
      .symbolicLink, "`\(path.singleLine)` is a symbolic link, and links are never followed",
      path: path, help: "put the file itself in its place")
  }

  static func submodule(_ path: String) -> HistoryError {
    HistoryError(
      .submodule, "`\(path.singleLine)` is another git repository, which is never entered",
      path: path, help: "put the files themselves in its place")
  }

  static func oddMode(_ path: String) -> HistoryError {
    HistoryError(
      .hostileTree, "`\(path.singleLine)` has a mode that git does not write", path: path,
      help: "add the file again with `git add`")
  }

  static func tooLarge(_ path: String, _ size: Int, limit: Int) -> HistoryError {
    HistoryError(
      .tooLarge, "`\(path.singleLine)` has \(size) bytes; \(limit) are read at most", path: path,
      help: "split the document")
  }

  static func tooManyEntries(_ path: String) -> HistoryError {
    HistoryError(
      .tooLarge,
      "the folder `\(path.singleLine)` has more than \(HistoryLimits.folderEntries) entries",
      path: path)
  }

  static func tooDeep(_ path: String) -> HistoryError {
    HistoryError(
      .tooLarge,
      "`\(path.singleLine)` lies more than \(HistoryLimits.folderDepth) folders deep", path: path)
  }

  static func noDocument(_ path: String, at revision: Revision) -> HistoryError {
    HistoryError(
      .noDocument, "there is no `\(path.singleLine)` in \(revision.description)", path: path)
  }
}

internal import Glibc

/// The few calls on files that are needed, through the system's own interface.
enum FileSystem {
  /// What stands at a path.
  enum Kind {
    case file, folder, link, other
  }

  /// What stands at the path, links not followed; nil if nothing does.
  static func kind(of path: String) -> Kind? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    return kind(status)
  }

  /// What a status describes.
  static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// The path without links, `.` and `..`; nil if it does not exist.
  static func resolved(_ path: String) -> String? {
    guard let result = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(result) }
    return unsafe String(cString: result)
  }

  /// Opens a folder; nil if there is none.
  static func openFolder(_ path: String) throws(HistoryError) -> FileHandle? {
    let folder = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard folder < 0 else { return FileHandle(owning: folder) }
    guard errno == ENOENT || errno == ENOTDIR else { throw .system("read", path) }
    return nil
  }

  /// Makes a folder and those it lies in, unless they are there.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - observe: Is told of each folder that was made.
  /// - Throws: `unreadable` if one of them cannot be made.
  static func makeFolders(
    _ path: String, observe: (String) -> Void = { _ in }
  ) throws(HistoryError) {
    var walked = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      walked += walked.isEmpty || walked == "/" ? String(name) : "/\(name)"
      if unsafe mkdir(walked, 0o777) == 0 {
        observe(walked)
      } else if errno != EEXIST {
        throw .system("create", walked)
      }
    }
  }

  /// Writes a new file in a folder, and the folders on the way.
  ///
  /// The folder's own path may hold links; no other is followed, and no file is overwritten.
  ///
  /// - Parameters:
  ///   - file: The path of the file within the folder.
  ///   - folder: The folder, which is there.
  ///   - bytes: The content.
  ///   - observe: Is told of each folder on the way that was made, and of the file as soon as it
  ///     is there, which may be before its content is.
  /// - Throws: `unreadable` if the file is there or cannot be written, `symbolicLink` if a link
  ///   stands in the way.
  static func create(
    _ file: String, in folder: String, _ bytes: [UInt8],
    observe: (_ path: String, _ isFolder: Bool) -> Void
  ) throws(HistoryError) {
    guard var handle = try openFolder(folder) else { throw .system("read", folder) }
    let names = file.split(separator: "/").map(String.init)
    var walked = ""
    for name in names.dropLast() {
      walked = DocumentPath.join(walked, name)
      if unsafe mkdirat(handle.descriptor, name, 0o777) == 0 {
        observe(walked, true)
      } else if errno != EEXIST {
        throw .system("create", file)
      }
      guard let next = try handle.open(name, path: file) else { throw .system("create", file) }
      handle = next
    }
    try handle.create(names.last ?? file, path: file, bytes) { observe(file, false) }
  }

  /// Removes a folder with all that it holds, as far as that can be done; links are not followed.
  static func removeTree(_ path: String) {
    for name in names(in: path) {
      let entry = "\(path)/\(String(decoding: name, as: UTF8.self))"
      if kind(of: entry) == .folder { removeTree(entry) } else { _ = unsafe unlink(entry) }
    }
    _ = unsafe rmdir(path)
  }

  private static func names(in folder: String) -> [[UInt8]] {
    do throws(HistoryError) {
      guard let handle = try openFolder(folder) else { return [] }
      return try handle.names(folder)
    } catch { return [] }
  }

  /// The content of a regular file of at most `limit` bytes; nil if there is none.
  static func read(_ path: String, limit: Int) throws(HistoryError) -> [UInt8]? {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system("read", path)
    }
    return try FileHandle(owning: file).read(path, limit: limit)
  }
}

extension HistoryError {
  /// What the system says about the call that has just failed.
  static func system(_ verb: String, _ path: String) -> HistoryError {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    return HistoryError(
      .unreadable, "cannot \(verb) `\(path.singleLine)`: \(reason.lowercased())", path: path)
  }
}

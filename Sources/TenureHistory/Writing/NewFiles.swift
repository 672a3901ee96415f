internal import Glibc

/// What was made on the disk so far, to be taken back if the rest cannot be done.
///
/// Only what was not there before is noted, so that taking it back leaves the disk as it was.
struct NewFiles {
  private enum Made {
    case file(String)
    /// A folder that may hold what others put there.
    case folder(String)
    /// A folder whose whole content is ours.
    case tree(String)
  }

  private var made: [Made] = []

  /// Makes a folder and those it lies in, unless they are there.
  mutating func makeFolders(_ path: String) throws(HistoryError) {
    try FileSystem.makeFolders(path) { made.append(.folder($0)) }
  }

  /// Writes a new file in a folder, and the folders on the way.
  mutating func create(
    _ file: String, in folder: String, _ bytes: [UInt8]
  ) throws(HistoryError) {
    try FileSystem.create(file, in: folder, bytes) { path, isFolder in
      made.append(isFolder ? .folder("\(folder)/\(path)") : .file("\(folder)/\(path)"))
    }
  }

  /// Notes that a folder is about to be made, unless something is there.
  mutating func willMakeTree(_ path: String) {
    if FileSystem.kind(of: path) == nil { made.append(.tree(path)) }
  }

  /// Takes everything back, the last first; a folder that holds something else stays.
  mutating func remove() {
    while let last = made.popLast() {
      switch last {
      case .file(let path): _ = unsafe unlink(path)
      case .folder(let path): _ = unsafe rmdir(path)
      case .tree(let path): FileSystem.removeTree(path)
      }
    }
  }
}

internal import Glibc

/// An open file or folder, closed with the value.
struct FileHandle: ~Copyable {
  let descriptor: Int32

  init(owning descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    _ = close(descriptor)
  }

  /// What the handle is open on.
  func status(_ path: String) throws(HistoryError) -> stat {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .system("read", path) }
    return status
  }

  /// The whole content, if it is a regular file of at most `limit` bytes.
  ///
  /// The path is for errors.
  func read(_ path: String, limit: Int) throws(HistoryError) -> [UInt8] {
    let status = try status(path)
    guard FileSystem.kind(status) == .file else {
      throw HistoryError(.unreadable, "`\(path.singleLine)` is not a regular file", path: path)
    }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge(path, size, limit: limit) }
    // One byte more than the size shows a file that grows while it is read.
    var bytes = [UInt8](repeating: 0, count: size + 1)
    var count = 0
    while count < bytes.count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), size + 1 - count)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .system("read", path) }
      if got == 0 { break }
      count += got
    }
    guard count <= size else {
      throw HistoryError(
        .unreadable, "`\(path.singleLine)` changes while it is read", path: path,
        help: "try again")
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Opens what stands in this folder under the name, links not followed; nil if nothing does.
  func open(_ name: String, path: String) throws(HistoryError) -> FileHandle? {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW
    let child = unsafe openat(descriptor, name, flags)
    guard child < 0 else { return FileHandle(owning: child) }
    switch errno {
    case ENOENT, ENOTDIR: return nil
    case ELOOP: throw .symbolicLink(path)
    default: throw .system("read", path)
    }
  }

  /// Whether anything stands in this folder under the name, a link or not; false for a file.
  func holds(_ name: String) -> Bool {
    var status = stat()
    return unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// Writes a new file in this folder; one that is there is not overwritten.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - path: Its path, for errors.
  ///   - bytes: Its content.
  ///   - observe: Is called when the file is there and its content is not.
  /// - Throws: `unreadable` if the file is there, or cannot be written whole.
  func create(
    _ name: String, path: String, _ bytes: [UInt8], observe: () -> Void
  ) throws(HistoryError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let child = unsafe openat(descriptor, name, flags, 0o666)
    guard child >= 0 else { throw .system("create", path) }
    observe()
    let file = FileHandle(owning: child)
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(
          file.descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .system("write", path) }
      written += count
    }
  }

  /// The names in this folder, in no order.
  ///
  /// The path is for errors.
  func names(_ path: String) throws(HistoryError) -> [[UInt8]] {
    // `fdopendir` takes its descriptor over, and this handle wants to keep its own.
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0, let stream = unsafe fdopendir(copy) else { throw .system("read", path) }
    defer { unsafe closedir(stream) }
    unsafe rewinddir(stream)
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
          unsafe Array(UnsafeBufferPointer(start: bytes, count: strnlen(pointer, 256)))
        }
      }
      if name == [UInt8(ascii: ".")] || name == Array("..".utf8) { continue }
      names.append(name)
      guard names.count <= HistoryLimits.folderEntries else { throw .tooManyEntries(path) }
    }
    return names
  }
}

import Glibc

/// Files on disk that a user named.
enum DiskFile {
  /// The content of a regular file of at most `limit` bytes.
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure("`\(path)` is not a regular file", file: path)
    }
    guard status.st_size <= limit else {
      throw CommandFailure(
        "`\(path)` has more than \(limit) bytes", file: path, help: "split it")
    }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var count = 0
    while count < bytes.count {
      let room = bytes.count - count
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), room)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw failure("read", path) }
      if got == 0 { break }
      count += got
    }
    return Array(bytes[..<count])
  }

  /// Replaces the content of a file at once: whoever reads it sees the old content or the new.
  ///
  /// A link stays a link, and the file that it leads to is replaced.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    guard let real = realpath(path, nil) else { throw failure("write", path) }
    defer { free(real) }
    let target = String(cString: real)
    var status = stat()
    guard stat(target, &status) == 0 else { throw failure("write", path) }
    let temporary = try stage(bytes, for: target, mode: status.st_mode & 0o7777)
    guard rename(temporary, target) == 0 else {
      let failure = failure("write", path)
      unlink(temporary)
      throw failure
    }
  }

  /// Writes a new file, or a file anew: whoever reads it sees all or nothing of it.
  ///
  /// A link stays a link. What is no regular file, such as a pipe or a device, stays what it is and
  /// is written to; so is a file that is standard output.
  static func write(_ path: String, _ bytes: [UInt8]) throws {
    var status = stat()
    if stat(path, &status) == 0 {
      if let stream = stream(status) { return try write(bytes, to: stream, named: path) }
      guard status.st_mode & S_IFMT == S_IFREG else { return try writeThrough(path, bytes) }
      return try replace(path, with: bytes)
    }
    // A link that leads to a file which is not there yet.
    if lstat(path, &status) == 0 { return try writeThrough(path, bytes) }
    let temporary = try stage(bytes, for: path)
    guard rename(temporary, path) == 0 else {
      let failure = failure("write", path)
      unlink(temporary)
      throw failure
    }
  }

  /// The output of the process that a file is, if it is one: replacing it would lose what follows.
  private static func stream(_ status: stat) -> Int32? {
    [STDOUT_FILENO, STDERR_FILENO].first { descriptor in
      var open = stat()
      return fstat(descriptor, &open) == 0 && open.st_dev == status.st_dev
        && open.st_ino == status.st_ino
    }
  }

  /// Writes to whatever stands there.
  private static func writeThrough(_ path: String, _ bytes: [UInt8]) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure("write", path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, named: path)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, named path: String) throws {
    guard write(bytes, to: descriptor) else { throw failure("write", path) }
  }

  /// Writes a new file beside the place where it will stand, and returns its name.
  ///
  /// Without a mode it gets that of the file that stands there, or what the user's mask leaves.
  static func stage(_ bytes: [UInt8], for target: String, mode: mode_t? = nil) throws -> String {
    var mode = mode
    if mode == nil {
      var status = stat()
      if stat(target, &status) == 0 {
        mode = status.st_mode & 0o7777
      } else {
        let mask = umask(0)
        umask(mask)
        mode = 0o666 & ~mask
      }
    }
    var name = Array((target + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw failure("write", target) }
    defer { close(descriptor) }
    let temporary = name.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    guard write(bytes, to: descriptor), fchmod(descriptor, mode ?? 0o644) == 0,
      fsync(descriptor) == 0
    else {
      let failure = failure("write", target)
      unlink(temporary)
      throw failure
    }
    return temporary
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  static func failure(_ verb: String, _ path: String) -> CommandFailure {
    CommandFailure(
      "cannot \(verb) `\(path)`: \(String(cString: strerror(errno)).lowercased())", file: path)
  }
}

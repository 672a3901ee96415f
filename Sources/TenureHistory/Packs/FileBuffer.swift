internal import Glibc

/// Room into which small files are read, one after the other.
///
/// Most objects of a young repository are files of a few hundred bytes, and a walk reads hundreds
/// of them: to map each costs two calls more, and a page that the system has to find.
@safe struct FileBuffer: ~Copyable {
  private let room: UnsafeMutableRawBufferPointer

  private static let byteCount = 1 << 16

  init() {
    unsafe room = .allocate(byteCount: Self.byteCount, alignment: 8)
  }

  deinit { unsafe room.deallocate() }

  /// Calls `body` with the content of a regular file; nil if it cannot be read, or is empty.
  func withBytes<Result>(
    of path: String, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    let file = FileHandle(owning: descriptor)
    guard let status = try? file.status(path), FileSystem.kind(status) == .file else { return nil }
    let size = Int(status.st_size)
    guard size > 0 else { return nil }
    guard unsafe size <= room.count else {
      guard let mapped = MappedFile(mapping: file, size) else { return nil }
      return unsafe mapped.withBytes(from: 0, body)
    }
    var filled = 0
    while filled < size {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: room[filled..<size])
      let count = unsafe read(file.descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      filled += count
    }
    return unsafe body(UnsafeRawBufferPointer(rebasing: room[..<filled]))
  }
}

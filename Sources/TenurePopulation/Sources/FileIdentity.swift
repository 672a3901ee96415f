import Glibc

/// What tells a file from all others, whatever it is called.
struct FileIdentity: Sendable, Hashable {
  private let device: dev_t
  private let number: ino_t

  /// The identity of what `stat` has found.
  init(_ status: stat) {
    device = status.st_dev
    number = status.st_ino
  }

  /// The file that a path leads to; nil if there is none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

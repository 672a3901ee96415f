internal import Glibc

/// The references of a plain repository, read from its files: one for each, or a line of
/// `packed-refs`.
///
///     HEAD               ref: refs/heads/main
///     refs/heads/main    1a2b3c…
///     packed-refs        1a2b3c… refs/tags/v1
///
/// What is not exactly so, or is named in an unusual way, is left to git's own library.
struct ReferenceFiles {
  /// What comes of looking for a name.
  enum Answer: Hashable {
    case object(ObjectID)
    case absent
    /// The library has to be asked.
    case unsure
  }

  private let folder: String

  /// The references within a git folder.
  init(in folder: GitFolder) {
    self.folder = folder.path
  }

  /// Looks a name up as git does: as it is, then among tags, branches and remotes.
  func look(for name: String) -> Answer {
    guard Self.isPlain(name) else { return .unsure }
    var packed: [UInt8]?
    for candidate in Self.candidates(for: name) {
      switch follow(candidate, &packed) {
      case .absent: continue
      case .object(let id): return .object(id)
      case .unsure: return .unsure
      }
    }
    // Where HEAD leads nowhere, it is the name of the branch that is wanted.
    return name == "HEAD" ? .unsure : .absent
  }

  /// The full names that a name may stand for, in git's order.
  ///
  /// A name alone is one of git's own files, such as `HEAD`, only if it is in capitals.
  static func candidates(for name: String) -> [String] {
    let isOwn = name.utf8.allSatisfy { (65...90).contains($0) || $0 == UInt8(ascii: "_") }
    return (isOwn || name.hasPrefix("refs/") ? [name] : [])
      + ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map { $0 + name }
      + ["refs/remotes/\(name)/HEAD"]
  }

  /// Whether a name is one that git allows, and of letters, digits and a few signs.
  static func isPlain(_ name: String) -> Bool {
    let names = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return name.utf8.count <= HistoryLimits.plainReferenceBytes
      && names.allSatisfy { part in
        part.first.map { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") } ?? false
          && part.last != UInt8(ascii: ".") && !part.hasSuffix(".lock") && !part.hasDoubleDot
          && part.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122: true
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"): true
            default: false
            }
          }
      }
  }

  /// Follows a full name, from reference to reference, to an object.
  private func follow(_ name: String, _ packed: inout [UInt8]?) -> Answer {
    var name = name
    for _ in 0...HistoryLimits.referenceDepth {
      switch read(name) {
      case .reference(let next): name = next
      case .object(let id): return .object(id)
      case .unsure: return .unsure
      case .absent: return packedReference(name, &packed)
      }
    }
    return .unsure
  }

  private enum File {
    case object(ObjectID)
    case reference(String)
    case absent, unsure
  }

  /// The file of a reference.
  private func read(_ name: String) -> File {
    let path = "\(folder)/\(name)"
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return errno == ENOENT || errno == ENOTDIR ? .absent : .unsure }
    let file = FileHandle(owning: descriptor)
    guard let status = try? file.status(path) else { return .unsure }
    // Names that begin alike share folders: `refs/heads/draft` beside `refs/heads/draft/cn`.
    if FileSystem.kind(status) == .folder { return .absent }
    guard FileSystem.kind(status) == .file,
      var bytes = try? file.read(path, limit: HistoryLimits.referenceFileBytes)
    else { return .unsure }
    while let last = bytes.last, last == 0x0A || last == 0x0D || last == 0x20 { bytes.removeLast() }
    if bytes.count == 2 * ObjectID.byteCount {
      return ObjectID(hexadecimal: bytes.span).map(File.object) ?? .unsure
    }
    let next = String(decoding: bytes.dropFirst("ref: ".utf8.count), as: UTF8.self)
    guard bytes.starts(with: "ref: ".utf8), next.hasPrefix("refs/"), Self.isPlain(next) else {
      return .unsure
    }
    return .reference(next)
  }

  /// The line of a full name in `packed-refs`.
  private func packedReference(_ name: String, _ packed: inout [UInt8]?) -> Answer {
    let bytes: [UInt8]
    if let packed {
      bytes = packed
    } else {
      let path = "\(folder)/packed-refs"
      switch FileSystem.kind(of: path) {
      case nil: bytes = []
      case .file:
        let limit = HistoryLimits.packedReferencesBytes
        guard let read = try? FileSystem.read(path, limit: limit) else { return .unsure }
        bytes = read
      case .folder, .link, .other: return .unsure
      }
      packed = bytes
    }
    return Self.line(of: name, in: bytes)
  }

  /// The object on the line `<40 digits> NAME`.
  static func line(of name: String, in packed: [UInt8]) -> Answer {
    let name = Array(name.utf8)
    let digits = 2 * ObjectID.byteCount
    var start = 0
    while start < packed.count {
      let end = packed[start...].firstIndex(of: 0x0A) ?? packed.count
      defer { start = end + 1 }
      guard end - start == digits + 1 + name.count, packed[start + digits] == 0x20,
        packed[(start + digits + 1)..<end].elementsEqual(name)
      else { continue }
      return ObjectID(hexadecimal: packed.span, at: start).map(Answer.object) ?? .unsure
    }
    return .absent
  }
}

extension Substring.UTF8View {
  fileprivate var hasDoubleDot: Bool {
    zip(self, dropFirst()).contains { $0 == UInt8(ascii: ".") && $1 == UInt8(ascii: ".") }
  }

  fileprivate func hasSuffix(_ suffix: String) -> Bool {
    suffix.utf8.count <= count && self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}

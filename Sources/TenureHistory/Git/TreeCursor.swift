/// Reads the entries of a raw tree one after the other, and accepts only what git itself writes.
///
///     40000 regimes␀<20 bytes>100644 vocabulary.yaml␀<20 bytes>…
///
/// Git's own library returns whatever stands there. Here an entry must be whole, its name must be
/// a name and no way out of the folder, and the entries must be in git's order, each name once: a
/// search would otherwise depend on who reads. Modes and odd characters are judged where an entry
/// is used, so that a stranger's file beside a policy repository does no harm.
///
/// - Complexity: linear in the bytes of the tree; allocates only for names that begin like others.
struct TreeCursor {
  /// One entry, as offsets into the tree.
  struct Entry {
    var kind: TreeEntry.Kind
    var name: Range<Int>
    var idOffset: Int
  }

  private var offset = 0
  private var count = 0
  private var last: Entry?
  // Files whose names begin the name of each later entry: a folder of the same name may still come
  // after them, because git sorts the folder `a` as `a/`.
  private var openFiles: [Range<Int>] = []

  /// The next entry; nil at the end.
  mutating func next(in bytes: Span<UInt8>) throws(TreeDefect) -> Entry? {
    guard offset < bytes.count else { return nil }
    count += 1
    guard count <= HistoryLimits.folderEntries else { throw .tooManyEntries }
    let kind = try readMode(in: bytes)
    let start = offset
    while offset < bytes.count, bytes[offset] != 0 { offset += 1 }
    let name = start..<offset
    guard offset + ObjectID.byteCount < bytes.count else { throw .cutOff }
    let entry = Entry(kind: kind, name: name, idOffset: offset + 1)
    offset += 1 + ObjectID.byteCount
    try checkName(of: entry, in: bytes)
    try checkOrder(of: entry, in: bytes)
    last = entry
    return entry
  }

  private mutating func readMode(in bytes: Span<UInt8>) throws(TreeDefect) -> TreeEntry.Kind {
    var mode = 0
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: " ") {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[offset]), offset - start < 7
      else { throw .malformedMode }
      mode = mode << 3 | Int(bytes[offset] - UInt8(ascii: "0"))
      offset += 1
    }
    guard offset < bytes.count, offset > start else { throw .cutOff }
    let isPadded = bytes[start] == UInt8(ascii: "0")
    offset += 1
    switch mode {
    case _ where isPadded: return .other
    case 0o040000: return .folder
    case 0o100644, 0o100755: return .file
    case 0o120000: return .symbolicLink
    case 0o160000: return .submodule
    default: return .other
    }
  }

  private func checkName(of entry: Entry, in bytes: Span<UInt8>) throws(TreeDefect) {
    let name = entry.name
    guard !name.isEmpty else { throw .forbiddenName("") }
    for index in name where bytes[index] == UInt8(ascii: "/") {
      throw .forbiddenName(Self.text(name, in: bytes))
    }
    guard bytes[name.lowerBound] == UInt8(ascii: "."), name.count <= 4 else { return }
    switch Self.text(name, in: bytes).lowercased() {
    case ".", "..", ".git": throw .forbiddenName(Self.text(name, in: bytes))
    default: break
    }
  }

  private mutating func checkOrder(of entry: Entry, in bytes: Span<UInt8>) throws(TreeDefect) {
    guard let last else { return }
    guard Self.isOrdered(last, entry, in: bytes) else {
      let isTwice = Self.isEqual(last.name, entry.name, in: bytes)
      throw isTwice ? .duplicateName(Self.text(entry.name, in: bytes)) : .unsorted
    }
    if last.kind != .folder, Self.begins(entry.name, with: last.name, in: bytes) {
      openFiles.append(last.name)
    }
    while let file = openFiles.last {
      guard Self.begins(entry.name, with: file, in: bytes) else {
        openFiles.removeLast()
        continue
      }
      guard file.count < entry.name.count else {
        throw .duplicateName(Self.text(entry.name, in: bytes))
      }
      break
    }
  }
}

extension TreeCursor {
  /// The bytes of a name as text, whatever they are.
  static func text(_ name: Range<Int>, in bytes: Span<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(name.count)
    for index in name { text.append(bytes[index]) }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isEqual(
    _ left: Range<Int>, _ right: Range<Int>, in bytes: Span<UInt8>
  ) -> Bool {
    left.count == right.count && begins(left, with: right, in: bytes)
  }

  private static func begins(
    _ name: Range<Int>, with prefix: Range<Int>, in bytes: Span<UInt8>
  ) -> Bool {
    guard prefix.count <= name.count else { return false }
    for index in 0..<prefix.count
    where bytes[name.lowerBound + index] != bytes[prefix.lowerBound + index] {
      return false
    }
    return true
  }

  /// Where a name stands in git's order, compared with an entry: below zero before it, zero at it.
  static func compare(
    _ name: [UInt8], isFolder: Bool, _ entry: Entry, in bytes: Span<UInt8>
  ) -> Int {
    let shared = min(name.count, entry.name.count)
    for index in 0..<shared {
      let (first, second) = (name[index], bytes[entry.name.lowerBound + index])
      if first != second { return Int(first) - Int(second) }
    }
    let slash = Int(UInt8(ascii: "/"))
    let first = shared < name.count ? Int(name[shared]) : isFolder ? slash : 0
    let second =
      shared < entry.name.count
      ? Int(bytes[entry.name.lowerBound + shared]) : entry.kind == .folder ? slash : 0
    return first - second
  }

  /// Where an entry stands in git's order, compared with one of another tree: below zero before
  /// it, zero at it.
  static func compare(
    _ left: Entry, in bytes: Span<UInt8>, _ right: Entry, in others: Span<UInt8>
  ) -> Int {
    let shared = min(left.name.count, right.name.count)
    for index in 0..<shared {
      let first = bytes[left.name.lowerBound + index]
      let second = others[right.name.lowerBound + index]
      if first != second { return Int(first) - Int(second) }
    }
    let slash = Int(UInt8(ascii: "/"))
    let first =
      shared < left.name.count
      ? Int(bytes[left.name.lowerBound + shared]) : left.kind == .folder ? slash : 0
    let second =
      shared < right.name.count
      ? Int(others[right.name.lowerBound + shared]) : right.kind == .folder ? slash : 0
    return first - second
  }

  /// Git compares names as bytes, a folder's with a slash behind it.
  private static func isOrdered(_ left: Entry, _ right: Entry, in bytes: Span<UInt8>) -> Bool {
    let shared = min(left.name.count, right.name.count)
    for index in 0..<shared {
      let (first, second) = (
        bytes[left.name.lowerBound + index], bytes[right.name.lowerBound + index]
      )
      if first != second { return first < second }
    }
    func next(_ entry: Entry) -> UInt8 {
      if shared < entry.name.count { return bytes[entry.name.lowerBound + shared] }
      return entry.kind == .folder ? UInt8(ascii: "/") : 0
    }
    return next(left) < next(right)
  }
}

/// What is wrong with a raw tree.
enum TreeDefect: Error {
  case cutOff, malformedMode, unsorted, tooManyEntries
  case forbiddenName(String), duplicateName(String)

  /// The error for the tree, which stands at the path.
  func error(_ id: ObjectID, at path: String) -> HistoryError {
    let reason =
      switch self {
      case .cutOff: "is cut off within an entry"
      case .malformedMode: "has an entry with a mode that is no number"
      case .unsorted: "is not in git's order"
      case .tooManyEntries: "has more than \(HistoryLimits.folderEntries) entries"
      case .forbiddenName(let name): "has an entry named `\(name.singleLine)`"
      case .duplicateName(let name): "has two entries named `\(name.singleLine)`"
      }
    if case .tooManyEntries = self {
      return HistoryError(.tooLarge, "the folder `\(path)` \(reason)", path: path)
    }
    return HistoryError(
      .hostileTree, "the tree `\(id)` \(reason)", path: path,
      help: "git does not write such trees: do not trust where this repository came from")
  }
}

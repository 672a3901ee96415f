/// One pack of a repository, read for walks.
///
/// An object stands in it compressed, or as a delta: how to make it from another object of the same
/// kind. A walk meets trees that are deltas of each other, so what has been made is kept.
///
/// What this reader does not understand, or finds too large or damaged, it does not have: then git's
/// library is asked, and says what is wrong. Contents are not hashed again.
final class PackFile {
  /// An object's kind and content.
  struct Object {
    let kind: ObjectKind
    let bytes: [UInt8]
  }

  private let index: PackIndex
  private let file: MappedFile
  // What was made last, and what was made before that: the older half goes when the newer is full.
  private var kept: [Int: Object] = [:]
  private var keptBefore: [Int: Object] = [:]
  private var keptBytes = 0

  /// Maps a pack and its index; nil if either is of a form that is not understood.
  init?(index path: String) {
    guard path.hasSuffix(".idx"), let index = PackIndex(path),
      let file = MappedFile(path.dropLast(4) + ".pack"),
      file.word(at: 0) == 0x5041_434B, file.word(at: 4) == 2
    else { return nil }
    self.index = index
    self.file = file
  }

  /// An object; nil if it is not here, or cannot be read here.
  func object(_ id: ObjectID, using inflater: borrowing Inflater) -> Object? {
    guard let offset = index.offset(of: id) else { return nil }
    return object(at: offset, using: inflater)
  }

  /// Goes from delta to delta to an object that stands for itself, and makes the others from it.
  private func object(at start: Int, using inflater: borrowing Inflater) -> Object? {
    var deltas: [(offset: Int, bytes: [UInt8])] = []
    var offset = start
    var base: Object?
    while base == nil {
      if let known = kept[offset] ?? keptBefore[offset] {
        base = known
        break
      }
      guard let entry = PackEntry(in: file, at: offset), deltas.count < HistoryLimits.deltaDepth
      else { return nil }
      let limit = entry.kind?.limit ?? HistoryLimits.documentBytes
      guard entry.size <= limit else { return nil }
      let bytes = unsafe file.withBytes(from: entry.contentOffset) {
        unsafe inflater.inflate($0, count: entry.size)
      }
      guard let bytes else { return nil }
      switch entry.origin {
      case .itself(let kind):
        base = keep(Object(kind: kind, bytes: bytes), at: offset)
      case .delta(let baseOffset):
        deltas.append((offset, bytes))
        offset = baseOffset
      case .deltaOf(let id):
        guard let baseOffset = index.offset(of: id) else { return nil }
        deltas.append((offset, bytes))
        offset = baseOffset
      }
    }
    while let delta = deltas.popLast(), let last = base {
      let bytes = PackDelta.apply(delta.bytes, to: last.bytes, limit: last.kind.limit)
      guard let bytes else { return nil }
      base = keep(Object(kind: last.kind, bytes: bytes), at: delta.offset)
    }
    return base
  }

  /// Keeps what others may be deltas of.
  ///
  /// Commits hardly ever are.
  private func keep(_ object: Object, at offset: Int) -> Object {
    guard object.kind == .tree || object.kind == .blob else { return object }
    if keptBytes + object.bytes.count > HistoryLimits.keptPackBytes / 2 {
      keptBefore = kept
      kept = [:]
      keptBytes = 0
    }
    keptBytes += object.bytes.count
    kept[offset] = object
    return object
  }
}

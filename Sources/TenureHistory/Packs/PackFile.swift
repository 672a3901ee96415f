/// One pack of a repository, read for walks.
///
/// An object stands in it compressed, or as a delta: how to make it from another object of the same
/// kind. A walk meets trees that are deltas of each other, so what has been made is kept.
///
final class PackFile {
  /// An object's kind and content.
  struct Object {
    let kind: ObjectKind
    let bytes: [UInt8]
  }

  let index: PackIndex
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

  /// Looks for an object.
  func look(for id: ObjectID, using inflater: borrowing Inflater) -> ObjectLookup {
    guard let offset = index.offset(of: id) else { return .absent }
    return object(at: offset, using: inflater)
  }

  /// Goes from delta to delta to an object that stands for itself, and makes the others from it.
  private func object(at start: Int, using inflater: borrowing Inflater) -> ObjectLookup {
    var deltas: [(offset: Int, bytes: [UInt8])] = []
    var offset = start
    var base = kept(at: start)
    while base == nil {
      guard let entry = PackEntry(in: file, at: offset), deltas.count < HistoryLimits.deltaDepth
      else { return .damaged }
      let limit = deltas.isEmpty ? entry.kind?.limit : nil
      guard entry.size <= limit ?? HistoryLimits.deltaBaseBytes else {
        return .tooLarge(kind: entry.kind ?? .blob, size: entry.size)
      }
      let bytes = unsafe file.withBytes(from: entry.contentOffset) {
        unsafe inflater.inflate($0, count: entry.size)
      }
      guard let bytes else { return .damaged }
      if case .itself(let kind) = entry.origin {
        base = keep(Object(kind: kind, bytes: bytes), at: offset)
        break
      }
      guard let baseOffset = self.offset(of: entry.origin) else { return .damaged }
      deltas.append((offset, bytes))
      offset = baseOffset
      base = kept(at: offset)
    }
    guard var object = base else { return .damaged }
    while let delta = deltas.popLast() {
      let limit = deltas.isEmpty ? object.kind.limit : HistoryLimits.deltaBaseBytes
      let size = PackDelta.resultSize(delta.bytes) ?? 0
      guard size <= limit else { return .tooLarge(kind: object.kind, size: size) }
      guard let bytes = PackDelta.apply(delta.bytes, to: object.bytes, limit: limit) else {
        return .damaged
      }
      object = keep(Object(kind: object.kind, bytes: bytes), at: delta.offset)
    }
    return .found(kind: object.kind, bytes: object.bytes)
  }

  /// Where the base of a delta begins.
  private func offset(of origin: PackEntry.Origin) -> Int? {
    switch origin {
    case .itself: nil
    case .delta(let offset): offset
    case .deltaOf(let id): index.offset(of: id)
    }
  }

  private func kept(at offset: Int) -> Object? {
    kept[offset] ?? keptBefore[offset]
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

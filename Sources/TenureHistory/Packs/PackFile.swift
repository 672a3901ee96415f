/// One pack of a repository, read for walks.
///
/// An object stands in it compressed, or as a delta: how to make it from another object of the same
/// kind. A walk meets versions that are deltas of each other, so what has been made is kept, until
/// it is itself asked for: from then on the walk mostly asks for its bases.
///
///     git fast-import: a ◀─ b ◀─ c ◀─ d      d is asked for: a, b, c, d are made and kept
///                                            c is asked for: it is there, and kept no longer
///     git gc:          a ─▶ b ─▶ c ─▶ d      d is asked for: it is made and kept
///                                            c is asked for: it is made from d, and kept
///
/// Where that is not so, each object that is made once more was handed out once before.
final class PackFile {
  /// An object's kind and content.
  struct Object {
    let kind: ObjectKind
    let bytes: [UInt8]
  }

  let index: PackIndex
  private let file: MappedFile
  // What was made, by offset; the older half goes when the newer is full.
  private var kept = RecentValues<Int, Object>()
  private var keptBytes = 0
  /// Room for deltas, one behind the other.
  private var room: [UInt8] = []

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
    if let known = kept.remove(start) {
      keptBytes -= min(known.bytes.count, keptBytes)
      return .found(kind: known.kind, bytes: known.bytes)
    }
    var deltas: [(offset: Int, place: Int)] = []
    var commands: [UInt8] = []
    swap(&commands, &room)
    defer {
      if commands.capacity <= HistoryLimits.keptRoomBytes {
        commands.removeAll(keepingCapacity: true)
        swap(&commands, &room)
      }
    }
    var offset = start
    var base: Object?
    while base == nil {
      guard let entry = PackEntry(in: file, at: offset), deltas.count < HistoryLimits.deltaDepth
      else { return .damaged }
      let limit = deltas.isEmpty ? entry.kind?.limit : nil
      guard entry.size <= limit ?? HistoryLimits.deltaBaseBytes else {
        return .tooLarge(kind: entry.kind ?? .blob, size: entry.size)
      }
      if case .itself(let kind) = entry.origin {
        let bytes = unsafe file.withBytes(from: entry.contentOffset) {
          unsafe inflater.inflate($0, count: entry.size)
        }
        guard let bytes else { return .damaged }
        base = keep(Object(kind: kind, bytes: bytes), at: offset)
        break
      }
      deltas.append((offset, commands.count))
      let isSound = unsafe file.withBytes(from: entry.contentOffset) {
        unsafe inflater.inflate($0, count: entry.size, addingTo: &commands)
      }
      guard isSound, let baseOffset = self.offset(of: entry.origin) else { return .damaged }
      offset = baseOffset
      base = kept[offset]
    }
    guard var object = base else { return .damaged }
    var end = commands.count
    while let (offset, place) = deltas.popLast() {
      let delta = commands[place..<end]
      end = place
      let limit = deltas.isEmpty ? object.kind.limit : HistoryLimits.deltaBaseBytes
      let size = PackDelta.resultSize(delta) ?? 0
      guard size <= limit else { return .tooLarge(kind: object.kind, size: size) }
      guard let bytes = PackDelta.apply(delta, to: object.bytes, limit: limit) else {
        return .damaged
      }
      object = keep(Object(kind: object.kind, bytes: bytes), at: offset)
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

  /// Keeps what others may be deltas of.
  ///
  /// Commits hardly ever are.
  private func keep(_ object: Object, at offset: Int) -> Object {
    guard object.kind == .tree || object.kind == .blob else { return object }
    if keptBytes + object.bytes.count > HistoryLimits.keptPackBytes / 2 {
      kept.turn()
      keptBytes = 0
    }
    keptBytes += object.bytes.count
    kept[offset] = object
    return object
  }
}

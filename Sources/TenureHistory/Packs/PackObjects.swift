/// Makes the objects of one pack.
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
struct PackObjects {
  /// An object's kind and content.
  struct Object {
    let kind: ObjectKind
    let bytes: [UInt8]
  }

  /// Where an object begins in the pack.
  private struct Offset: Hashable {
    let value: Int

    /// As for ids of objects: what is spread need only be told apart by the table's own seed.
    func _rawHashValue(seed: Int) -> Int {
      let product =
        UInt64(truncatingIfNeeded: value ^ seed) &* 0x9e37_79b9_7f4a_7c15
      return Int(truncatingIfNeeded: product ^ product >> 32)
    }
  }

  // What was made; the older half goes when the newer is full.
  private var kept = RecentValues<Offset, Object>()
  private var keptBytes = 0
  // The deltas on the way to an object that stands for itself, one behind the other, and where each
  // begins: room that is used again.
  private var commands: [UInt8] = []
  private var deltas: [(offset: Int, place: Int)] = []

  /// Goes from delta to delta to an object that stands for itself, and makes the others from it.
  mutating func object(
    at start: Int, in file: borrowing MappedFile, _ index: borrowing PackIndex,
    using inflater: borrowing Inflater
  ) -> ObjectLookup {
    if let known = kept.remove(Offset(value: start)) {
      keptBytes -= min(known.bytes.count, keptBytes)
      return .found(kind: known.kind, bytes: known.bytes)
    }
    deltas.removeAll(keepingCapacity: true)
    commands.removeAll(keepingCapacity: commands.capacity <= HistoryLimits.keptRoomBytes)
    var offset = start
    while true {
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
        let object = Object(kind: kind, bytes: bytes)
        if bytes.count > HistoryLimits.cheapObjectBytes { keep(object, at: offset) }
        return make(from: object)
      }
      deltas.append((offset, commands.count))
      let isSound = unsafe file.withBytes(from: entry.contentOffset) {
        unsafe inflater.inflate($0, count: entry.size, addingTo: &commands)
      }
      guard isSound, let base = Self.base(of: entry.origin, index) else { return .damaged }
      if let known = kept[Offset(value: base)] { return make(from: known) }
      offset = base
    }
  }

  /// Runs the deltas, the last one first.
  private mutating func make(from base: Object) -> ObjectLookup {
    var bytes = base.bytes
    var end = commands.count
    while let (offset, place) = deltas.popLast() {
      let delta = commands[place..<end]
      end = place
      let limit = deltas.isEmpty ? base.kind.limit : HistoryLimits.deltaBaseBytes
      let size = PackDelta.resultSize(delta) ?? 0
      guard size <= limit else { return .tooLarge(kind: base.kind, size: size) }
      guard let made = PackDelta.apply(delta, to: bytes, limit: limit) else { return .damaged }
      bytes = made
      keep(Object(kind: base.kind, bytes: bytes), at: offset)
    }
    return .found(kind: base.kind, bytes: bytes)
  }

  /// Where the base of a delta begins.
  private static func base(
    of origin: PackEntry.Origin, _ index: borrowing PackIndex
  ) -> Int? {
    switch origin {
    case .itself: nil
    case .delta(let offset): offset
    case .deltaOf(let id): index.offset(of: id)
    }
  }

  /// Keeps what others may be deltas of.
  ///
  /// Commits hardly ever are.
  private mutating func keep(_ object: Object, at offset: Int) {
    guard object.kind == .tree || object.kind == .blob else { return }
    if keptBytes + object.bytes.count > HistoryLimits.keptPackBytes / 2 {
      kept.turn()
      keptBytes = 0
    }
    keptBytes += object.bytes.count
    kept[Offset(value: offset)] = object
  }
}

/// The head of an object in a pack.
///
///     1kkk ssss │ 1sss ssss │ … │ for a delta: where its base is │ compressed content
struct PackEntry {
  /// What the content is.
  enum Origin {
    case itself(ObjectKind)
    /// A delta of the object at the offset.
    case delta(Int)
    /// A delta of the object with the id.
    case deltaOf(ObjectID)
  }

  let origin: Origin
  /// The size of the content once it is inflated.
  let size: Int
  let contentOffset: Int

  /// The kind, where the head tells.
  var kind: ObjectKind? {
    guard case .itself(let kind) = origin else { return nil }
    return kind
  }

  /// Reads the head at an offset; nil if it is malformed.
  init?(in file: borrowing MappedFile, at start: Int) {
    guard start >= 0, start < file.count else { return nil }
    var offset = start
    var byte = file.byte(at: offset)
    offset += 1
    let type = byte >> 4 & 7
    var size = Int(byte & 15)
    var shift = 4
    while byte & 0x80 != 0 {
      guard shift < 40 else { return nil }
      byte = file.byte(at: offset)
      offset += 1
      size |= Int(byte & 0x7F) << shift
      shift += 7
    }
    self.size = size
    switch type {
    case 1: origin = .itself(.commit)
    case 2: origin = .itself(.tree)
    case 3: origin = .itself(.blob)
    case 4: origin = .itself(.tag)
    case 6:
      guard let base = Self.base(in: file, before: start, at: &offset) else { return nil }
      origin = .delta(base)
    case 7:
      guard let base = file.id(at: offset) else { return nil }
      offset += ObjectID.byteCount
      origin = .deltaOf(base)
    default: return nil
    }
    contentOffset = offset
  }

  /// How far before this object its base begins: seven bits a byte, each further byte adding one.
  private static func base(
    in file: borrowing MappedFile, before start: Int, at offset: inout Int
  ) -> Int? {
    var byte = file.byte(at: offset)
    offset += 1
    var distance = Int(byte & 0x7F)
    while byte & 0x80 != 0 {
      guard distance < 1 << 48 else { return nil }
      byte = file.byte(at: offset)
      offset += 1
      distance = (distance + 1) << 7 | Int(byte & 0x7F)
    }
    guard distance > 0, distance < start else { return nil }
    return start - distance
  }
}

/// What comes of looking for an object.
enum ObjectLookup {
  case found(kind: ObjectKind, bytes: [UInt8])
  /// It is larger than is read, and was not read.
  case tooLarge(kind: ObjectKind, size: Int)
  /// It is there, but not as git wrote it.
  case damaged
  case absent
}

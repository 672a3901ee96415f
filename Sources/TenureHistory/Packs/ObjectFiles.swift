/// A second, faster way to a repository's objects, for walks over thousands of commits: from its
/// packs and its loose files, without hashing each again.
///
/// It never says that an object is missing or damaged. What it cannot read it does not have, and the
/// caller asks git's own library, which also knows alternates and whatever was written since.
final class ObjectFiles {
  private let folder: String
  private let inflater: Inflater
  private let packs: [PackFile]
  // Neighbours in the history mostly stand in one pack.
  private var lastPack = 0

  /// The objects of a repository, by the folder that its working trees share; nil if they cannot
  /// be read in this way.
  init?(in commonFolder: String) {
    guard let inflater = Inflater() else { return nil }
    self.inflater = inflater
    folder = "\(commonFolder)/objects"
    let path = "\(folder)/pack"
    guard let handle = try? FileSystem.openFolder(path), let names = try? handle.names(path) else {
      packs = []
      return
    }
    packs = names.map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.hasSuffix(".idx") }
      .sorted()
      .compactMap { PackFile(index: "\(path)/\($0)") }
  }

  /// The content of an object; nil if it has to be asked for elsewhere.
  func object(_ id: ObjectID, as kind: ObjectKind) -> [UInt8]? {
    for turn in packs.indices {
      let number = (lastPack + turn) % packs.count
      guard let object = packs[number].object(id, using: inflater) else { continue }
      lastPack = number
      return object.kind == kind ? object.bytes : nil
    }
    return looseObject(id, as: kind)
  }

  /// An object in a file of its own: `KIND SIZE␀CONTENT`, compressed.
  private func looseObject(_ id: ObjectID, as kind: ObjectKind) -> [UInt8]? {
    let digits = id.description
    let file = "\(folder)/\(digits.prefix(2))/\(digits.dropFirst(2))"
    let limit = kind.limit + HistoryLimits.looseOverheadBytes
    guard let packed = try? FileSystem.read(file, limit: limit) else { return nil }
    let inflated = unsafe packed.withUnsafeBytes { bytes in
      // Most are small: the rest is made room for when it is needed.
      let first = unsafe inflater.inflate(bytes, atMost: min(limit, 8 * bytes.count + 1024))
      guard let first, !first.isWhole else { return first }
      return unsafe inflater.inflate(bytes, atMost: limit)
    }
    guard let (bytes, isWhole) = inflated, isWhole,
      let end = bytes.prefix(HistoryLimits.looseOverheadBytes).firstIndex(of: 0),
      bytes[..<end].elementsEqual("\(kind.rawValue) \(bytes.count - end - 1)".utf8)
    else { return nil }
    return Array(bytes[(end + 1)...])
  }
}

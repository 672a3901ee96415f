/// The objects of a repository, read from its packs and its loose files.
///
/// Why not through git's library: it never returns from a loose object that is cut off, it inflates
/// before it asks how much there is, and for walks over thousands of commits it is several times as
/// slow. It is still asked for whatever is not found here, such as objects in packs of an old form.
///
/// Contents are not hashed again here.
final class ObjectFiles {
  private let inflater: Inflater
  private let buffer = FileBuffer()
  let folders: [String]
  private(set) var packs: [PackFile] = []
  /// Whether there are packs of a form that is not understood.
  private(set) var hasOtherPacks = false
  // Neighbours in the history mostly stand in one pack.
  private var lastPack = 0
  // Loose objects that were read: one history is walked for both sides of a comparison, and trees
  // are looked into for several documents.
  private var kept: [ObjectID: PackObjects.Object] = [:]
  private var keptBytes = 0

  /// The objects of a repository, by the folder that its working trees share; nil if there is no
  /// memory.
  init?(in commonFolder: String) {
    guard let inflater = Inflater() else { return nil }
    self.inflater = inflater
    folders = Self.objectFolders(from: "\(commonFolder)/objects")
    for folder in folders {
      let path = "\(folder)/pack"
      guard let handle = try? FileSystem.openFolder(path), let names = try? handle.names(path)
      else { continue }
      let indexes = names.map { String(decoding: $0, as: UTF8.self) }
        .filter { $0.hasSuffix(".idx") }
      for index in indexes.sorted() {
        guard let pack = PackFile(index: "\(path)/\(index)") else {
          hasOtherPacks = true
          continue
        }
        packs.append(pack)
      }
    }
  }

  /// The number of objects in the packs.
  var packedCount: Int { packs.reduce(0) { $0 + $1.index.count } }

  /// Looks for an object: in the packs, then among the loose files.
  ///
  /// Of several copies one that is whole is enough.
  func look(for id: ObjectID) -> ObjectLookup {
    var result = ObjectLookup.absent
    for turn in packs.indices {
      let number = (lastPack + turn) % packs.count
      let found = packs[number].look(for: id, using: inflater)
      switch found {
      case .absent: continue
      case .damaged: result = found
      case .found, .tooLarge:
        lastPack = number
        return found
      }
    }
    if let known = kept[id] { return .found(kind: known.kind, bytes: known.bytes) }
    for folder in folders {
      let found = looseObject(id, in: folder)
      switch found {
      case .absent: continue
      case .damaged: result = found
      case .found(let kind, let bytes):
        keep(PackObjects.Object(kind: kind, bytes: bytes), as: id)
        return found
      case .tooLarge: return found
      }
    }
    return result
  }

  private func keep(_ object: PackObjects.Object, as id: ObjectID) {
    if keptBytes + object.bytes.count > HistoryLimits.keptLooseBytes {
      kept = [:]
      keptBytes = 0
    }
    keptBytes += object.bytes.count
    kept[id] = object
  }

  /// An object in a file of its own: `KIND SIZE␀CONTENT`, compressed.
  private func looseObject(_ id: ObjectID, in folder: String) -> ObjectLookup {
    let digits = id.description
    let path = "\(folder)/\(digits.prefix(2))/\(digits.dropFirst(2))"
    let found = unsafe buffer.withBytes(of: path) { packed -> ObjectLookup in
      let first = unsafe inflater.inflate(packed, atMost: HistoryLimits.looseHeadBytes)
      guard let first, let head = LooseHead(first.bytes) else { return .damaged }
      guard head.size <= head.kind.limit else { return .tooLarge(kind: head.kind, size: head.size) }
      if first.isWhole {
        guard first.bytes.count == head.length + head.size else { return .damaged }
        return .found(kind: head.kind, bytes: Array(first.bytes[head.length...]))
      }
      let all = unsafe inflater.inflate(packed, count: head.length + head.size)
      guard let all else { return .damaged }
      return .found(kind: head.kind, bytes: Array(all[head.length...]))
    }
    return found ?? (FileSystem.kind(of: path) == nil ? .absent : .damaged)
  }

  /// A repository's folder of objects and those it borrows from (`objects/info/alternates`).
  private static func objectFolders(from first: String) -> [String] {
    var folders = [first]
    var next = 0
    while next < folders.count, folders.count <= HistoryLimits.borrowedFolders {
      let folder = folders[next]
      next += 1
      let list = try? FileSystem.read(
        "\(folder)/info/alternates", limit: HistoryLimits.commitBytes)
      for line in (list ?? []).split(separator: UInt8(ascii: "\n")) {
        let text = String(decoding: line, as: UTF8.self)
        guard !text.hasPrefix("#"), !text.hasPrefix("\"") else { continue }
        let path = FileSystem.resolved(text.hasPrefix("/") ? text : "\(folder)/\(text)")
        if let path, !folders.contains(path) { folders.append(path) }
      }
    }
    return folders
  }
}

/// The head of a loose object.
private struct LooseHead {
  let kind: ObjectKind
  let size: Int
  /// The bytes of the head, its final zero included.
  let length: Int

  init?(_ bytes: [UInt8]) {
    guard let end = bytes.prefix(32).firstIndex(of: 0) else { return nil }
    let words = bytes[..<end].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.count == 2,
      let kind = ObjectKind(rawValue: String(decoding: words[0], as: UTF8.self)),
      let size = Int(String(decoding: words[1], as: UTF8.self)), size >= 0
    else { return nil }
    self.kind = kind
    self.size = size
    length = end + 1
  }
}

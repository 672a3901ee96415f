/// What git keeps of commits beside the commits themselves: the file `commit-graph`, with the tree,
/// the parents and the date of each commit in a row of a table.
///
///     'CGPH' │ 1 │ 1 │ chunks │ files below │ id and offset of each chunk
///     OIDF  256 counts                       by the first byte of an id
///     OIDL  n ids, sorted                    the place of an id is the commit's *position*
///     CDAT  n × (tree, 2 parents, date)      parents as positions, dates in 34 bits
///     EDGE  positions                        of the parents behind the first, where there are more
///     BIDX, BDAT                             filters of the paths that each commit changed, if any
///
/// A row is read ten times as fast as a commit is inflated and taken apart. Git writes the file
/// whenever it tidies up; whoever has none, has one in a form that is not understood, or a shallow
/// clone, for which it does not hold, is served from the commits. Chunks that are not known here
/// are passed over.
///
/// The file may be a chain of files, each of which adds positions to those below.
final class CommitGraph {
  let files: [CommitGraphFile]
  // Walks ask next for a parent of what they were told last: its position stands in the row, so it
  // need not be searched.
  private var met = [(id: ObjectID, position: Int)?](repeating: nil, count: CommitGraph.metCount)

  private static let metCount = 64

  /// The most files of a chain.
  private static let chainLimit = 64

  /// Opens the graph of a repository, by its folder of objects; nil if there is none that is
  /// understood.
  init?(in objects: String) {
    if let file = CommitGraphFile("\(objects)/info/commit-graph", below: 0) {
      files = [file]
      return
    }
    let folder = "\(objects)/info/commit-graphs"
    let list = try? FileSystem.read(
      "\(folder)/commit-graph-chain", limit: HistoryLimits.plainConfigurationBytes)
    let names = (list ?? []).split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard !names.isEmpty, names.count <= Self.chainLimit else { return nil }
    var files: [CommitGraphFile] = []
    var below = 0
    for name in names {
      guard ObjectID(name) != nil,
        let file = CommitGraphFile("\(folder)/graph-\(name).graph", below: below)
      else { return nil }
      files.append(file)
      below += file.count
    }
    self.files = files
  }

  /// The tree, parents and date of a commit; nil if the graph does not have it, or is damaged.
  func node(_ id: ObjectID) -> CommitNode? {
    guard let (file, row) = row(of: id), let entry = file.entry(at: row) else { return nil }
    var parents = CommitParents()
    if let first = entry.firstParent {
      guard let parent = self.id(at: first) else { return nil }
      met[Self.slot(of: parent)] = (parent, first)
      parents.append(parent)
    }
    for position in entry.otherParents {
      guard let parent = self.id(at: position) else { return nil }
      parents.append(parent)
    }
    return CommitNode(id: id, tree: entry.tree, parents: parents, seconds: entry.seconds)
  }

  /// Where a commit stands; nil if the graph does not have it.
  func row(of id: ObjectID) -> (file: CommitGraphFile, row: Int)? {
    if let known = met[Self.slot(of: id)], known.id == id {
      for file in files {
        if let row = file.row(at: known.position) { return (file, row) }
      }
    }
    for file in files {
      if let row = file.row(of: id) { return (file, row) }
    }
    return nil
  }

  private func id(at position: Int) -> ObjectID? {
    for file in files {
      if let id = file.id(at: position) { return id }
    }
    return nil
  }

  private static func slot(of id: ObjectID) -> Int {
    Int(truncatingIfNeeded: id.firstWord % UInt64(metCount))
  }
}

/// One file of a graph.
final class CommitGraphFile {
  /// A row of the table.
  struct Entry {
    let tree: ObjectID
    /// The position of the first parent; nil if there is none.
    let firstParent: Int?
    let otherParents: [Int]
    let seconds: Int
  }

  /// Where the filters of changed paths are.
  struct Filters {
    /// Where it is said where each filter ends.
    let ends: Int
    /// The bits of all filters, one filter after the other.
    let bits: Range<Int>
    let version: Int
    let hashCount: Int
  }

  /// The number of commits in it.
  let count: Int
  let file: MappedFile
  /// The filters of changed paths; nil if there are none.
  let filters: Filters?
  /// The number of commits in the files below it.
  private let below: Int
  private let counts: Int
  private let ids: Int
  private let rows: Int
  private let edges: Range<Int>

  private static let rowBytes = ObjectID.byteCount + 16
  private static let noParent = 0x7000_0000
  private static let moreParents = 0x8000_0000

  /// Maps a file; nil if it is none of version 1 for SHA-1, or is cut off.
  init?(_ path: String, below: Int) {
    guard let file = MappedFile(path), file.word(at: 0) == 0x4347_5048, file.byte(at: 4) == 1,
      file.byte(at: 5) == 1
    else { return nil }
    let chunkCount = Int(file.byte(at: 6))
    var chunks: [Int: Range<Int>] = [:]
    for number in 0..<chunkCount {
      let entry = 8 + number * 12
      let start = file.word(at: entry + 4) << 32 | file.word(at: entry + 8)
      let end = file.word(at: entry + 16) << 32 | file.word(at: entry + 20)
      guard start >= 0, start <= end, end <= file.count else { return nil }
      chunks[file.word(at: entry)] = start..<end
    }
    guard let counts = chunks[0x4F49_4446], let ids = chunks[0x4F49_444C],
      let rows = chunks[0x4344_4154], counts.count >= 1024
    else { return nil }
    let count = file.word(at: counts.lowerBound + 255 * 4)
    guard ids.count >= count * ObjectID.byteCount, rows.count >= count * Self.rowBytes else {
      return nil
    }
    self.count = count
    self.below = below
    self.counts = counts.lowerBound
    self.ids = ids.lowerBound
    self.rows = rows.lowerBound
    edges = chunks[0x4544_4745] ?? 0..<0
    filters = Self.filters(chunks[0x4249_4458], chunks[0x4244_4154], count, file)
    self.file = file
  }

  private static func filters(
    _ ends: Range<Int>?, _ bits: Range<Int>?, _ count: Int, _ file: borrowing MappedFile
  ) -> Filters? {
    guard let ends, let bits, ends.count >= count * 4, bits.count >= 12 else { return nil }
    let (version, hashCount) = (
      file.word(at: bits.lowerBound), file.word(at: bits.lowerBound + 4)
    )
    guard version == 1 || version == 2, (1...32).contains(hashCount) else { return nil }
    return Filters(
      ends: ends.lowerBound, bits: bits.lowerBound + 12..<bits.upperBound, version: version,
      hashCount: hashCount)
  }

  /// The id of the commit at a position of the whole graph; nil if it is in another file.
  func id(at position: Int) -> ObjectID? {
    row(at: position).flatMap { file.id(at: ids + $0 * ObjectID.byteCount) }
  }

  /// The row at a position of the whole graph; nil if it is in another file.
  func row(at position: Int) -> Int? {
    let row = position - below
    return row >= 0 && row < count ? row : nil
  }

  /// The row of a commit; nil if the file does not have it.
  func row(of id: ObjectID) -> Int? {
    let bucket = Int(id.firstByte)
    let low = bucket == 0 ? 0 : file.word(at: counts + (bucket - 1) * 4)
    return file.place(of: id, in: low, min(count, file.word(at: counts + bucket * 4)), ofIDsAt: ids)
  }

  /// A row; nil if it makes no sense.
  func entry(at row: Int) -> Entry? {
    let start = rows + row * Self.rowBytes
    guard let tree = file.id(at: start) else { return nil }
    let first = file.word(at: start + 20)
    let second = file.word(at: start + 24)
    let seconds = (file.word(at: start + 28) & 3) << 32 | file.word(at: start + 32)
    guard first != Self.noParent else {
      return Entry(tree: tree, firstParent: nil, otherParents: [], seconds: seconds)
    }
    var others: [Int] = []
    if second & Self.moreParents != 0 {
      var edge = edges.lowerBound + (second & ~Self.moreParents) * 4
      while true {
        guard edge + 4 <= edges.upperBound, others.count < HistoryLimits.commitParents else {
          return nil
        }
        let word = file.word(at: edge)
        others.append(word & ~Self.moreParents)
        if word & Self.moreParents != 0 { break }
        edge += 4
      }
    } else if second != Self.noParent {
      others.append(second)
    }
    return Entry(tree: tree, firstParent: first, otherParents: others, seconds: seconds)
  }
}

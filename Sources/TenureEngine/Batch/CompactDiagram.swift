/// A finished diagram in one flat table, made for walking: nothing can be added to it.
///
///     a leaf           │ own answer
///     a node of terms  │ child child child … open
///     a node of ranges │ own child child child child open │ end end end end │
///
/// A cell says where to go on: in its lowest eight bits the level that is asked next, above them
/// the place of that node. So a step is one load that waits for the one before. What is not known
/// leads to `open`, the first leaf.
///
/// The upper levels have a cell for each class. Further down, where variables have many classes
/// and nodes tell few of them apart, a node holds the ends of its ranges, sixteen bits each, and is
/// walked by comparing all four at once; one of more than four ranges is a small tree of such
/// nodes. It is half a cache line. From which level on that is done is chosen by size: a table of
/// ten thousand clauses shrinks from fifty megabytes to three, which fit a cache.
///
/// A leaf, and a node of ranges, begins with its own cell: a walk over the upper levels stays there
/// without being asked. So many rows can be walked side by side until all have arrived.
final class CompactDiagram: @unchecked Sendable {
  /// The level of a leaf.
  static let leafLevel: UInt32 = 0xFF
  /// How many bits of a cell tell the level.
  static let levelBits: UInt32 = 8
  /// The most levels, the most classes of one, and the most cells: a place is that of a pair.
  static let levelLimit = 255
  static let classLimit = 0x7FFE
  static let cellLimit = 1 << 25

  /// The cells, from the beginning of a cache line on; they never change.
  ///
  /// This object owns them, so that a walk counts the references of nothing else.
  let cells: UnsafePointer<UInt32>
  /// How many cells there are.
  let cellCount: Int
  /// How many leaves there are; the first stands for "not known".
  let leafCount: Int
  /// Where the walks of the diagrams begin.
  let roots: [UInt32]
  /// The level in the store of each level here: those on which the diagram depends.
  let levels: [Int]
  /// For each level the code of what is not known.
  let openCodes: [UInt16]
  /// The first level whose nodes hold ranges.
  let firstRangeLevel: UInt32

  /// The cell at which walks of the first diagram begin.
  let root: UInt32

  /// Copies a diagram; nil if it has too many levels, classes or nodes.
  convenience init?(_ ref: Ref, in store: DiagramStore) { self.init([ref], in: store) }

  /// Copies some diagrams, with what they share once; nil if there are too many levels, classes or
  /// nodes.
  ///
  /// Complexity: linear in the number of nodes times their classes.
  init?(_ refs: [Ref], in store: DiagramStore) {
    guard let draft = CompactDraft(refs, in: store) else { return nil }
    // What is read of a leaf as if it were a node of ranges lies within the table too.
    cellCount = draft.cellCount + RangeNode.size
    let room = UnsafeMutableRawPointer.allocate(byteCount: cellCount * 4, alignment: 64)
      .bindMemory(to: UInt32.self, capacity: cellCount)
    room.initialize(repeating: 0, count: cellCount)
    draft.write(to: room)
    cells = UnsafePointer(room)
    leafCount = draft.leaves.count
    roots = refs.map(draft.cell)
    root = roots[0]
    levels = draft.levels
    let firstRangeLevel = draft.firstRangeLevel
    self.firstRangeLevel = UInt32(truncatingIfNeeded: firstRangeLevel)
    openCodes = levels.enumerated().map { position, level in
      position < firstRangeLevel
        ? UInt16(truncatingIfNeeded: store.arities[level]) : RangeNode.openCode
    }
  }

  deinit { cells.deallocate() }

  /// The answer of a leaf, by its place.
  @inline(__always)
  func answer(of leaf: Int) -> RowAnswer { RowAnswer(number: cells[leaf &* 2 &+ 1]) }

  /// The place of the leaf to which the codes of all levels lead.
  ///
  /// Complexity: a step for each level that matters on the way.
  @inline(__always)
  func leaf(from root: UInt32, _ codes: UnsafeBufferPointer<UInt16>) -> Int {
    let cells = cells
    let firstRangeLevel = firstRangeLevel
    var cell = root
    while cell & Self.leafLevel < firstRangeLevel {
      let code = codes[Int(cell & Self.leafLevel)]
      cell = Self.node(cell, cells)[Int(code)]
    }
    while cell & Self.leafLevel != Self.leafLevel {
      let code = codes[Int(cell & Self.leafLevel)]
      cell = RangeNode.child(Self.node(cell, cells), code)
    }
    return Int(cell >> Self.levelBits)
  }

  /// The cell behind a node for a class of its level, or for what is not known.
  func child(_ cell: UInt32, _ code: UInt16) -> UInt32 {
    let level = cell & Self.leafLevel
    if level < firstRangeLevel { return Self.node(cell, cells)[Int(code)] }
    var next = cell
    while next & Self.leafLevel == level {
      next = RangeNode.child(Self.node(next, cells), code)
    }
    return next
  }

  /// The first cell of the node of a cell.
  @inline(__always)
  static func node(_ cell: UInt32, _ cells: UnsafePointer<UInt32>) -> UnsafePointer<UInt32> {
    cells + Int(cell >> levelBits) &<< 1
  }
}

/// A node of at most four ranges of classes, as eight cells.
enum RangeNode {
  /// How many cells it takes, and how many ranges it may have.
  static let size = 8
  static let width = 4
  /// The code of what is not known; also the end that ranges have that are not there.
  static let openCode: UInt16 = 0x7FFF

  /// Where the children and the ends stand.
  static let firstChild = 1
  static let firstEnd = 6

  private static let each: UInt64 = 0x0001_0001_0001_0001
  private static let marks: UInt64 = 0x8000_8000_8000_8000

  /// The child for a class: as many children are passed by as ends are not above it.
  @inline(__always)
  static func child(_ node: UnsafePointer<UInt32>, _ code: UInt16) -> UInt32 {
    let ends = UnsafeRawPointer(node + firstEnd).load(as: UInt64.self)
    // No end and no code has the topmost of its bits, so that none borrows from its neighbour.
    let met = ((UInt64(code) &* each | marks) &- ends) & marks
    let passed = ((met &>> 15) &* each) &>> 48
    return node[firstChild &+ Int(truncatingIfNeeded: passed)]
  }
}

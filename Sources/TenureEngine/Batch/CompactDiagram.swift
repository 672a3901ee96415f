/// A finished diagram in one flat table, made for walking: nothing can be added to it.
///
///     cells   │ leaf leaf leaf … │ child child child open │ child child open │ …
///               one for each       a node: a cell for each class, and one more
///               answer             for what is not known
///
/// A cell says where to go on: in its lowest eight bits the level that is asked next, above them
/// the place of that node's first cell. So a step is one load that waits for the one before. A leaf
/// is its own only child; then many rows can be walked side by side until all have arrived.
struct CompactDiagram: Sendable {
  /// The level of a leaf.
  static let leafLevel: UInt32 = 0xFF
  /// How many bits of a cell tell the level.
  static let levelBits: UInt32 = 8
  /// The most levels, and the most cells.
  static let levelLimit = 255
  static let cellLimit = 1 << 24

  let cells: [UInt32]
  /// Where the walks of the diagrams begin.
  let roots: [UInt32]
  /// The answers of the leaves; the first stands for "not known".
  let answers: [RowAnswer]
  /// The level in the store of each level here: those on which the diagram depends.
  let levels: [Int]
  /// How many classes the variable of each level has.
  let arities: [Int]

  /// The cell at which walks of the first diagram begin.
  var root: UInt32 { roots[0] }

  /// Copies a diagram; nil if it has too many levels or nodes.
  init?(_ ref: Ref, in store: DiagramStore) { self.init([ref], in: store) }

  /// Copies some diagrams, with what they share once; nil if there are too many levels or nodes.
  ///
  /// Complexity: linear in the number of nodes times their classes.
  init?(_ refs: [Ref], in store: DiagramStore) {
    let nodes = store.nodes(of: refs)
    let levels = Set(nodes.map(store.level)).sorted()
    guard levels.count <= Self.levelLimit else { return nil }
    let numbers = Dictionary(uniqueKeysWithValues: zip(levels, 0...))
    var answers = [RowAnswer(number: RowAnswer.depends)]
    var leaves: [Int: Int] = [:]
    for leaf in refs.reduce(into: Set(), { $0.formUnion(store.leaves(of: $1)) }).sorted() {
      leaves[leaf] = answers.count
      answers.append(RowAnswer(number: UInt32(leaf)))
    }
    let places = RefTable()
    var count = answers.count
    for node in nodes {
      places.set(UInt64(node.raw), Int32(truncatingIfNeeded: count))
      count += store.arities[store.level(node)] + 1
      guard count <= Self.cellLimit else { return nil }
    }
    func cell(_ ref: Ref) -> UInt32 {
      if let leaf = ref.leaf { return UInt32(leaves[leaf] ?? 0) << 8 | Self.leafLevel }
      let place = UInt32(places.value(UInt64(ref.raw)) ?? 0)
      return place << Self.levelBits | UInt32(numbers[store.level(ref)] ?? 0)
    }
    var cells: [UInt32] = []
    cells.reserveCapacity(count)
    for leaf in answers.indices {
      cells.append(UInt32(leaf) << Self.levelBits | Self.leafLevel)
    }
    for node in nodes {
      var start = 0
      for run in store.runs(node) {
        let child = cell(Ref(raw: run.child))
        for _ in start..<Int(run.end) { cells.append(child) }
        start = Int(run.end)
      }
      cells.append(Self.leafLevel)
    }
    self.cells = cells
    roots = refs.map(cell)
    self.answers = answers
    self.levels = levels
    arities = levels.map { store.arities[$0] }
  }

  /// The number of the answer of a leaf's cell.
  @inline(__always)
  func leafNumber(_ cell: UInt32) -> UInt32 { answers[Int(cell >> Self.levelBits)].number }
}

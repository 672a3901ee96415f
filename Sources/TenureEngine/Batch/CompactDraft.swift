/// A compact diagram in the making: where each node goes, and in which form.
struct CompactDraft {
  /// The answers of the leaves; the first stands for "not known".
  private(set) var leaves = [RowAnswer.depends]
  /// The levels in the store on which the diagrams depend.
  let levels: [Int]
  /// The first of them whose nodes hold ranges.
  let firstRangeLevel: Int

  private let store: DiagramStore
  private let nodes: [Ref]
  /// The number of each level of the store here.
  private let numbers: [Int]
  /// The place of each leaf, and of each node by its number in the store.
  private var leafPlaces: [Int: UInt32] = [:]
  private var places: [UInt32]
  /// How many cells there are.
  private(set) var cellCount = 0

  /// Tables up to this size stay in the first caches in any form, and a cell for each class is the
  /// quickest.
  private static let smallCount = 1 << 13

  /// Plans the table; nil if there are too many levels, classes or nodes.
  init?(_ refs: [Ref], in store: DiagramStore) {
    self.store = store
    let nodes = store.nodes(of: refs)
    self.nodes = nodes
    var numbers = Array(repeating: -1, count: store.arities.count)
    for node in nodes { numbers[store.level(node)] = 0 }
    levels = numbers.indices.filter { numbers[$0] == 0 }
    guard levels.count <= CompactDiagram.levelLimit,
      levels.allSatisfy({ store.arities[$0] <= CompactDiagram.classLimit })
    else { return nil }
    for (number, level) in levels.enumerated() { numbers[level] = number }
    self.numbers = numbers
    firstRangeLevel = Self.firstRangeLevel(nodes, numbers, levels, store)
    places = Array(repeating: 0, count: store.nodeCount)
    for leaf in refs.reduce(into: Set(), { $0.formUnion(store.leaves(of: $1)) }).sorted() {
      leafPlaces[leaf] = UInt32(truncatingIfNeeded: leaves.count)
      leaves.append(UInt32(truncatingIfNeeded: leaf))
    }
    guard place() else { return nil }
  }

  /// Gives each node its place: first those with a cell for each class.
  private mutating func place() -> Bool {
    cellCount = leaves.count * 2
    for holdsRanges in [false, true] {
      if holdsRanges { cellCount = (cellCount + RangeNode.size - 1) & -RangeNode.size }
      for node in nodes {
        let number = numbers[store.level(node)]
        guard (number >= firstRangeLevel) == holdsRanges else { continue }
        places[Int(node.raw)] = UInt32(truncatingIfNeeded: cellCount / 2)
        cellCount +=
          holdsRanges
          ? Self.rangeSize(store.runs(node).count) : Self.plainSize(store.arities[levels[number]])
        guard cellCount <= CompactDiagram.cellLimit else { return false }
      }
    }
    return true
  }

  /// The level from which on ranges make the table smallest.
  private static func firstRangeLevel(
    _ nodes: [Ref], _ numbers: [Int], _ levels: [Int], _ store: DiagramStore
  ) -> Int {
    var plain = Array(repeating: 0, count: levels.count)
    var ranged = plain
    for node in nodes {
      let number = numbers[store.level(node)]
      plain[number] += plainSize(store.arities[levels[number]])
      ranged[number] += rangeSize(store.runs(node).count)
    }
    var best = levels.count
    if plain.reduce(0, +) <= smallCount { return best }
    var saved = 0
    var most = 0
    for number in levels.indices.reversed() {
      saved += plain[number] - ranged[number]
      if saved > most {
        most = saved
        best = number
      }
    }
    return best
  }

  /// How many cells a node takes that has one for each class.
  private static func plainSize(_ arity: Int) -> Int { (arity + 2) & ~1 }

  /// How many cells a node of so many ranges takes.
  private static func rangeSize(_ runs: Int) -> Int {
    if runs == 1 { return 0 }
    let part = partSize(runs)
    return RangeNode.size + runs / part * (part == 1 ? 0 : rangeSize(part))
      + (runs % part == 0 ? 0 : rangeSize(runs % part))
  }

  /// How many of so many ranges the parts of a node hold: all but the last are full.
  private static func partSize(_ runs: Int) -> Int {
    var part = 1
    while part * RangeNode.width < runs { part *= RangeNode.width }
    return part
  }

  /// The cell that leads to a node or a leaf.
  func cell(_ ref: Ref) -> UInt32 {
    if let leaf = ref.leaf {
      return (leafPlaces[leaf] ?? 0) << CompactDiagram.levelBits | CompactDiagram.leafLevel
    }
    let number = UInt32(truncatingIfNeeded: numbers[store.level(ref)])
    return places[Int(ref.raw)] << CompactDiagram.levelBits | number
  }

  /// Writes the table to cells that are all 0.
  func write(to cells: UnsafeMutablePointer<UInt32>) {
    for (place, number) in leaves.enumerated() {
      cells[place * 2] =
        UInt32(truncatingIfNeeded: place) << CompactDiagram.levelBits | CompactDiagram.leafLevel
      cells[place * 2 + 1] = number
    }
    for node in nodes {
      if numbers[store.level(node)] >= firstRangeLevel {
        var next = Int(places[Int(node.raw)]) * 2
        _ = writeRanges(store.runs(node)[...], cell(node), &next, cells)
      } else {
        writeClasses(node, cells + Int(places[Int(node.raw)]) * 2)
      }
    }
  }

  private func writeClasses(_ node: Ref, _ cells: UnsafeMutablePointer<UInt32>) {
    var start = 0
    for run in store.runs(node) {
      let child = cell(Ref(raw: run.child))
      for code in start..<Int(run.end) { cells[code] = child }
      start = Int(run.end)
    }
    cells[start] = CompactDiagram.leafLevel
  }

  /// Writes a node of ranges, and its parts behind it; returns the cell that leads there.
  private func writeRanges(
    _ runs: Slice<UnsafeBufferPointer<DiagramStore.Run>>, _ own: UInt32, _ next: inout Int,
    _ cells: UnsafeMutablePointer<UInt32>
  ) -> UInt32 {
    if runs.count == 1 { return cell(Ref(raw: runs[runs.startIndex].child)) }
    let node = cells + next
    let level = own & CompactDiagram.leafLevel
    let place = UInt32(truncatingIfNeeded: next / 2) << CompactDiagram.levelBits | level
    next += RangeNode.size
    node[0] = place
    node[RangeNode.firstChild + RangeNode.width] = CompactDiagram.leafLevel
    let ends = UnsafeMutableRawPointer(node + RangeNode.firstEnd)
      .bindMemory(to: UInt16.self, capacity: RangeNode.width)
    let size = Self.partSize(runs.count)
    var start = runs.startIndex
    for part in 0..<RangeNode.width {
      guard start < runs.endIndex else {
        ends[part] = RangeNode.openCode
        continue
      }
      let end = min(start + size, runs.endIndex)
      ends[part] =
        end == runs.endIndex
        ? RangeNode.openCode : UInt16(truncatingIfNeeded: runs[end - 1].end)
      node[RangeNode.firstChild + part] = writeRanges(runs[start..<end], own, &next, cells)
      start = end
    }
    return place
  }
}

import TenureModel

/// The sets to which a diagram over the blocks of one set facet says yes, as a union of cubes: as
/// few and as wide as is found quickly.
///
///     not all of a, b and c   ──▶   no a, or no b, or no c
///
/// The cubes may overlap: disjoint ones would have to say of each what those before it lack. They
/// are found as S. Minato finds irredundant sums of products, by what must be covered (`lower`) and
/// what may be (`upper`): "Fast generation of prime-irredundant covers from binary decision
/// diagrams", IEICE Transactions E76-A (1993).
///
/// Complexity: one step for each pair of what must and what may be covered that is met, each of
/// which costs a few operations on diagrams and at most ``cubeLimit`` cubes.
struct SetCover {
  /// The most cubes that are told: there may be exponentially many.
  static let cubeLimit = 1 << 11
  /// The most pairs that are looked at.
  static let stepLimit = 1 << 17

  /// Whether the cubes are not all: each is part of the union, and some are missing.
  private(set) var isCut = false

  private struct Pair: Hashable {
    let lower: Ref
    let upper: Ref
  }

  /// The cubes of a pair, and what they cover when none is cut.
  private struct Part {
    var cubes: [Int32]
    let covered: Ref
  }

  /// What a cube says of one block, and the cell that goes on, negative behind the last: cubes
  /// share what they end with.
  private struct Cell {
    let level: Int
    let isThere: Bool
    let next: Int32
  }

  private let space: Space
  private let store: DiagramStore
  private var parts: [Pair: Part] = [:]
  private var cells: [Cell] = []

  init(_ space: Space, in store: DiagramStore) {
    self.space = space
    self.store = store
  }

  /// The cubes of a yes/no diagram.
  mutating func cubes(of ref: Ref) -> [FacetRegion.Cube] {
    var cubes: [FacetRegion.Cube] = []
    for start in part(lower: ref, upper: ref).cubes {
      add(start, to: &cubes)
      if isCut, cubes.count >= Self.cubeLimit { break }
    }
    return cubes
  }

  private mutating func part(lower: Ref, upper: Ref) -> Part {
    if lower == .no { return Part(cubes: [], covered: .no) }
    if upper == .yes { return Part(cubes: [-1], covered: .yes) }
    let pair = Pair(lower: lower, upper: upper)
    if let known = parts[pair] { return known }
    guard parts.count < Self.stepLimit else {
      isCut = true
      return Part(cubes: [], covered: .no)
    }
    let level = min(store.level(lower), store.level(upper))
    let (lower0, lower1) = children(lower, level)
    let (upper0, upper1) = children(upper, level)
    // What needs a word on this block, because not all of it may be covered on the other side.
    let without = part(lower: store.andNot(lower0, upper1), upper: upper0)
    let with = part(lower: store.andNot(lower1, upper0), upper: upper1)
    let left = store.or(
      store.andNot(lower0, without.covered), store.andNot(lower1, with.covered))
    let free = part(lower: left, upper: store.and(upper0, upper1))
    var cubes: [Int32] = []
    for start in without.cubes { cubes.append(cell(level, false, start)) }
    for start in with.cubes { cubes.append(cell(level, true, start)) }
    cubes += free.cubes
    if cubes.count > Self.cubeLimit {
      isCut = true
      cubes.removeLast(cubes.count - Self.cubeLimit)
    }
    let covered = [
      store.or(without.covered, free.covered), store.or(with.covered, free.covered),
    ]
    let found = Part(cubes: cubes, covered: store.node(level: level) { covered[$0] })
    parts[pair] = found
    return found
  }

  private func children(_ ref: Ref, _ level: Int) -> (Ref, Ref) {
    store.level(ref) == level ? (store.child(ref, 0), store.child(ref, 1)) : (ref, ref)
  }

  private mutating func cell(_ level: Int, _ isThere: Bool, _ next: Int32) -> Int32 {
    cells.append(Cell(level: level, isThere: isThere, next: next))
    return Int32(truncatingIfNeeded: cells.count - 1)
  }

  /// Adds the cubes of leaves that a cube of blocks stands for.
  ///
  /// A block of several leaves that has some of them is as many cubes as it has leaves.
  private mutating func add(_ start: Int32, to cubes: inout [FacetRegion.Cube]) {
    let room = Self.cubeLimit - cubes.count
    var none: [Int] = []
    var all: [Int] = []
    var choices: [[Int]] = [[]]
    var next = start
    while next >= 0 {
      let cell = cells[Int(next)]
      next = cell.next
      guard case .block(let block) = space.variables[cell.level].content else { continue }
      if !cell.isThere {
        none += block.leaves
      } else if block.count == 1 {
        all += block.leaves
      } else {
        choices = Self.grown(choices, by: block, atMost: room + 1)
      }
    }
    let absent = LeafSet(none)
    for choice in choices.prefix(room) {
      cubes.append(FacetRegion.Cube(all: LeafSet(all + choice), none: absent))
    }
    if choices.count > room { isCut = true }
  }

  /// Each choice with each leaf of a block, as far as there is room.
  private static func grown(_ choices: [[Int]], by block: LeafSet, atMost room: Int) -> [[Int]] {
    var grown: [[Int]] = []
    for choice in choices {
      for leaf in block.leaves {
        guard grown.count < room else { return grown }
        grown.append(choice + [leaf])
      }
    }
    return grown
  }
}

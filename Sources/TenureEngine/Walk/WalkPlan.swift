import TenureModel

/// How one clause's guard stands in a space: a box, or a diagram where it is more than one.
///
/// A union of boxes would not do in place of the diagram: once one of them is sure to hold, which
/// of the others still might would go on telling states apart.
enum GuardForm: Hashable {
  case row(Row)
  case diagram(Ref)
}

/// What a walk down a space needs to know of the clauses that it carries, as rows of bits.
///
///     bits   0 … n−1      the clauses: on while the clause may still match
///            n …          a node of the diagram of a guard that is no box
///
///     masks[level][class]     what stays on when the variable has that class
///     certain[level]          clauses whose tests all stand above the level: if on, they match
///
/// A clause whose guard is a box is carried by its own bit. Of the others the node is carried at
/// which the walk stands in the guard's diagram, and the clause's own bit goes on when that has
/// said yes: from then on it is certain.
final class WalkPlan {
  /// A node of a guard's diagram: on which bit the walk goes on for each class, −1 for none.
  struct Machine {
    let bit: Int
    let targets: [Int32]
  }

  let clauseCount: Int
  let bitCount: Int
  let levelCount: Int
  let clauseBits: Bits
  let initial: Bits
  /// `masks[offsets[level] + class]`.
  let masks: [Bits]
  let offsets: [Int]
  let constrained: [Bits]
  let certain: [Bits]
  let machines: [[Machine]]
  let owners: [Int32]
  let extras: [Int: Bits]

  static func make(forms: [GuardForm], space: Space, store: DiagramStore) -> WalkPlan {
    var builder = WalkPlanBuilder(clauseCount: forms.count, space: space)
    for (clause, form) in forms.enumerated() {
      switch form {
      case .row(let row): builder.reserve(row, of: clause)
      case .diagram(let ref): builder.reserve(ref, of: clause, in: store)
      }
    }
    return builder.plan(store)
  }

  fileprivate init(
    clauseCount: Int, bitCount: Int, levelCount: Int, initial: Bits, masks: [Bits],
    offsets: [Int], constrained: [Bits], certain: [Bits],
    machines: [[Machine]], owners: [Int32], extras: [Int: Bits]
  ) {
    self.clauseCount = clauseCount
    self.bitCount = bitCount
    self.levelCount = levelCount
    clauseBits = Bits(count: bitCount, on: 0..<clauseCount)
    self.initial = initial
    self.masks = masks
    self.offsets = offsets
    self.constrained = constrained
    self.certain = certain
    self.machines = machines
    self.owners = owners
    self.extras = extras
  }
}

private struct WalkPlanBuilder {
  let clauseCount: Int
  let arities: [Int]
  var owners: [Int32]
  var boxes: [(bit: Int, row: Row)] = []
  var nodes: [(bit: Int, ref: Ref)] = []
  var nodeBits: [Int: [Ref: Int]] = [:]
  var startBits: [Int] = []

  init(clauseCount: Int, space: Space) {
    self.clauseCount = clauseCount
    arities = space.variables[..<space.baseLevelCount].map(\.arity)
    owners = (0..<Int32(clauseCount)).map { $0 }
  }

  mutating func reserve(_ row: Row, of clause: Int) {
    boxes.append((clause, row))
    startBits.append(clause)
  }

  mutating func reserve(_ ref: Ref, of clause: Int, in store: DiagramStore) {
    if ref == .no { return }
    var bits: [Ref: Int] = [:]
    store.forEachRef(of: ref) { node in
      guard !node.isLeaf else { return }
      bits[node] = owners.count
      nodes.append((owners.count, node))
      owners.append(Int32(clause))
    }
    nodeBits[clause] = bits
    startBits.append(bits[ref] ?? clause)
  }

  func plan(_ store: DiagramStore) -> WalkPlan {
    let bitCount = owners.count
    var offsets: [Int] = []
    var masks: [Bits] = []
    let all = Bits(count: bitCount, on: 0..<bitCount)
    for arity in arities {
      offsets.append(masks.count)
      masks += Array(repeating: all, count: arity)
    }
    let none = Bits(count: bitCount)
    var constrained = Array(repeating: none, count: arities.count)
    var lastLevels = Array(repeating: Int.max, count: clauseCount)
    for (bit, row) in boxes {
      for test in row.tests {
        constrained[test.level].insert(bit)
        for code in 0..<arities[test.level] where !test.classes[code] {
          masks[offsets[test.level] + code].remove(bit)
        }
      }
      lastLevels[bit] = row.tests.last?.level ?? -1
    }
    var machines = Array(repeating: [WalkPlan.Machine](), count: arities.count)
    for (bit, ref) in nodes {
      let level = store.level(ref)
      let clause = Int(owners[bit])
      constrained[level].insert(bit)
      let targets = (0..<arities[level]).map { code -> Int32 in
        masks[offsets[level] + code].remove(bit)
        let child = store.child(ref, code)
        if child == .no { return -1 }
        return Int32(child == .yes ? clause : nodeBits[clause]?[child] ?? clause)
      }
      machines[level].append(WalkPlan.Machine(bit: bit, targets: targets))
    }
    return WalkPlan(
      clauseCount: clauseCount, bitCount: bitCount, levelCount: arities.count,
      initial: startBits.reduce(into: none) { $0.insert($1) }, masks: masks, offsets: offsets,
      constrained: constrained, certain: certain(lastLevels, bitCount: bitCount),
      machines: machines, owners: owners, extras: extras(bitCount))
  }

  /// For each level, and for the end: the clause bits that no test at or below it can put out.
  private func certain(_ lastLevels: [Int], bitCount: Int) -> [Bits] {
    var result: [Bits] = []
    var certain = Bits(count: bitCount)
    var byLevel: [Int: [Int]] = [:]
    for (clause, last) in lastLevels.enumerated() {
      // Clauses carried by a diagram have `Int.max`: their own bit is off until it says yes.
      byLevel[last == Int.max ? -1 : last, default: []].append(clause)
    }
    for clause in byLevel[-1] ?? [] { certain.insert(clause) }
    result.append(certain)
    for level in arities.indices {
      for clause in byLevel[level] ?? [] { certain.insert(clause) }
      result.append(certain)
    }
    return result
  }

  private func extras(_ bitCount: Int) -> [Int: Bits] {
    var extras: [Int: Bits] = [:]
    for bit in clauseCount..<bitCount {
      extras[Int(owners[bit]), default: Bits(count: bitCount)].insert(bit)
    }
    return extras
  }
}

/// A set of situations, as a number in a store of conditions; equal sets have equal numbers.
struct Condition: Hashable, Sendable {
  let number: Int32

  /// It holds nowhere.
  static let never = Condition(number: 0)
  /// It holds everywhere.
  static let always = Condition(number: 1)
}

/// Conditions over the variables of a proof, as decision diagrams.
///
///     action ─┬─ export ─ data ─┬─ personal ─ always
///             │                 └─ others ─── never
///             └─ others ─── never
///
/// A node has a variable and one branch for each class of its values; variables come in one order
/// on every path, no node has equal branches only, and each node is kept once. So two conditions
/// that hold in the same situations are one, however they were written.
///
/// A diagram may have other leaves than these two: what holds there is up to who made them.
///
/// Complexity: joining two conditions takes as many steps as they have pairs of nodes that some
/// situation reaches. Past the limit of steps every operation ends at once with `never`, and the
/// store is exhausted: nothing that it said last may be believed.
final class ConditionStore {
  private let classCounts: [Int]
  private let stepLimit: Int
  /// For each condition its variable; past all others for those that have none.
  private var variables: [Int]
  /// For each condition where its branches begin.
  private var starts: [Int] = [0, 0]
  private var branches: [Condition] = []
  /// Where each node is found by what is in it.
  private var numbers: [Int32]
  /// For each condition its contrary, or below zero.
  private var contraries: [Int32] = [1, 0]
  private var conjunctions = PairTable()
  private var meetings = PairTable()
  /// The branches of nodes that are being made, those of the innermost last.
  private var pending: [Condition] = []
  private var steps = 0

  /// The variable of a condition that depends on none.
  static let noVariable = Int.max
  /// How many branches of a node are no more work than a step.
  private static let branchesInStep = 16

  /// - Parameters:
  ///   - classCounts: How many classes each variable has.
  ///   - stepLimit: The most steps of all operations together.
  init(classCounts: [Int], stepLimit: Int) {
    self.classCounts = classCounts
    self.stepLimit = stepLimit
    variables = [Self.noVariable, Self.noVariable]
    numbers = Array(repeating: 0, count: 1 << 10)
  }

  /// Whether it took more steps than it may.
  var isExhausted: Bool { steps > stepLimit }

  /// Counts steps that were not operations of the store.
  ///
  /// - Returns: Whether it has any left.
  func take(steps count: Int) -> Bool {
    steps += count
    return !isExhausted
  }

  func classCount(_ variable: Int) -> Int { classCounts[variable] }

  /// The first variable on which a condition depends.
  func variable(_ condition: Condition) -> Int { variables[Int(condition.number)] }

  /// Whether a condition depends on no variable.
  func isLeaf(_ condition: Condition) -> Bool { variable(condition) == Self.noVariable }

  /// What is left of a condition where a variable has a class.
  ///
  /// - Precondition: it depends on no variable before that.
  func branch(_ condition: Condition, _ variable: Int, _ number: Int) -> Condition {
    let position = Int(condition.number)
    return variables[position] == variable ? branches[starts[position] + number] : condition
  }
}

// MARK: Nodes

extension ConditionStore {
  /// A leaf of its own.
  func leaf() -> Condition { append(Self.noVariable) }

  /// A variable has a class that passes.
  func isIn(_ variable: Int, where passes: (Int) -> Bool) -> Condition {
    node(variable) { passes($0) ? .always : .never }
  }

  /// The condition that has these branches, one for each class of a variable.
  func node(_ variable: Int, _ branch: (Int) -> Condition) -> Condition {
    // Of few branches a node is part of a step; many are steps of their own.
    guard take(steps: classCounts[variable] / Self.branchesInStep) else { return .never }
    let start = pending.count
    for number in 0..<classCounts[variable] {
      let branch = branch(number)
      pending.append(branch)
    }
    defer { pending.removeLast(pending.count - start) }
    if isExhausted { return .never }
    let first = pending[start]
    if pending[start...].allSatisfy({ $0 == first }) { return first }
    var place = place(of: pending[start...], variable)
    while numbers[place] != 0 {
      let known = Int(numbers[place])
      if variables[known] == variable,
        branches[starts[known]..<starts[known] + classCounts[variable]]
          .elementsEqual(pending[start...])
      {
        return Condition(number: numbers[place])
      }
      place = (place + 1) & (numbers.count - 1)
    }
    let condition = append(variable)
    branches += pending[start...]
    numbers[place] = condition.number
    if variables.count * 2 > numbers.count { growNumbers() }
    return condition
  }

  private func append(_ variable: Int) -> Condition {
    let condition = Condition(number: Int32(truncatingIfNeeded: variables.count))
    variables.append(variable)
    starts.append(branches.count)
    contraries.append(-1)
    return condition
  }

  private func place(of branches: ArraySlice<Condition>, _ variable: Int) -> Int {
    var hash = UInt64(truncatingIfNeeded: variable)
    for branch in branches {
      hash = (hash ^ UInt64(truncatingIfNeeded: branch.number)) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash) & (numbers.count - 1)
  }

  private func growNumbers() {
    numbers = Array(repeating: 0, count: numbers.count * 2)
    for number in variables.indices where variables[number] != Self.noVariable {
      let own = branches[starts[number]..<starts[number] + classCounts[variables[number]]]
      var place = place(of: own, variables[number])
      while numbers[place] != 0 { place = (place + 1) & (numbers.count - 1) }
      numbers[place] = Int32(truncatingIfNeeded: number)
    }
  }
}

// MARK: Operations

extension ConditionStore {
  func not(_ condition: Condition) -> Condition {
    let known = contraries[Int(condition.number)]
    if known >= 0 { return Condition(number: known) }
    steps += 1
    let variable = variable(condition)
    let result = node(variable) { not(branch(condition, variable, $0)) }
    if isExhausted { return .never }
    contraries[Int(condition.number)] = result.number
    contraries[Int(result.number)] = condition.number
    return result
  }

  func and(_ first: Condition, _ second: Condition) -> Condition {
    if first == second || second == .always { return first }
    if first == .always { return second }
    if first == .never || second == .never || isExhausted { return .never }
    let pair = PairTable.Pair(first, second).sorted
    if let known = conjunctions[pair] { return Condition(number: known) }
    steps += 1
    let variable = min(variable(first), variable(second))
    let result = node(variable) {
      and(branch(first, variable, $0), branch(second, variable, $0))
    }
    conjunctions[pair] = result.number
    return result
  }

  func or(_ first: Condition, _ second: Condition) -> Condition {
    not(and(not(first), not(second)))
  }

  func all(_ parts: [Condition]) -> Condition { joined(parts, .always, and) }

  func any(_ parts: [Condition]) -> Condition { joined(parts, .never, or) }

  /// Joins neighbours first, and what comes of them then: most of the joined ones stay small.
  private func joined(
    _ parts: [Condition], _ neutral: Condition, _ join: (Condition, Condition) -> Condition
  ) -> Condition {
    var parts = parts
    while parts.count > 1 {
      parts = stride(from: 0, to: parts.count, by: 2).map {
        $0 + 1 < parts.count ? join(parts[$0], parts[$0 + 1]) : parts[$0]
      }
    }
    return parts.first ?? neutral
  }

  /// Whether two conditions hold together somewhere.
  func meet(_ first: Condition, _ second: Condition) -> Bool {
    if first == .never || second == .never || isExhausted { return false }
    if first == second || first == .always || second == .always { return true }
    let pair = PairTable.Pair(first, second).sorted
    if let known = meetings[pair] { return known == 1 }
    steps += 1
    let variable = min(variable(first), variable(second))
    let result = (0..<classCounts[variable]).contains {
      meet(branch(first, variable, $0), branch(second, variable, $0))
    }
    meetings[pair] = result ? 1 : 0
    return result
  }

  /// Whether a condition holds wherever another does.
  func contains(_ wide: Condition, _ narrow: Condition) -> Bool { !meet(not(wide), narrow) }

  /// Two diagrams joined: `join` says what comes of two parts of them, and must of two leaves; of
  /// other parts nil, where one must look deeper.
  func joined(
    _ first: Condition, _ second: Condition, _ join: (Condition, Condition) -> Condition?
  ) -> Condition {
    var known = PairTable()
    func follow(_ first: Condition, _ second: Condition) -> Condition {
      if isExhausted { return .never }
      if let result = join(first, second) { return result }
      let pair = PairTable.Pair(first, second)
      if let result = known[pair] { return Condition(number: result) }
      steps += 1
      let variable = min(variable(first), variable(second))
      let result = node(variable) {
        follow(branch(first, variable, $0), branch(second, variable, $0))
      }
      known[pair] = result.number
      return result
    }
    return follow(first, second)
  }

  /// A leaf where a condition holds, and a diagram elsewhere.
  func choice(_ condition: Condition, _ leaf: Condition, else other: Condition) -> Condition {
    joined(condition, other) { part, other in
      if part == .always { return leaf }
      return part == .never || other == leaf ? other : nil
    }
  }
}

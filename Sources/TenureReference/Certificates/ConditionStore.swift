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
final class ConditionStore {
  private struct Pair: Hashable {
    let first: Condition
    let second: Condition
  }

  private let classCounts: [Int]
  /// For each condition its variable; past all others for the two that have none.
  private var variables: [Int]
  /// For each condition where its branches begin.
  private var starts: [Int] = [0, 0]
  private var branches: [Condition] = []
  private var numbers: [[Int32]: Condition] = [:]
  private var negations: [Condition: Condition] = [:]
  private var conjunctions: [Pair: Condition] = [:]
  private var meetings: [Pair: Bool] = [:]

  /// The variable of a condition that depends on none.
  static let noVariable = Int.max

  /// - Parameter classCounts: How many classes each variable has.
  init(classCounts: [Int]) {
    self.classCounts = classCounts
    variables = [Self.noVariable, Self.noVariable]
  }

  func classCount(_ variable: Int) -> Int { classCounts[variable] }

  /// The first variable on which a condition depends.
  func variable(_ condition: Condition) -> Int { variables[Int(condition.number)] }

  /// What is left of a condition where a variable has a class.
  ///
  /// - Precondition: it depends on no variable before that.
  func branch(_ condition: Condition, _ variable: Int, _ number: Int) -> Condition {
    let position = Int(condition.number)
    return variables[position] == variable ? branches[starts[position] + number] : condition
  }

  /// The condition that has these branches, one for each class of a variable.
  func node(_ variable: Int, _ targets: [Condition]) -> Condition {
    if let first = targets.first, targets.allSatisfy({ $0 == first }) { return first }
    let key = [Int32(truncatingIfNeeded: variable)] + targets.map(\.number)
    if let known = numbers[key] { return known }
    let condition = Condition(number: Int32(truncatingIfNeeded: variables.count))
    variables.append(variable)
    starts.append(branches.count)
    branches += targets
    numbers[key] = condition
    return condition
  }

  /// A variable has a class that passes.
  func isIn(_ variable: Int, where passes: (Int) -> Bool) -> Condition {
    node(variable, (0..<classCounts[variable]).map { passes($0) ? .always : .never })
  }

  func not(_ condition: Condition) -> Condition {
    if condition == .never { return .always }
    if condition == .always { return .never }
    if let known = negations[condition] { return known }
    let variable = variable(condition)
    let result = node(
      variable,
      (0..<classCounts[variable]).map { not(branch(condition, variable, $0)) })
    negations[condition] = result
    negations[result] = condition
    return result
  }

  func and(_ first: Condition, _ second: Condition) -> Condition {
    if first == second || second == .always { return first }
    if first == .always { return second }
    if first == .never || second == .never { return .never }
    let pair =
      first.number < second.number
      ? Pair(first: first, second: second) : Pair(first: second, second: first)
    if let known = conjunctions[pair] { return known }
    let variable = min(variable(first), variable(second))
    let result = node(
      variable,
      (0..<classCounts[variable]).map {
        and(branch(first, variable, $0), branch(second, variable, $0))
      })
    conjunctions[pair] = result
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
    if first == .never || second == .never { return false }
    if first == second || first == .always || second == .always { return true }
    let pair =
      first.number < second.number
      ? Pair(first: first, second: second) : Pair(first: second, second: first)
    if let known = meetings[pair] { return known }
    let variable = min(variable(first), variable(second))
    let result = (0..<classCounts[variable]).contains {
      meet(branch(first, variable, $0), branch(second, variable, $0))
    }
    meetings[pair] = result
    return result
  }

  /// Whether a condition holds wherever another does.
  func contains(_ wide: Condition, _ narrow: Condition) -> Bool { !meet(not(wide), narrow) }
}

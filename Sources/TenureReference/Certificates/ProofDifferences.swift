import BigInt
import TenureModel

/// Where two regimes differ, put together from the regions of a certificate and counted.
struct ProofDifferences {
  /// A set of situations, each equal one once.
  struct Diagram: Hashable, Sendable {
    let number: Int
    static let nowhere = Diagram(number: 0)
    static let everywhere = Diagram(number: 1)
  }

  private struct Node: Hashable {
    let variable: Int
    let children: [Child]
  }

  private struct Child: Hashable {
    var classes: ClassSet
    let diagram: Diagram
  }

  private struct Pair: Hashable {
    let first: Diagram
    let second: Diagram
  }

  private let variables: ProofVariables
  private var nodes: [Node] = []
  private var numbers: [Node: Diagram] = [:]
  private var unions: [Pair: Diagram] = [:]
  private var byPillar: [Pillar: Diagram] = [:]
  private var direction = OutcomeComparison.same

  init(_ variables: ProofVariables) { self.variables = variables }

  /// The situations in which a variable has some classes and that lie in the set behind them.
  mutating func node(_ variable: Int, _ children: [(ClassSet, Diagram)]) -> Diagram {
    var joined: [Diagram: ClassSet] = [:]
    for (classes, diagram) in children {
      joined[diagram] = joined[diagram].map { $0.union(classes) } ?? classes
    }
    if joined.count == 1, let only = joined.keys.first { return only }
    let node = Node(
      variable: variable,
      children: joined.sorted { $0.key.number < $1.key.number }
        .map { Child(classes: $0.value, diagram: $0.key) })
    if let known = numbers[node] { return known }
    nodes.append(node)
    let diagram = Diagram(number: nodes.count + 1)
    numbers[node] = diagram
    return diagram
  }

  /// Adds situations in which a pillar differs.
  mutating func add(_ diagram: Diagram, in pillar: Pillar) {
    byPillar[pillar] = union(byPillar[pillar] ?? .nowhere, diagram)
  }

  /// Notes in which direction an answer changed.
  mutating func record(_ before: ProofAnswer, _ after: ProofAnswer, _ question: ProofQuestion) {
    direction = direction.and(
      after.outcome(to: question).compared(to: before.outcome(to: question)))
  }

  private func node(_ diagram: Diagram) -> Node? {
    diagram.number > 1 ? nodes[diagram.number - 2] : nil
  }

  private mutating func union(_ first: Diagram, _ second: Diagram) -> Diagram {
    if first == second || second == .nowhere { return first }
    if first == .nowhere { return second }
    if first == .everywhere || second == .everywhere { return .everywhere }
    let pair = Pair(first: first, second: second)
    if let known = unions[pair] { return known }
    guard let left = node(first), let right = node(second) else { return .everywhere }
    let variable = min(left.variable, right.variable)
    var children: [(ClassSet, Diagram)] = []
    let lefts = left.variable == variable ? left.children : [whole(variable, first)]
    let rights = right.variable == variable ? right.children : [whole(variable, second)]
    for one in lefts {
      for other in rights where !one.classes.isDisjoint(with: other.classes) {
        children.append(
          (one.classes.intersection(other.classes), union(one.diagram, other.diagram)))
      }
    }
    let result = node(variable, children)
    unions[pair] = result
    return result
  }

  private func whole(_ variable: Int, _ diagram: Diagram) -> Child {
    Child(classes: .all(variables.all[variable].classCount), diagram: diagram)
  }

  /// What the differences come to.
  mutating func claim(_ table: ProofTable) -> Certificate.Claim {
    var differing: [Pillar: BigUInt] = [:]
    var anywhere = Diagram.nowhere
    for (pillar, diagram) in byPillar {
      let count = count(diagram)
      if count > 0 { differing[pillar] = count }
      anywhere = union(anywhere, diagram)
    }
    return Certificate.Claim(
      relation: direction == .same ? "equivalent" : direction.rawValue, total: variables.total,
      differing: count(anywhere), differingByPillar: differing)
  }

  /// The number of situations in a set.
  private func count(_ diagram: Diagram) -> BigUInt {
    // The cases of all variables from each on.
    var below: [BigUInt] = [1]
    for variable in variables.counted.reversed() {
      below.append((below.last ?? 1) * variable.weights.reduce(0, +))
    }
    below.reverse()
    var known: [Diagram: BigUInt] = [:]
    func from(_ diagram: Diagram) -> (count: BigUInt, level: Int) {
      guard let node = node(diagram) else {
        return (diagram == .everywhere ? 1 : 0, below.count - 1)
      }
      let level = variables.level(of: node.variable)
      if let count = known[diagram] { return (count, level) }
      var sum: BigUInt = 0
      for child in node.children {
        let rest = from(child.diagram)
        if rest.count.isZero { continue }
        let weight = child.classes.members.reduce(BigUInt(0)) {
          $0 + variables.all[node.variable].weights[$1]
        }
        sum += weight * rest.count * (below[level + 1] / below[rest.level])
      }
      known[diagram] = sum
      return (sum, level)
    }
    let root = from(diagram)
    return root.count * (below[0] / below[root.level])
  }
}

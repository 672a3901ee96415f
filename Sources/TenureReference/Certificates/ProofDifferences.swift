import BigInt
import TenureModel

/// Where two regimes differ, put together from the answers to all questions and counted.
struct ProofDifferences {
  private let table: ProofTable
  private var byPillar: [Pillar: Condition] = [:]
  private var direction = OutcomeComparison.same

  init(_ table: ProofTable) { self.table = table }

  /// Adds where the answers to a question differ, and in which direction they changed.
  mutating func add(_ quest: ProofQuest) {
    let question = quest.question
    byPillar[question.pillar] = table.store.or(byPillar[question.pillar] ?? .never, quest.differing)
    for pair in quest.pairs.all {
      direction = direction.and(
        pair.after.outcome(to: question).compared(to: pair.before.outcome(to: question)))
    }
  }

  /// What the differences come to.
  func claim() -> Certificate.Claim {
    var differing: [Pillar: BigUInt] = [:]
    for (pillar, situations) in byPillar where situations != .never {
      differing[pillar] = count(situations)
    }
    return Certificate.Claim(
      relation: direction == .same ? "equivalent" : direction.rawValue,
      total: table.variables.total, differing: count(table.store.any(Array(byPillar.values))),
      differingByPillar: differing)
  }

  /// The number of situations in which a condition holds.
  private func count(_ condition: Condition) -> BigUInt {
    let variables = table.variables
    // The cases of all variables from each on.
    var below: [BigUInt] = [1]
    for variable in variables.counted.reversed() {
      below.append((below.last ?? 1) * variable.weights.reduce(0, +))
    }
    below.reverse()
    var known: [Condition: BigUInt] = [:]
    func level(_ condition: Condition) -> Int {
      let variable = table.store.variable(condition)
      return variable == ConditionStore.noVariable ? below.count - 1 : variables.level(of: variable)
    }
    func from(_ condition: Condition) -> BigUInt {
      if condition == .never { return 0 }
      if condition == .always { return 1 }
      if let count = known[condition] { return count }
      let variable = table.store.variable(condition)
      let next = variables.level(of: variable) + 1
      var sum: BigUInt = 0
      for (number, weight) in variables.all[variable].weights.enumerated() {
        let branch = table.store.branch(condition, variable, number)
        if branch == .never { continue }
        sum += weight * from(branch) * (below[next] / below[level(branch)])
      }
      known[condition] = sum
      return sum
    }
    return from(condition) * (below[0] / below[level(condition)])
  }
}

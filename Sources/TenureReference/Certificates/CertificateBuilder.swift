package import TenureModel

/// Writes the proof of what two regimes answer differently.
///
/// The tree of a question is the diagram of where the answers differ. Facets of changed clauses
/// come first in it, so that the size of the proof follows the size of the change.
package final class CertificateBuilder {
  /// Why there is no certificate.
  package enum Failure: Error, Hashable {
    /// It would have more nodes than the limit.
    case tooLarge(limit: Int)
    /// Where the answers differ is not worked out in as many steps as the limit.
    case tooLong(limit: Int)
  }

  /// A node before its facet has a number.
  private struct Split: Hashable {
    let variable: Int
    let targets: [Certificate.Target]
  }

  private let table: ProofTable
  private let limit: Int
  private let stepLimit: Int
  private var splits: [Split] = []
  private var nodes: [Split: Certificate.Target] = [:]
  private var regions: [Certificate.Region] = []
  private var regionNumbers: [Certificate.Region: Int] = [:]
  private var known: [Condition: Certificate.Target] = [:]

  /// - Parameters:
  ///   - before: The first regime.
  ///   - after: The second, of the same vocabulary.
  ///   - day: The day at which both are asked; without it, all days are compared.
  ///   - limit: The most nodes that the certificate may have.
  ///   - stepLimit: The most steps that it may take.
  package init(
    _ before: Regime, _ after: Regime, at day: Day?, limit: Int,
    stepLimit: Int = Certificate.stepLimit
  ) {
    table = ProofTable(before, after, day: day, stepLimit: stepLimit)
    self.limit = limit
    self.stepLimit = stepLimit
  }

  /// Proves a claim.
  package func certificate(
    of claim: Certificate.Claim
  ) throws(Failure) -> Certificate {
    var answers: [Certificate.Answer] = []
    for question in ProofQuestion.all(in: table) {
      let quest = ProofQuest(question, in: table)
      guard !table.store.isExhausted else { throw .tooLong(limit: stepLimit) }
      if quest.isSame { continue }
      known = [:]
      answers.append(
        Certificate.Answer(question, root: try target(of: quest.difference, quest)))
    }
    let variables = Set(splits.map(\.variable)).sorted()
    let facets = variables.map { variable in
      Certificate.Facet(
        facet: table.variables.all[variable].facet,
        classes: (0..<table.store.classCount(variable)).map {
          table.variables.test(of: variable, [$0])
        })
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(variables, variables.indices))
    let nodes = splits.map {
      Certificate.Node(facet: numbers[$0.variable] ?? 0, targets: $0.targets)
    }
    return Certificate(
      claim: claim, facets: facets, regions: regions, nodes: nodes, answers: answers)
  }

  /// Where the part of a difference leads.
  private func target(
    of part: Condition, _ quest: ProofQuest
  ) throws(Failure) -> Certificate.Target {
    if let known = known[part] { return known }
    let target: Certificate.Target
    if let region = quest.regions[part] {
      target = self.region(region)
    } else {
      let variable = table.store.variable(part)
      var targets: [Certificate.Target] = []
      for number in 0..<table.store.classCount(variable) {
        targets.append(try self.target(of: table.store.branch(part, variable, number), quest))
      }
      target = try node(Split(variable: variable, targets: targets))
    }
    known[part] = target
    return target
  }

  /// The node of a split.
  private func node(_ split: Split) throws(Failure) -> Certificate.Target {
    if let known = nodes[split] { return known }
    guard splits.count < limit else { throw .tooLarge(limit: limit) }
    splits.append(split)
    nodes[split] = .node(splits.count - 1)
    return .node(splits.count - 1)
  }

  private func region(_ region: Certificate.Region) -> Certificate.Target {
    if let known = regionNumbers[region] { return .region(known) }
    regions.append(region)
    regionNumbers[region] = regions.count - 1
    return .region(regions.count - 1)
  }
}

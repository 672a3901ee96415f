package import TenureModel

/// Writes the proof of what two regimes answer differently.
///
/// It asks for one facet after another until in every region either the answers of both sides are
/// settled or nothing that they do not share can matter. Facets of changed clauses come first, so
/// that the size of the proof follows the size of the change.
package final class CertificateBuilder {
  /// Why there is no certificate.
  package enum Failure: Error, Hashable {
    /// It would have more nodes than the limit.
    case tooLarge(limit: Int)
    /// It would go through more states than the limit, however many of them share a node.
    case tooLong(limit: Int)
  }

  /// The most states of one question: what a checker must go through, and keep in memory.
  package static let stateLimit = 500_000

  /// A node before its facet has a number.
  private struct Split: Hashable {
    let variable: Int
    let targets: [Certificate.Target]
  }

  private let table: ProofTable
  private let limit: Int
  private var splits: [Split] = []
  private var nodes: [Split: Certificate.Target] = [:]
  private var regions: [Certificate.Region] = []
  private var regionNumbers: [Certificate.Region: Int] = [:]
  private var known: [ProofState: Certificate.Target] = [:]

  /// - Parameters:
  ///   - before: The first regime.
  ///   - after: The second, of the same vocabulary.
  ///   - day: The day at which both are asked; without it, all days are compared.
  ///   - limit: The most nodes that the certificate may have.
  package init(_ before: Regime, _ after: Regime, at day: Day?, limit: Int) {
    table = ProofTable(before, after, day: day)
    self.limit = limit
  }

  /// Proves a claim.
  package func certificate(
    of claim: Certificate.Claim
  ) throws(Failure) -> Certificate {
    var answers: [Certificate.Answer] = []
    for question in ProofQuestion.all(in: table) {
      let quest = ProofQuest(question, in: table)
      if quest.isSame(quest.start) { continue }
      known = [:]
      answers.append(Certificate.Answer(question, root: try target(of: quest.start, quest)))
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

  private func target(
    of state: ProofState, _ quest: ProofQuest
  ) throws(Failure) -> Certificate.Target {
    if quest.isSame(state) { return region(.same) }
    if let known = known[state] { return known }
    guard known.count < Self.stateLimit else { throw .tooLong(limit: Self.stateLimit) }
    let target = try target(ofDiffering: state, quest)
    known[state] = target
    return target
  }

  private func target(
    ofDiffering state: ProofState, _ quest: ProofQuest
  ) throws(Failure) -> Certificate.Target {
    if let before = quest.answer(state, side: 0), let after = quest.answer(state, side: 1) {
      let texts = (quest.text(before, state, side: 0), quest.text(after, state, side: 1))
      return region(
        before == after ? .both(texts.0) : .differs(before: texts.0, after: texts.1))
    }
    guard let variable = quest.variable(state) else {
      preconditionFailure("CertificateBuilder must settle what depends on nothing")
    }
    var targets: [Certificate.Target] = []
    for branch in quest.branches(state, variable) {
      let target = try target(of: branch.state, quest)
      targets += branch.classes.map { _ in target }
    }
    let split = Split(variable: variable, targets: targets)
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

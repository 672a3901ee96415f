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
  }

  private let table: ProofTable
  private let limit: Int
  private var nodes: [Certificate.Node] = []
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
      let state = ProofState(question, in: table)
      if state.isSame(question, in: table) { continue }
      known = [:]
      answers.append(Certificate.Answer(question, root: try target(of: state, question)))
    }
    return Certificate(claim: claim, nodes: nodes, answers: answers)
  }

  private func target(
    of state: ProofState, _ question: ProofQuestion
  ) throws(Failure) -> Certificate.Target {
    if state.isSame(question, in: table) { return .same }
    if let known = known[state] { return known }
    let target = try self.target(ofDiffering: state, question)
    known[state] = target
    return target
  }

  private func target(
    ofDiffering state: ProofState, _ question: ProofQuestion
  ) throws(Failure) -> Certificate.Target {
    let before = ProofAnswers(state, question, side: 0, in: table)
    let after = ProofAnswers(state, question, side: 1, in: table)
    if let first = before.answer, let second = after.answer {
      return first == second
        ? .both(before.text(first))
        : .differs(before: before.text(first), after: after.text(second))
    }
    guard let variable = state.nextVariable(in: table) else {
      preconditionFailure("CertificateBuilder must settle what depends on nothing")
    }
    var branches: [Certificate.Branch] = []
    for classes in groups(of: variable, state, question) {
      let rest = state.restricted(variable, to: classes, question, in: table)
      branches.append(
        Certificate.Branch(
          values: table.variables.test(of: variable, classes),
          target: try self.target(of: rest, question)))
    }
    guard nodes.count < limit else { throw .tooLarge(limit: limit) }
    nodes.append(
      Certificate.Node(facet: table.variables.all[variable].facet, branches: branches))
    return .node(nodes.count - 1)
  }

  /// The classes of a variable that must be told apart: none where all that the sides do not share
  /// is out.
  private func groups(
    of variable: Int, _ state: ProofState, _ question: ProofQuestion
  ) -> [ClassSet] {
    let all = ClassSet.all(table.variables.all[variable].classCount)
    let conditions = state.items.lazy.map(\.condition)
    let differing = state.items.filter { $0.sides != 3 }.map(\.condition)
    guard differing.count * 4 < state.items.count else {
      return table.store.groups(of: variable, in: conditions, within: all)
    }
    return table.store.groups(of: variable, in: differing, within: all).flatMap { group in
      let rest = state.restricted(variable, to: group, question, in: table)
      return rest.isSame(question, in: table)
        ? [group] : table.store.groups(of: variable, in: conditions, within: group)
    }
  }
}

extension ProofState {
  /// The first variable, in order, on which something depends.
  func nextVariable(in table: ProofTable) -> Int? {
    items.flatMap { item in
      table.store.tests(item.condition).lazy.map(\.variable).filter {
        table.rightOf[$0] == nil
      }.prefix(1)
    }.min()
  }
}

extension ProofVariables {
  /// The test that some classes of a variable pass, and no others.
  func test(of variable: Int, _ classes: ClassSet) -> Guard {
    let facet = all[variable].facet
    func terms(_ leaves: LeafSet) -> [TermID] {
      guard let taxonomy = vocabulary.taxonomy(of: facet) else { return [] }
      return leaves.leaves.map { taxonomy.leaves[$0] }
    }
    switch all[variable].region(classes) {
    case .terms(let leaves): return .test(FacetTest(facet, .under(terms(leaves))))
    case .sets:
      guard case .block(let leaves) = all[variable].content else { return .never }
      return classes.members == [1]
        ? .test(FacetTest(facet, .hasAny(terms(leaves))))
        : .test(FacetTest(facet, .hasNone(terms(leaves))))
    case .flags(let flags):
      return .any(flags.sorted { $0 && !$1 }.map { .test(FacetTest(facet, .flag($0))) })
    case .quantities(let ranges):
      return .any(ranges.map { .test(FacetTest(facet, .within($0))) })
    case .dates(let ranges):
      return .any(ranges.map { .test(FacetTest(facet, .during($0))) })
    }
  }
}

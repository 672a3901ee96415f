import BigInt
package import TenureModel

/// Checks a certificate: an independent, small proof checker.
///
/// It shares no code with the engine that makes comparisons, only the model and the reference's
/// reading of a debate. For each question it goes down the tree and keeps, for each side, the
/// clauses that can still match. In a region that the certificate does not split further, each
/// clause either contains the region, or misses it, or is beaten for sure by one that contains it;
/// then section "How a regime rules" of the semantics gives the answer, which must be the one that
/// the certificate says. At last the claim on the whole (relation and counts) is worked out from
/// the regions.
package struct CertificateChecker {
  /// What is wrong with a certificate, in a sentence.
  package struct Refusal: Error, Sendable, Hashable {
    /// The sentence.
    package let reason: String
    /// The node that is wrong, if one is.
    package let node: Int?

    /// Creates a refusal.
    package init(reason: String, node: Int?) {
      self.reason = reason
      self.node = node
    }
  }

  /// What was shown.
  package struct Verdict: Sendable, Hashable {
    /// The questions that were compared.
    package let questions: Int
    /// The regions and states that were looked at.
    package let steps: Int
  }

  private let table: ProofTable
  private let certificate: Certificate
  private let day: Day?
  /// For each node its variable, and for each branch the classes.
  private var splits: [(variable: Int, classes: [ClassSet])] = []

  /// - Parameters:
  ///   - certificate: What is to be checked.
  ///   - before: The first regime.
  ///   - after: The second, of the same vocabulary.
  ///   - day: The day at which both are asked; without it, all days are compared.
  /// - Throws: If the nodes are not a sound tree over these regimes.
  package init(
    _ certificate: Certificate, _ before: Regime, _ after: Regime, at day: Day?
  ) throws(Refusal) {
    self.certificate = certificate
    self.day = day
    table = ProofTable(before, after, day: day)
    for (number, node) in certificate.nodes.enumerated() {
      splits.append(try split(number, node))
    }
  }

  /// Checks everything that the certificate says.
  ///
  /// - Returns: How much was looked at.
  /// - Throws: The first thing that is not as the certificate says.
  package func check() throws(Refusal) -> Verdict {
    var walk = ProofWalk(table, certificate, splits)
    var given: [ProofQuestion: Certificate.Target] = [:]
    for answer in certificate.answers {
      guard given.updateValue(answer.root, forKey: answer.question) == nil else {
        throw Refusal(reason: "a question is answered twice", node: nil)
      }
    }
    for question in ProofQuestion.all(in: table) {
      try walk.check(question, given.removeValue(forKey: question) ?? .same)
    }
    guard given.isEmpty else {
      throw Refusal(reason: "a question is answered on which no clause speaks", node: nil)
    }
    try compare(walk.claim(), with: certificate.claim)
    return Verdict(questions: certificate.answers.count, steps: walk.steps)
  }

  private func compare(
    _ found: Certificate.Claim, with claim: Certificate.Claim
  ) throws(Refusal) {
    func refuse(_ what: String, _ claimed: String, _ found: String) throws(Refusal) {
      if claimed == found { return }
      throw Refusal(reason: "\(what) is \(found), and not \(claimed)", node: nil)
    }
    try refuse("the number of situations", "\(claim.total)", "\(found.total)")
    for pillar in Pillar.allCases {
      try refuse(
        "the number of situations that differ in \(pillar.rawValue)",
        "\(claim.differingByPillar[pillar] ?? 0)", "\(found.differingByPillar[pillar] ?? 0)")
    }
    try refuse("the number of situations that differ", "\(claim.differing)", "\(found.differing)")
    try refuse("the relation", claim.relation, found.relation)
  }

  /// The variable of a node, and the classes of each branch, which must be disjoint and complete.
  private func split(
    _ number: Int, _ node: Certificate.Node
  ) throws(Refusal) -> (variable: Int, classes: [ClassSet]) {
    func refusal(_ reason: String) -> Refusal { Refusal(reason: reason, node: number) }
    var variable: Int?
    var classes: [ClassSet] = []
    for branch in node.branches {
      guard let found = table.variables.classes(of: branch.values, node.facet) else {
        throw refusal("a branch stands for values that the clauses do not tell apart so")
      }
      guard variable == nil || variable == found.variable else {
        throw refusal("its branches are about different leaves")
      }
      variable = found.variable
      guard classes.allSatisfy({ $0.isDisjoint(with: found.classes) }) else {
        throw refusal("two branches share values")
      }
      classes.append(found.classes)
      if case .node(let child) = branch.target {
        guard child >= 0, child < number else {
          throw refusal("a branch leads to a node that does not stand before it")
        }
        guard found.variable < splits[child].variable else {
          throw refusal("a branch leads to a facet that was asked for before")
        }
      }
    }
    guard let variable else { throw refusal("it has no branches") }
    if day != nil, table.vocabulary.date == node.facet {
      throw refusal("the day is given and cannot be split")
    }
    let union = classes.reduce(ClassSet(count: table.variables.all[variable].classCount)) {
      $0.union($1)
    }
    guard union == .all(table.variables.all[variable].classCount) else {
      throw refusal("its branches leave values out")
    }
    return (variable, classes)
  }
}

/// Goes down the trees of a certificate with the clauses of both sides.
private struct ProofWalk {
  /// A node, seen with what the clauses have come to.
  private struct Visit: Hashable {
    let target: Certificate.Target
    let state: ProofState
  }

  private let table: ProofTable
  private let certificate: Certificate
  private let splits: [(variable: Int, classes: [ClassSet])]
  private(set) var steps = 0
  /// Where the answers differ.
  private var differences: ProofDifferences
  private var seen: [Visit: ProofDifferences.Diagram] = [:]

  init(
    _ table: ProofTable, _ certificate: Certificate,
    _ splits: [(variable: Int, classes: [ClassSet])]
  ) {
    self.table = table
    self.certificate = certificate
    self.splits = splits
    differences = ProofDifferences(table.variables)
  }

  /// What the regions come to, once all questions are checked.
  mutating func claim() -> Certificate.Claim { differences.claim(table) }

  mutating func check(
    _ question: ProofQuestion, _ root: Certificate.Target
  ) throws(CertificateChecker.Refusal) {
    seen = [:]
    let diagram = try follow(root, ProofState(question, in: table), question, from: nil)
    differences.add(diagram, in: question.pillar)
  }

  private mutating func follow(
    _ target: Certificate.Target, _ state: ProofState, _ question: ProofQuestion, from node: Int?
  ) throws(CertificateChecker.Refusal) -> ProofDifferences.Diagram {
    let visit = Visit(target: target, state: state)
    if let known = seen[visit] { return known }
    steps += 1
    let diagram: ProofDifferences.Diagram
    if case .node(let number) = target {
      guard certificate.nodes.indices.contains(number) else {
        throw CertificateChecker.Refusal(reason: "there is no node \(number)", node: node)
      }
      let split = splits[number]
      var children: [(ClassSet, ProofDifferences.Diagram)] = []
      for (branch, classes) in zip(certificate.nodes[number].branches, split.classes) {
        let rest = state.restricted(split.variable, to: classes, question, in: table)
        children.append(
          (classes, try follow(branch.target, rest, question, from: number)))
      }
      diagram = differences.node(split.variable, children)
    } else {
      diagram = try settle(target, state, question, from: node) ? .everywhere : .nowhere
    }
    seen[visit] = diagram
    return diagram
  }

  /// Whether the answers differ in a region, which must be as the certificate says.
  private mutating func settle(
    _ target: Certificate.Target, _ state: ProofState, _ question: ProofQuestion, from node: Int?
  ) throws(CertificateChecker.Refusal) -> Bool {
    if case .same = target, state.isSame(question, in: table) { return false }
    let sides = [0, 1].map { ProofAnswers(state, question, side: $0, in: table) }
    guard let before = sides[0].answer, let after = sides[1].answer else {
      throw CertificateChecker.Refusal(
        reason: "a region is not settled: some clauses contain a part of it", node: node)
    }
    let texts = (sides[0].text(before), sides[1].text(after))
    switch target {
    case .same where before == after: return false
    case .both(let text) where before == after && text == texts.0: return false
    case .differs(let first, let second)
    where before != after && first == texts.0 && second == texts.1:
      differences.record(before, after, question)
      return true
    default:
      throw CertificateChecker.Refusal(
        reason: before == after
          ? "in a region both answer `\(texts.0)`, and the certificate says otherwise"
          : "in a region the answers are `\(texts.0)` and `\(texts.1)`, "
            + "and the certificate says otherwise",
        node: node)
    }
  }
}

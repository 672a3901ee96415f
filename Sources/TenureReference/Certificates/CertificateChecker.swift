import BigInt
package import TenureModel

/// Checks a certificate: an independent, small proof checker.
///
/// It shares no code with the engine that makes comparisons, only the model and the reference's
/// reading of a doctrine. It works out anew where each clause matches, and, with section "How a
/// regime rules" of the semantics, where each side gives which answer. Then it goes down the tree
/// of each question: a region that the certificate does not split further must lie wholly where
/// the sides answer as it says. At last the claim on the whole (relation and counts) is worked out
/// from where they differ.
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

  /// A facet of the certificate.
  private struct Split {
    let variable: Int
    /// For each class that the clauses tell apart the number of the certificate's.
    let numbers: [Int]
    let classCount: Int
  }

  private let table: ProofTable
  private let certificate: Certificate
  private let stepLimit: Int
  private var splits: [Split] = []

  /// - Parameters:
  ///   - certificate: What is to be checked.
  ///   - before: The first regime.
  ///   - after: The second, of the same vocabulary.
  ///   - day: The day at which both are asked; without it, all days are compared.
  ///   - stepLimit: The most steps that it may take to work out where the answers differ.
  /// - Throws: If the nodes are not a sound tree over these regimes.
  package init(
    _ certificate: Certificate, _ before: Regime, _ after: Regime, at day: Day?,
    stepLimit: Int = Certificate.stepLimit
  ) throws(Refusal) {
    self.certificate = certificate
    self.stepLimit = stepLimit
    table = ProofTable(before, after, day: day, stepLimit: stepLimit)
    for facet in certificate.facets {
      if day != nil, table.vocabulary.date == facet.facet {
        throw Refusal(reason: "the day is given and cannot be split", node: nil)
      }
      splits.append(try split(facet))
    }
    for (number, node) in certificate.nodes.enumerated() { try checkForm(number, node) }
    for answer in certificate.answers { try checkForm(answer.root, from: nil) }
  }

  /// Checks everything that the certificate says.
  ///
  /// - Returns: How much was looked at.
  /// - Throws: The first thing that is not as the certificate says.
  package func check() throws(Refusal) -> Verdict {
    var roots: [ProofQuestion: Certificate.Target] = [:]
    for answer in certificate.answers {
      guard roots.updateValue(answer.root, forKey: answer.question) == nil else {
        throw Refusal(reason: "a question is answered twice", node: nil)
      }
    }
    var differences = ProofDifferences(table)
    var steps = 0
    for question in ProofQuestion.all(in: table) {
      let quest = ProofQuest(question, in: table)
      guard !table.store.isExhausted else {
        throw Refusal(
          reason: "where the answers differ is not worked out in \(stepLimit) steps", node: nil)
      }
      guard let root = roots.removeValue(forKey: question) else {
        if quest.isSame { continue }
        throw Refusal(reason: "a question is left out on which the sides may differ", node: nil)
      }
      var walk = Walk(self, quest)
      try walk.follow(root, quest.difference, from: nil)
      differences.add(quest)
      steps += walk.steps
    }
    guard roots.isEmpty else {
      throw Refusal(reason: "a question is answered on which no clause speaks", node: nil)
    }
    try compare(differences.claim(), with: certificate.claim)
    try checkReach()
    return Verdict(questions: certificate.answers.count, steps: steps)
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

  /// The variable of a facet, whose classes must be disjoint and complete.
  private func split(_ facet: Certificate.Facet) throws(Refusal) -> Split {
    let name = table.vocabulary[facet.facet].name
    func refusal(_ reason: String) -> Refusal {
      Refusal(reason: "of `\(name)` " + reason, node: nil)
    }
    var variable: Int?
    var numbers: [Int: Int] = [:]
    for (number, test) in facet.classes.enumerated() {
      guard let found = table.variables.classes(of: test, facet.facet) else {
        throw refusal("a class has values that the clauses do not tell apart so")
      }
      guard variable == nil || variable == found.variable else {
        throw refusal("the classes are about different leaves")
      }
      variable = found.variable
      for own in found.classes where numbers.updateValue(number, forKey: own) != nil {
        throw refusal("two classes share values")
      }
    }
    guard let variable else { throw refusal("there are no classes") }
    let ordered = (0..<table.store.classCount(variable)).compactMap { numbers[$0] }
    guard ordered.count == table.store.classCount(variable) else {
      throw refusal("values are left out")
    }
    return Split(variable: variable, numbers: ordered, classCount: facet.classes.count)
  }

  private func checkForm(_ number: Int, _ node: Certificate.Node) throws(Refusal) {
    func refusal(_ reason: String) -> Refusal { Refusal(reason: reason, node: number) }
    guard splits.indices.contains(node.facet) else { throw refusal("it has no facet") }
    guard node.targets.count == splits[node.facet].classCount else {
      throw refusal("it does not have a branch for each class")
    }
    for target in node.targets {
      try checkForm(target, from: number)
      guard case .node(let child) = target else { continue }
      guard child < number else {
        throw refusal("a branch leads to a node that does not stand before it")
      }
      guard
        splits[node.facet].variable < splits[certificate.nodes[child].facet].variable
      else { throw refusal("a branch leads to a facet that was asked for before") }
    }
  }

  private func checkForm(
    _ target: Certificate.Target, from node: Int?
  ) throws(Refusal) {
    let isThere =
      switch target {
      case .node(let number): certificate.nodes.indices.contains(number)
      case .region(let number): certificate.regions.indices.contains(number)
      }
    guard isThere else { throw Refusal(reason: "a branch leads nowhere", node: node) }
  }
}

// MARK: Reach

extension CertificateChecker {
  /// What no question comes to says something that nobody checks: there must be nothing of it.
  private func checkReach() throws(Refusal) {
    var facets = Array(repeating: false, count: certificate.facets.count)
    var regions = Array(repeating: false, count: certificate.regions.count)
    var nodes = Array(repeating: false, count: certificate.nodes.count)
    func reach(_ target: Certificate.Target) {
      switch target {
      case .node(let number): nodes[number] = true
      case .region(let number): regions[number] = true
      }
    }
    for answer in certificate.answers { reach(answer.root) }
    // A node leads to nodes before it, so those that lead to it have had their turn.
    for number in nodes.indices.reversed() {
      guard nodes[number] else { throw Refusal(reason: "nothing leads to it", node: number) }
      facets[certificate.nodes[number].facet] = true
      for target in certificate.nodes[number].targets { reach(target) }
    }
    if let number = regions.firstIndex(of: false) {
      throw Refusal(reason: "nothing leads to region \(number)", node: nil)
    }
    if let number = facets.firstIndex(of: false) {
      let facet = certificate.facets[number].facet
      throw Refusal(reason: "no node asks for `\(table.vocabulary[facet].name)`", node: nil)
    }
  }
}

// MARK: Regions

extension CertificateChecker {
  /// Goes down the tree of one question, and the diagram of where the sides differ with it.
  private struct Walk {
    /// A node or region, seen with a part of the diagram.
    private struct Visit: Hashable {
      let target: Certificate.Target
      let part: Condition
    }

    let checker: CertificateChecker
    let quest: ProofQuest
    private var seen: Set<Visit> = []

    /// How much was looked at.
    var steps: Int { seen.count }

    init(_ checker: CertificateChecker, _ quest: ProofQuest) {
      self.checker = checker
      self.quest = quest
    }

    /// Checks a tree, or a part of it.
    mutating func follow(
      _ target: Certificate.Target, _ part: Condition, from node: Int?
    ) throws(Refusal) {
      guard seen.insert(Visit(target: target, part: part)).inserted else { return }
      switch target {
      case .region(let number):
        try check(checker.certificate.regions[number], part, from: node)
      case .node(let number): try followBranches(of: number, part)
      }
    }

    private mutating func followBranches(of number: Int, _ part: Condition) throws(Refusal) {
      let node = checker.certificate.nodes[number]
      let split = checker.splits[node.facet]
      let first = quest.store.variable(part)
      if first < split.variable {
        let facet = checker.table.variables.all[first].facet
        throw Refusal(
          reason: "`\(checker.table.vocabulary[facet].name)` is passed over, "
            + "and answers depend on it", node: number)
      }
      for (own, branch) in split.numbers.enumerated() {
        try follow(
          node.targets[branch], quest.store.branch(part, split.variable, own), from: number)
      }
    }

    /// In a region the answers differ everywhere or nowhere, as the certificate says.
    private func check(
      _ region: Certificate.Region, _ part: Condition, from node: Int?
    ) throws(Refusal) {
      guard let found = quest.regions[part] else {
        throw Refusal(
          reason: "a region is not settled: the answers are not alike in all of it", node: node)
      }
      if region == found { return }
      var answers = "both answer the same"
      if case .differs(let before, let after) = found {
        answers = "the answers are `\(before)` and `\(after)`"
      }
      throw Refusal(
        reason: "in a region \(answers), and the certificate says otherwise", node: node)
    }
  }
}

import BigInt
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// A certificate of two random regimes is accepted, and says what ruling in every situation finds;
/// whatever is altered in it is refused.
struct CertificateTests {
  static let nodeLimit = 50_000

  /// Two regimes of one vocabulary, an amended one or an unrelated one, small enough to try all.
  static func pair(_ seed: UInt64) -> (before: Regime, after: Regime, day: Day?)? {
    var random = SplitMix64(seed: seed)
    let vocabulary = RandomVocabulary.make(using: &random)
    let before = RandomRegime.make(over: vocabulary, clauses: 2...8, using: &random)
    let after =
      random.chance(60)
      ? RandomRegime.amended(before, using: &random)
      : RandomRegime.make(over: vocabulary, clauses: 2...8, using: &random)
    guard SituationSpace([before, after]).cellCount <= 300 else { return nil }
    return (before, after, random.chance(20) ? random.pick(RandomVocabulary.days) : nil)
  }

  static func claim(
    _ pair: (before: Regime, after: Regime, day: Day?)
  ) -> Certificate.Claim {
    let diff = BruteForceDiff(pair.before, pair.after, at: pair.day)
    return Certificate.Claim(
      relation: diff.relation == .identical ? "equivalent" : diff.relation.rawValue,
      total: BigUInt(diff.total), differing: BigUInt(diff.differing),
      differingByPillar: diff.differingByPillar.mapValues { BigUInt($0) })
  }

  static func refusal(
    _ certificate: Certificate, _ pair: (before: Regime, after: Regime, day: Day?)
  ) -> CertificateChecker.Refusal? {
    do throws(CertificateChecker.Refusal) {
      _ = try CertificateChecker(certificate, pair.before, pair.after, at: pair.day).check()
      return nil
    } catch {
      return error
    }
  }

  typealias Pair = (before: Regime, after: Regime, day: Day?)

  /// Random pairs with their certificates.
  static func proofs(_ seeds: Range<UInt64>) throws -> [(UInt64, Pair, Certificate)] {
    try seeds.compactMap { seed in
      guard let pair = pair(seed) else { return nil }
      let builder = CertificateBuilder(pair.before, pair.after, at: pair.day, limit: nodeLimit)
      return (seed, pair, try builder.certificate(of: claim(pair)))
    }
  }

  @Test func `a certificate of what differs is accepted`() throws {
    let proofs = try Self.proofs(1..<60)
    #expect(proofs.count > 10)
    #expect(proofs.contains { $0.2.claim.differing > 0 })
    for (seed, pair, certificate) in proofs {
      let refusal = Self.refusal(certificate, pair)
      #expect(refusal == nil, "seed \(seed)")
      let falsehood = CertificateOracle(pair).falsehood(in: certificate)
      #expect(falsehood == nil, "seed \(seed)")
    }
  }

  @Test func `a false claim on the whole is refused`() throws {
    for (seed, pair, certificate) in try Self.proofs(200..<240) {
      var wrong: [Certificate.Claim] = []
      func alter(_ change: (inout Certificate.Claim) -> Void) {
        var claim = certificate.claim
        change(&claim)
        wrong.append(claim)
      }
      alter { $0.total += 1 }
      alter { $0.differing += 1 }
      alter { $0.differingByPillar[.circulation, default: 0] += 1 }
      alter { $0.differingByPillar[.governance, default: 0] += 2 }
      for relation in ["equivalent", "narrower", "wider", "incomparable", "identical", ""]
      where relation != certificate.claim.relation {
        alter { $0.relation = relation }
      }
      for claim in wrong {
        var altered = certificate
        altered.claim = claim
        #expect(Self.refusal(altered, pair) != nil, "seed \(seed): \(claim)")
      }
    }
  }

  /// On the numbers of regions alone many certificates share; so a false region is a new one, to
  /// which one branch is led.
  @Test func `a region with a wrong answer is refused`() throws {
    var count = 0
    for (seed, pair, certificate) in try Self.proofs(300..<330) {
      for (number, node) in certificate.nodes.enumerated() {
        for (position, target) in node.targets.enumerated() {
          guard case .region(let region) = target else { continue }
          for wrong in Self.falseRegions(certificate.regions[region]) {
            var altered = certificate
            altered.regions.append(wrong)
            var targets = node.targets
            targets[position] = .region(altered.regions.count - 1)
            altered.nodes[number] = Certificate.Node(facet: node.facet, targets: targets)
            count += 1
            // Not merely for the region to which nothing leads any more.
            let reason = Self.refusal(altered, pair)?.reason
            #expect(
              reason?.contains("nothing leads") == false, "seed \(seed), node \(number): \(wrong)")
          }
        }
        if count > 400 { return }
      }
    }
    #expect(count > 100)
  }

  /// What a region must not say in the place of what it says.
  private static func falseRegions(_ region: Certificate.Region) -> [Certificate.Region] {
    switch region {
    case .differs(let before, let after):
      [
        .same, .differs(before: after, after: before), .differs(before: before, after: before),
        .differs(before: before, after: "nonsense"),
      ]
    case .same:
      [.differs(before: "permitted", after: "prohibited"), .differs(before: "", after: "")]
    }
  }

  @Test func `a tree that is none, or not whole, is refused`() throws {
    var count = 0
    for (seed, pair, certificate) in try Self.proofs(400..<430) {
      func refuse(_ what: String, _ change: (inout Certificate) -> Void) {
        var altered = certificate
        change(&altered)
        count += 1
        #expect(Self.refusal(altered, pair) != nil, "seed \(seed): \(what)")
      }
      for (number, node) in certificate.nodes.enumerated().prefix(5) {
        func replace(_ what: String, _ facet: Int, _ targets: [Certificate.Target]) {
          refuse("node \(number): \(what)") {
            $0.nodes[number] = Certificate.Node(facet: facet, targets: targets)
          }
        }
        replace("no branches", node.facet, [])
        replace("a branch is missing", node.facet, node.targets.dropLast())
        replace("a branch too many", node.facet, node.targets + node.targets.prefix(1))
        replace("a circle", node.facet, node.targets.map { _ in .node(number) })
        replace("no such node", node.facet, node.targets.map { _ in .node(1 << 40) })
        replace("no such region", node.facet, node.targets.map { _ in .region(-1) })
        replace("no such facet", certificate.facets.count, node.targets)
        replace("a facet below none", -1, node.targets)
        refuse("node \(number) is asked for twice") {
          $0.nodes.append(
            Certificate.Node(facet: node.facet, targets: node.targets.map { _ in .node(number) }))
        }
      }
      for (number, facet) in certificate.facets.enumerated() {
        func replace(_ what: String, _ classes: [Guard]) {
          refuse("facet \(number): \(what)") {
            $0.facets[number] = Certificate.Facet(facet: facet.facet, classes: classes)
          }
        }
        replace("no classes", [])
        replace("a class is missing", facet.classes.dropLast())
        replace("a class stands twice", facet.classes + facet.classes.prefix(1))
        replace("no test of the facet", facet.classes.map { _ in .always })
      }
    }
    #expect(count > 100)
  }

  @Test func `a question that is left out, answered twice or made up is refused`() throws {
    var count = 0
    for (seed, pair, certificate) in try Self.proofs(500..<560) {
      for (position, answer) in certificate.answers.enumerated() {
        var altered = certificate
        altered.answers.append(answer)
        #expect(Self.refusal(altered, pair) != nil, "seed \(seed)")
        // Left out, the question is claimed to have one answer everywhere: true only where no
        // region differs.
        altered = certificate
        altered.answers.remove(at: position)
        if certificate.claim.differing > 0, certificate.answers.count == 1 {
          count += 1
          #expect(Self.refusal(altered, pair) != nil, "seed \(seed)")
        }
      }
      var altered = certificate
      altered.answers.append(
        Certificate.Answer(
          .power(PowersOutcome.Question(body: "nobody", act: 0)), root: .region(0)))
      altered.regions.append(.same)
      #expect(Self.refusal(altered, pair) != nil, "seed \(seed)")
    }
    #expect(count > 0)
  }

  @Test func `what no question comes to is refused, for nobody checks it`() throws {
    var count = 0
    for (seed, pair, certificate) in try Self.proofs(560..<600)
    where !certificate.nodes.isEmpty {
      func refuse(_ reason: String, _ change: (inout Certificate) -> Void) {
        var altered = certificate
        change(&altered)
        #expect(Self.refusal(altered, pair)?.reason == reason, "seed \(seed)")
      }
      let regions = certificate.regions.count
      for answers in [("prohibited", "permitted"), ("permitted", "permitted"), ("x", "y")] {
        refuse("nothing leads to region \(regions)") {
          $0.regions.append(.differs(before: answers.0, after: answers.1))
        }
      }
      refuse("nothing leads to it") {
        $0.nodes.append(certificate.nodes[certificate.nodes.count - 1])
      }
      refuse("no node asks for `\(pair.before.vocabulary[certificate.facets[0].facet].name)`") {
        $0.facets.append(certificate.facets[0])
      }
      count += 1
    }
    #expect(count > 3)
  }

  @Test func `a certificate of other regimes is refused`() throws {
    var count = 0
    for (seed, pair, certificate) in try Self.proofs(600..<640)
    where certificate.claim.differing > 0 {
      count += 1
      let swapped = (before: pair.after, after: pair.before, day: pair.day)
      #expect(Self.refusal(certificate, swapped) != nil, "seed \(seed)")
      let same = (before: pair.before, after: pair.before, day: pair.day)
      #expect(Self.refusal(certificate, same) != nil, "seed \(seed)")
    }
    #expect(count > 3)
  }

  @Test func `a certificate past the limit is not begun to be believed`() throws {
    let proofs = try Self.proofs(1..<60).filter { $0.2.nodes.count > 2 }
    let (_, pair, certificate) = try #require(proofs.first)
    let builder = CertificateBuilder(
      pair.before, pair.after, at: pair.day, limit: certificate.nodes.count - 1)
    #expect(throws: CertificateBuilder.Failure.tooLarge(limit: certificate.nodes.count - 1)) {
      try builder.certificate(of: certificate.claim)
    }
  }

  @Test func `what takes too many steps is neither written nor believed`() throws {
    let proofs = try Self.proofs(1..<60).filter { $0.2.nodes.count > 2 }
    let (_, pair, certificate) = try #require(proofs.first)
    let builder = CertificateBuilder(
      pair.before, pair.after, at: pair.day, limit: Self.nodeLimit, stepLimit: 5)
    #expect(throws: CertificateBuilder.Failure.tooLong(limit: 5)) {
      try builder.certificate(of: certificate.claim)
    }
    let refusal = #expect(throws: CertificateChecker.Refusal.self) {
      try CertificateChecker(
        certificate, pair.before, pair.after, at: pair.day, stepLimit: 5
      ).check()
    }
    #expect(refusal?.reason == "where the answers differ is not worked out in 5 steps")
  }

  @Test func `a set of many leaves is proved in steps that are counted`() throws {
    let leaves = 400
    let pair = (
      before: WideSet.regime(leaves: leaves, isAmended: false),
      after: WideSet.regime(leaves: leaves, isAmended: true), day: Day?.none
    )
    // There are two actions. What has all leaves is permitted by both; of the other sets those that
    // have the even ones are prohibited by the second.
    let differing = 2 * ((BigUInt(1) << (leaves / 2)) - 1)
    let claim = Certificate.Claim(
      relation: "narrower", total: BigUInt(2) << leaves, differing: differing,
      differingByPillar: [.circulation: differing])
    let certificate = try CertificateBuilder(
      pair.before, pair.after, at: nil, limit: Self.nodeLimit, stepLimit: 100_000
    ).certificate(of: claim)
    #expect(Self.refusal(certificate, pair) == nil)
    let builder = CertificateBuilder(
      pair.before, pair.after, at: nil, limit: Self.nodeLimit, stepLimit: leaves)
    #expect(throws: CertificateBuilder.Failure.tooLong(limit: leaves)) {
      try builder.certificate(of: claim)
    }
  }

  @Test func `what stands beside a clause that matches everywhere counts`() throws {
    let permit = Law.clause("a", Law.conduct(.permit))
    let pair = (
      before: Law.regime([permit]),
      after: Law.regime([permit, Law.clause("b", Law.conduct(.oblige))]), day: Day?.none
    )
    let claim = Self.claim(pair)
    #expect(claim.differing == claim.total)
    let certificate = try CertificateBuilder(
      pair.before, pair.after, at: nil, limit: Self.nodeLimit
    ).certificate(of: claim)
    #expect(Self.refusal(certificate, pair) == nil)
    #expect(certificate.regions == [.differs(before: "permitted", after: "required")])
  }
}

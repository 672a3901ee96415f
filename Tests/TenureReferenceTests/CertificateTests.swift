import BigInt
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// A certificate of two random regimes is accepted, and says what ruling in every situation finds;
/// whatever is altered in it is refused.
struct CertificateTests {
  private static let nodeLimit = 50_000

  /// Two regimes of one vocabulary, an amended one or an unrelated one, small enough to try all.
  private static func pair(_ seed: UInt64) -> (before: Regime, after: Regime, day: Day?)? {
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

  private static func claim(
    _ pair: (before: Regime, after: Regime, day: Day?)
  ) -> Certificate.Claim {
    let diff = BruteForceDiff(pair.before, pair.after, at: pair.day)
    return Certificate.Claim(
      relation: diff.relation == .identical ? "equivalent" : diff.relation.rawValue,
      total: BigUInt(diff.total), differing: BigUInt(diff.differing),
      differingByPillar: diff.differingByPillar.mapValues { BigUInt($0) })
  }

  private static func refusal(
    _ certificate: Certificate, _ pair: (before: Regime, after: Regime, day: Day?)
  ) -> CertificateChecker.Refusal? {
    do throws(CertificateChecker.Refusal) {
      _ = try CertificateChecker(certificate, pair.before, pair.after, at: pair.day).check()
      return nil
    } catch {
      return error
    }
  }

  private typealias Pair = (before: Regime, after: Regime, day: Day?)

  /// Random pairs with their certificates.
  private static func proofs(_ seeds: Range<UInt64>) throws -> [(UInt64, Pair, Certificate)] {
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

  @Test func `a region with a wrong answer is refused`() throws {
    var count = 0
    for (seed, pair, certificate) in try Self.proofs(300..<330) {
      for (number, node) in certificate.nodes.enumerated() {
        for (position, branch) in node.branches.enumerated() {
          for target in Self.falseTargets(branch.target) {
            var branches = node.branches
            branches[position] = Certificate.Branch(values: branch.values, target: target)
            var altered = certificate
            altered.nodes[number] = Certificate.Node(facet: node.facet, branches: branches)
            count += 1
            #expect(
              Self.refusal(altered, pair) != nil, "seed \(seed), node \(number): \(target)")
          }
        }
        if count > 400 { return }
      }
    }
    #expect(count > 100)
  }

  /// What a region must not say in the place of what it says.
  private static func falseTargets(_ target: Certificate.Target) -> [Certificate.Target] {
    switch target {
    case .differs(let before, let after):
      [
        .same, .both(before), .both(after), .differs(before: after, after: before),
        .differs(before: before, after: "nonsense"),
      ]
    case .both(let answer):
      [.both("nonsense"), .differs(before: answer, after: "prohibited ")]
    case .same, .node: []
    }
  }

  @Test func `a tree that is none, or not whole, is refused`() throws {
    var count = 0
    for (seed, pair, certificate) in try Self.proofs(400..<430) {
      for (number, node) in certificate.nodes.enumerated().prefix(5) {
        func refuse(_ branches: [Certificate.Branch], _ what: String) {
          var altered = certificate
          altered.nodes[number] = Certificate.Node(facet: node.facet, branches: branches)
          count += 1
          #expect(Self.refusal(altered, pair) != nil, "seed \(seed), node \(number): \(what)")
        }
        refuse([], "no branches")
        refuse(Array(node.branches.dropLast()), "a branch is missing")
        refuse(node.branches + [node.branches[0]], "a branch stands twice")
        refuse(
          node.branches.map { Certificate.Branch(values: $0.values, target: .node(number)) },
          "a circle")
        refuse(
          node.branches.map { Certificate.Branch(values: .always, target: $0.target) },
          "no test of the facet")
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
          .power(PowersOutcome.Question(body: "nobody", act: 0)), root: .both("by no clause")))
      #expect(Self.refusal(altered, pair) != nil, "seed \(seed)")
    }
    #expect(count > 0)
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
}

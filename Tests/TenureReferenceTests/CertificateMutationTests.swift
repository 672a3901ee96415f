import BigInt
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Whatever is altered in a certificate, it is refused, or it is still true.
struct CertificateMutationTests {
  @Test func `an altered certificate is refused, or still true`() throws {
    var refused = 0
    var accepted = 0
    for (seed, pair, certificate) in try CertificateTests.proofs(700..<740)
    where !certificate.nodes.isEmpty {
      let oracle = CertificateOracle(pair)
      var random = SplitMix64(seed: seed)
      for _ in 0..<12 {
        var altered = certificate
        for _ in 0..<random.pick([1, 1, 1, 2, 5]) { Self.alter(&altered, using: &random) }
        if CertificateTests.refusal(altered, pair) != nil {
          refused += 1
        } else {
          accepted += 1
          let falsehood = oracle.falsehood(in: altered)
          #expect(falsehood == nil, "seed \(seed)")
        }
      }
    }
    #expect(refused > 100)
    #expect(accepted > 0)
  }

  /// Alters one field.
  private static func alter(_ certificate: inout Certificate, using random: inout SplitMix64) {
    let numbers = Array(-1...max(certificate.nodes.count, certificate.regions.count))
    func target(_ random: inout SplitMix64) -> Certificate.Target {
      random.chance(50) ? .node(random.pick(numbers)) : .region(random.pick(numbers))
    }
    switch random.pick(Array(0..<10)) {
    case 0: certificate.claim.differing += 1
    case 1: certificate.claim.differingByPillar[random.pick(Pillar.allCases), default: 0] += 1
    case 2: certificate.claim.relation = random.pick(["equivalent", "narrower", "wider"])
    case 3:
      let number = random.pick(Array(certificate.regions.indices))
      certificate.regions[number] = random.pick(
        certificate.regions + [
          .same, .differs(before: "permitted", after: "prohibited"),
          .differs(before: "not due", after: "due"),
        ])
    case 4:
      let number = random.pick(Array(certificate.facets.indices))
      let facet = certificate.facets[number]
      var classes = facet.classes
      if classes.count > 1, random.chance(50) { classes.swapAt(0, classes.count - 1) }
      if random.chance(30) { classes.removeLast() }
      certificate.facets[number] = Certificate.Facet(
        facet: random.pick(certificate.facets + [facet, facet]).facet, classes: classes)
    case 5:
      let number = random.pick(Array(certificate.answers.indices))
      certificate.answers[number] = Certificate.Answer(
        certificate.answers[number].question, root: target(&random))
    case 6:
      let number = random.pick(Array(certificate.answers.indices))
      certificate.answers[number] = Certificate.Answer(
        random.pick(certificate.answers).question, root: certificate.answers[number].root)
    default:
      let number = random.pick(Array(certificate.nodes.indices))
      let node = certificate.nodes[number]
      var targets = node.targets
      if !targets.isEmpty { targets[random.pick(Array(targets.indices))] = target(&random) }
      let facet = random.chance(10) ? random.pick(Array(-1...certificate.facets.count)) : node.facet
      certificate.nodes[number] = Certificate.Node(facet: facet, targets: targets)
    }
  }
}

import TenureModel
import TenureReference
import TenureReport

/// Writes a certificate, a line at a time.
struct CertificateWriter {
  let vocabulary: Vocabulary

  /// Writes all of it; the closure takes the lines.
  func write(_ file: CertificateFile, to take: (String) -> Void) {
    func line(_ value: JSONValue) { take(value.line + "\n") }
    let certificate = file.certificate
    line(header(file))
    for (number, facet) in certificate.facets.enumerated() {
      line([
        "facet": .whole(number), "name": .text(vocabulary[facet.facet].name),
        "classes": .list(facet.classes.map { json($0) }),
      ])
    }
    for (number, region) in certificate.regions.enumerated() {
      line(.members([("region", .whole(number))] + members(region)))
    }
    for (number, node) in certificate.nodes.enumerated() {
      line([
        "node": .whole(certificate.place(of: .node(number))), "facet": .whole(node.facet),
        "to": .list(node.targets.map { .whole(certificate.place(of: $0)) }),
      ])
    }
    for answer in certificate.answers {
      line(["question": json(answer.question), "to": .whole(certificate.place(of: answer.root))])
    }
  }

  private func header(_ file: CertificateFile) -> JSONValue {
    let claim = file.certificate.claim
    let pillars = Pillar.allCases.compactMap { pillar in
      claim.differingByPillar[pillar].map { (pillar.rawValue, JSONValue.text("\($0)")) }
    }
    return [
      "certificate": .whole(CertificateFile.version),
      "semantics": .whole(Regime.semantics),
      "before": .text(file.before),
      "after": .text(file.after),
      "at": .optional(file.day?.description),
      "force": .optional(file.force?.rawValue),
      "relation": .text(file.isIdentical ? "identical" : claim.relation),
      "total": .text("\(claim.total)"),
      "differing": .text("\(claim.differing)"),
      "pillars": .members(pillars),
      "facets": .whole(file.certificate.facets.count),
      "regions": .whole(file.certificate.regions.count),
      "nodes": .whole(file.certificate.nodes.count),
      "questions": .whole(file.certificate.answers.count),
    ]
  }

  private func members(_ region: Certificate.Region) -> [(String, JSONValue)] {
    switch region {
    case .same: [("same", .flag(true))]
    case .differs(let before, let after): [("before", .text(before)), ("after", .text(after))]
    }
  }

  /// A test of one facet, as documents write it.
  private func json(_ values: Guard) -> JSONValue {
    switch values {
    case .test(let test): return json(test)
    case .any(let parts):
      let list = parts.map { json($0) }
      return list.count == 1 ? list[0] : .list(list)
    case .all, .not: return .null
    }
  }

  private func json(_ test: FacetTest) -> JSONValue {
    func names(_ terms: [TermID]) -> JSONValue {
      .texts(terms.compactMap { vocabulary.taxonomy(of: test.facet)?[$0].name })
    }
    let regions = RegionJSON(vocabulary)
    switch test.condition {
    case .under(let terms), .hasAny(let terms): return names(terms)
    case .hasNone(let terms): return ["none": names(terms)]
    case .flag(let isOn): return .flag(isOn)
    case .within(let range): return regions.json(range)
    case .during(let range): return regions.json(range)
    case .sameAs, .hasAll, .hasOnly, .isEmpty: return .null
    }
  }
}

extension CertificateWriter {
  private func json(_ question: ProofQuestion) -> JSONValue {
    let words = QuestionWords(vocabulary: vocabulary)
    switch question {
    case .verdict: return .text(QuestionWords.verdict)
    case .waterfall: return .text(QuestionWords.waterfall)
    case .right(let leaf): return ["right": .text(words.right(leaf))]
    case .duty(let phase, let duty): return json("duty", phase, duty)
    case .holderDuty(let phase, let duty): return json("holder-duty", phase, duty)
    case .power(let power):
      return ["body": .text(power.body), "act": .text(words.act(power.act))]
    }
  }

  private func json(_ key: String, _ phase: DutyPhase, _ duty: Duty) -> JSONValue {
    .members(
      [(key, .text(duty.name)), ("phase", .text(phase.rawValue))]
        + (duty.within.map { [("within", .text($0.description))] } ?? []))
  }
}

import BigInt
import TenureModel
import TenureReference
import TenureTestSupport

/// Says whether a certificate is true, by ruling in every situation of two small regimes.
struct CertificateOracle {
  private let claim: Certificate.Claim
  private let vocabulary: Vocabulary
  /// For each cell of situations one of them, and what both sides rule.
  private var rulings: [(situation: TotalSituation, before: Outcome, after: Outcome)] = []

  init(_ pair: CertificateTests.Pair) {
    vocabulary = pair.before.vocabulary
    claim = CertificateTests.claim(pair)
    let bodies = pair.before.bodiesInClauses.union(pair.after.bodiesInClauses)
    let before = ReferenceInterpreter(pair.before, alsoAbout: bodies)
    let after = ReferenceInterpreter(pair.after, alsoAbout: bodies)
    for cell in SituationSpace([pair.before, pair.after], at: pair.day).cells {
      rulings.append(
        (
          cell.situation, before.ruling(in: cell.situation).outcome,
          after.ruling(in: cell.situation).outcome
        ))
    }
  }

  /// What a certificate says that is not so; nil if all of it is true.
  func falsehood(in certificate: Certificate) -> String? {
    if certificate.claim != claim { return "the claim: \(certificate.claim), and not \(claim)" }
    for ruling in rulings {
      for answer in certificate.answers {
        let question = answer.question
        guard let region = region(answer.root, ruling.situation, certificate) else {
          return "a situation is in no region of \(question)"
        }
        let parts = (ruling.before.answer(to: question), ruling.after.answer(to: question))
        let isTrue =
          switch region {
          case .same: parts.0 == parts.1
          case .differs(let before, let after):
            parts.0 != parts.1 && parts.0.isCalled(before) && parts.1.isCalled(after)
          }
        if !isTrue { return "\(question) is \(parts), and not \(region)" }
      }
    }
    return nil
  }

  /// The region of a situation; nil if it is in none, or in several.
  private func region(
    _ root: Certificate.Target, _ situation: TotalSituation, _ certificate: Certificate
  ) -> Certificate.Region? {
    var target = root
    while case .node(let number) = target {
      let node = certificate.nodes[number]
      let classes = certificate.facets[node.facet].classes
      let own = classes.indices.filter { classes[$0].holds(in: situation, of: vocabulary) }
      guard own.count == 1, let only = own.first else { return nil }
      target = node.targets[only]
    }
    guard case .region(let number) = target else { return nil }
    return certificate.regions[number]
  }
}

/// The part of an outcome that answers one question.
private enum AnswerPart: Equatable {
  /// It has a name.
  case named(String)
  /// Its name in a certificate is made of clauses.
  case written(WaterfallOutcome, PowersOutcome.Answer?)

  func isCalled(_ text: String) -> Bool {
    if case .named(let name) = self { name == text } else { true }
  }
}

extension Outcome {
  fileprivate func answer(to question: ProofQuestion) -> AnswerPart {
    switch question {
    case .verdict: .named(verdict.rawValue)
    case .right(let leaf): .named((rights[leaf] ?? .none).rawValue)
    case .duty(let phase, let duty): .named(duties[phase].contains(duty) ? "due" : "not due")
    case .holderDuty(let phase, let duty):
      .named(holderDuties[phase].contains(duty) ? "due" : "not due")
    case .waterfall: .written(waterfall, nil)
    case .power(let power): .written(WaterfallOutcome(), powers.answers[power])
    }
  }
}

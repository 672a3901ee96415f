import BigInt
import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport

// Two regimes compared: by every situation where there are few, by random ones where there are
// many.

extension Examination {
  /// The most nodes of a certificate that is checked.
  private static let nodeLimit = 3_000
  /// The most changes of which regions are looked through.
  private static let changeLimit = 400

  /// Relation, counts, shifts, regions and witnesses, against every situation.
  func checkDiff() -> Path.Result {
    let space = SituationSpace(trial.regimes, at: trial.day)
    guard space.cellCount <= DiffDifference.cellLimit else { return .skipped }
    var random = SplitMix64(seed: trial.seed &+ 1)
    let problem = DiffDifference.find(
      trial.regimes[0], trial.regimes[1], at: trial.day, given: given,
      judges: [judge, secondJudge], using: &random)
    return problem.map { .differs($0, in: nil) } ?? .agrees(situations: space.cellCount)
  }

  /// A situation lies in one box of a change of a pillar if, and only if, the pillar's part of the
  /// ruling differs; and what a change says of its witness is so.
  func checkRegions() -> Path.Result {
    guard let (changes, isCut) = try? diff?.changes(limit: Self.changeLimit), !isCut else {
      return .skipped
    }
    for (number, change) in changes.enumerated() {
      let outcomes = outcomes(in: change.witness)
      let isTold =
        change.before == judge.ruling(in: change.witness)
        && change.after == secondJudge.ruling(in: change.witness)
      if isTold, outcomes[0].part(of: change.pillar) != outcomes[1].part(of: change.pillar) {
        continue
      }
      return .differs(
        "change \(number) of \(change.pillar): its witness is not ruled so",
        in: change.witness.situation(in: trial.vocabulary))
    }
    for var situation in trial.situations {
      if let day = trial.day { situation[trial.vocabulary.date] = .date(day) }
      let outcomes = outcomes(in: situation)
      let pillars = BruteForceDiff.pillars(outcomes[0], outcomes[1])
      for pillar in Pillar.allCases {
        let boxes = changes.filter { $0.pillar == pillar }
          .reduce(0) { $0 + $1.region.count { $0.contains(situation) } }
        if boxes == (pillars.contains(pillar) ? 1 : 0) { continue }
        return .differs(
          "\(pillar): in \(boxes) boxes", in: situation.situation(in: trial.vocabulary))
      }
    }
    return .agrees(situations: trial.situations.count + changes.count)
  }

  /// A certificate of what the comparison claims: written and checked by code that knows nothing
  /// of the engine.
  func checkCertificate() -> Path.Result {
    guard let diff else { return .skipped }
    let claim = Certificate.Claim(
      relation: diff.relation == .identical ? "equivalent" : diff.relation.rawValue,
      total: diff.total, differing: diff.differing,
      differingByPillar: diff.differingByPillar)
    do {
      let builder = CertificateBuilder(
        trial.regimes[0], trial.regimes[1], at: trial.day, limit: Self.nodeLimit)
      let certificate = try builder.certificate(of: claim)
      let checker = try CertificateChecker(
        certificate, trial.regimes[0], trial.regimes[1], at: trial.day)
      return .agrees(situations: try checker.check().steps)
    } catch let refusal as CertificateChecker.Refusal {
      return .differs("refused: \(refusal.reason)", in: nil)
    } catch is CertificateBuilder.Failure {
      return .skipped
    } catch {
      return .differs("\(error)", in: nil)
    }
  }

  private func outcomes(in situation: TotalSituation) -> [Outcome] {
    pairOfJudges.map { $0.ruling(in: situation).outcome }
  }
}

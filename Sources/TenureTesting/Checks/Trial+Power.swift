import TenureMeasures
import TenureModel

/// Whether procedures can be carried.
extension Trial {
  mutating func checkPower(of sample: Sample) {
    guard case .governance(let declared) = sample.lowered.declarations else { return }
    for (name, steps) in declared.procedures.sorted(by: { $0.key < $1.key }) {
      // Bodies of other documents are known once the regime is put together.
      guard steps.bodiesThatVote.isSubset(of: declared.bodies.keys) else { continue }
      let way = PowersOutcome.Way(steps: steps, bodies: declared.bodies, lasts: nil)
      do {
        let game = try VotingGame(of: [Empowerment(body: "conformance", way: way)])
        guard game.locksEveryoneOut else { continue }
        violate(
          .power,
          "the procedure `\(name)` locks everyone out: it fails although all are in favour; "
            + sample.name)
      } catch {
        violate(.power, "the procedure `\(name)` makes no game: \(error); \(sample.name)")
      }
    }
  }
}

extension [ProcedureStep] {
  /// The bodies in which there is a vote.
  fileprivate var bodiesThatVote: Set<String> {
    reduce(into: []) { bodies, step in
      switch step {
      case .vote(let vote): bodies.insert(vote.body)
      case .any(let parts), .all(let parts): bodies.formUnion(parts.bodiesThatVote)
      case .propose, .agree, .hear, .notice: break
      }
    }
  }
}

internal import BigInt
internal import TenureEngine
internal import TenureMeasures
internal import TenureModel

/// Mixtures of two regimes, compared one by one with the regime before.
final class MixtureTrial {
  /// What a mixture does, against the regime before.
  struct Outcome {
    /// How many situations differ: in any pillar, then in each.
    let numbers: [Rational]
    /// How many situations differ.
    let flips: BigUInt
    /// How many nodes of diagrams it took to say so.
    let nodes: Int
  }

  private let mixture: RegimeMixture
  private let day: Day?
  /// Clauses without effect that tell apart what the changed clauses of both sides do, and name the
  /// bodies that these do: so every mixture is asked the same questions in the same situations.
  private let frame: [AnyClause]
  private let before: RegimeEngine

  init(_ mixture: RegimeMixture, at day: Day?) {
    self.mixture = mixture
    self.day = day
    frame = mixture.frame()
    before = RegimeEngine(mixture.regime(making: []).adding(frame))
  }

  /// What a mixture does.
  ///
  /// - Throws: Comparing it takes too many nodes.
  func outcome(of changes: Set<Int>) throws(TooManyNodes) -> Outcome {
    if changes.isEmpty {
      let nothing = [Rational](repeating: .zero, count: 1 + Pillar.allCases.count)
      return Outcome(numbers: nothing, flips: 0, nodes: 0)
    }
    let engine = RegimeEngine(mixture.regime(making: changes).adding(frame))
    let diff = try RegimeDiff.compare(before, engine, at: day)
    var numbers = [Rational(BigInt(diff.differing))]
    for pillar in Pillar.allCases {
      numbers.append(Rational(BigInt(diff.differingByPillar[pillar] ?? 0)))
    }
    return Outcome(numbers: numbers, flips: diff.differing, nodes: diff.nodeCount)
  }

  /// Whether a change makes no difference at all, whichever of its group are made with it.
  ///
  /// Equal counts are not enough: it might change what differs. Of a group that is not tried in
  /// full only the ends are looked at.
  func isInert(_ change: Int, in group: [Int], isFull: Bool) throws -> Bool {
    let others = group.filter { $0 != change }
    let subsets: [Set<Int>] =
      isFull
      ? (0..<1 << others.count).map { SituationShares.members(of: UInt64($0), others) }
      : [[], Set(others)]
    return try subsets.allSatisfy { subset in
      let without = RegimeEngine(mixture.regime(making: subset))
      let with = RegimeEngine(mixture.regime(making: subset.union([change])))
      return try RegimeDiff.compare(without, with, at: day).relation == .equivalent
    }
  }
}

extension RegimeMixture {
  /// A clause for each condition of a changed clause on either side, and for each body that one
  /// names, that does nothing.
  ///
  /// It disempowers of no act: the one effect that implies no test of its own, may test rights, and
  /// answers no question.
  fileprivate func frame() -> [AnyClause] {
    let changed = changes.flatMap { change in
      let (old, new) = clauses(of: change)
      return change.kind == .reworded ? [] : [old, new].compactMap { $0 }
    }
    // A red line for `any` speaks of the bodies that some clause of either side names.
    let bodies = changed.compactMap { clause -> String? in
      guard case .governance(let effect) = clause.effect else { return nil }
      switch effect.power {
      case .empower(let body, _, _), .disempower(.body(let body)): return body
      case .disempower(.any): return nil
      }
    }
    let naming = Set(bodies).sorted().map { body in
      AnyClause(
        id: "the frame, \(body)", guard: .never,
        effect: .governance(GovernanceEffect(.disempower(body: .body(body)), acts: .under([]))),
        origin: .nowhere)
    }
    let conditions = changed.map { $0.condition(in: before.vocabulary) }
    var seen: Set<Guard> = []
    return naming
      + conditions.filter { seen.insert($0).inserted }.enumerated().map { number, condition in
        AnyClause(
          id: "the frame, \(number)", guard: condition,
          effect: .governance(GovernanceEffect(.disempower(body: .any), acts: .under([]))),
          origin: .nowhere)
      }
  }
}

extension Regime {
  /// The regime with some more clauses in its top layer.
  fileprivate func adding(_ clauses: [AnyClause]) -> Regime {
    guard let top = layers.last else { return self }
    return Regime(
      name: name, vocabulary: vocabulary, doctrine: doctrine,
      layers: layers.dropLast() + [
        Layer(
          name: top.name, clauses: top.clauses + clauses, distribution: top.distribution,
          governance: top.governance)
      ])
  }

  /// The regime with some of its clauses only.
  func keeping(_ isKept: (AnyClause) -> Bool) -> Regime {
    Regime(
      name: name, vocabulary: vocabulary, doctrine: doctrine,
      layers: layers.map { layer in
        Layer(
          name: layer.name, clauses: layer.clauses.filter(isKept),
          distribution: layer.distribution, governance: layer.governance)
      })
  }
}

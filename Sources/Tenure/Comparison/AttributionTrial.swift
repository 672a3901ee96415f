internal import BigInt
internal import TenureEngine
internal import TenureMeasures
internal import TenureModel

/// What holds when some of the changes between two regimes are made: in numbers that can be added.
final class AttributionTrial {
  /// What a mixture does, against the regime before.
  struct Outcome {
    /// How many situations differ: in any pillar, then in each; then what each payee gains of each
    /// pot.
    let numbers: [Rational]
    /// Whether each pot could be paid out: the payments, then all transactions together.
    let isPaid: [Bool]
    /// How many situations differ.
    let flips: BigUInt
  }

  private let mixture: RegimeMixture
  private let payments: [DiffAttribution.Payment]
  private let transactions: TransactionTotals?
  private let day: Day?
  /// Clauses without effect that tell apart what the changed clauses of both sides do, and name the
  /// bodies that these do: so every mixture is asked the same questions in the same situations.
  private let frame: [AnyClause]
  private let payees: [Payee]
  private let before: RegimeEngine
  /// What each payee has of each pot before; nil if it cannot be paid out.
  private var formerly: [[Payee: Int]?] = []

  init(
    _ mixture: RegimeMixture, payments: [DiffAttribution.Payment],
    transactions: TransactionTotals?, at day: Day?
  ) {
    self.mixture = mixture
    self.day = day
    frame = mixture.frame()
    let steps = (mixture.before.clauses + mixture.after.clauses).compactMap { entry in
      if case .distribution(let effect) = entry.clause.effect { effect.step } else { nil }
    }
    let figures = steps.reduce(into: Set<String>()) { $0.formUnion($1.figures) }
    self.payments = payments.map { payment in
      var claims = payment.claims
      for name in figures where claims.figures[name] == nil { claims.figures[name] = 0 }
      return DiffAttribution.Payment(
        payment.situation, income: payment.income, claims: claims)
    }
    self.transactions = transactions
    payees =
      payments.isEmpty && transactions == nil
      ? []
      : steps.reduce(into: Set([.unassigned, .payer, .rest])) { $0.formUnion($1.payees) }
        .sorted { $0.name < $1.name }
    before = RegimeEngine(mixture.regime(making: []).adding(frame))
    formerly = pots(under: before)
  }

  /// How many pots are paid out.
  var potCount: Int { payments.count + (transactions == nil ? 0 : 1) }

  /// What each payee has of each pot under a regime.
  private func pots(under engine: RegimeEngine) -> [[Payee: Int]?] {
    payments.map { $0.totals(under: engine) }
      + (transactions.map { [$0.totals(under: engine)] } ?? [])
  }

  /// Nothing, as numbers.
  var nothing: [Rational] {
    [Rational](repeating: .zero, count: 5 + potCount * payees.count)
  }

  /// What a mixture does.
  func outcome(of changes: Set<Int>) -> Outcome {
    let unpaid = formerly.map { $0 != nil }
    if changes.isEmpty { return Outcome(numbers: nothing, isPaid: unpaid, flips: 0) }
    let engine = RegimeEngine(mixture.regime(making: changes).adding(frame))
    let diff = RegimeDiff.compare(before, engine, at: day)
    var numbers = [Rational(BigInt(diff.differing))]
    for pillar in Pillar.allCases {
      numbers.append(Rational(BigInt(diff.differingByPillar[pillar] ?? 0)))
    }
    var isPaid: [Bool] = []
    for (totals, formerly) in zip(pots(under: engine), formerly) {
      isPaid.append(totals != nil && formerly != nil)
      numbers += payees.map { Rational((totals?[$0] ?? 0) - (formerly?[$0] ?? 0)) }
    }
    return Outcome(numbers: numbers, isPaid: isPaid, flips: diff.differing)
  }

  /// The gains of a pot, by payee; zeros are left out.
  func gains(_ numbers: [Rational], of pot: Int) -> [String: Rational] {
    var gains: [String: Rational] = [:]
    for (place, payee) in payees.enumerated() {
      let gain = numbers[5 + pot * payees.count + place]
      if gain.signum != 0 { gains[payee.name] = gain }
    }
    return gains
  }

  /// Whether a change makes no difference at all, whichever of its group are made with it.
  ///
  /// Equal counts are not enough: it might change what differs. Of a group that is sampled only the
  /// ends are looked at.
  func isInert(_ change: Int, in group: [Int]) -> Bool {
    let others = group.filter { $0 != change }
    let subsets: [Set<Int>] =
      others.count < ChangeAttribution.exactLimit
      ? (0..<1 << others.count).map { subset in
        Set(others.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element))
      } : [[], Set(others)]
    return subsets.allSatisfy { subset in
      let without = RegimeEngine(mixture.regime(making: subset))
      let with = RegimeEngine(mixture.regime(making: subset.union([change])))
      return RegimeDiff.compare(without, with, at: day).relation == .equivalent
    }
  }

  /// Why a change that makes no difference makes none.
  func inertness(of change: RegimeChange) -> DiffAttribution.Inertness {
    guard case .clause(let id) = change.subject else { return .unused }
    let regime = change.kind == .removed ? mixture.before : mixture.after
    let vocabulary = regime.vocabulary
    guard let own = regime.clauses.first(where: { $0.clause.id == id })?.clause else {
      return .redundant
    }
    let reach = ChangeReach(
      vocabulary: vocabulary, conditions: [own.condition(in: vocabulary)])
    // Clauses that it never meets have no say, and a check looks at every clause.
    let near = regime.keeping { clause in
      let other = ChangeReach(
        vocabulary: vocabulary, conditions: [clause.condition(in: vocabulary)])
      let isRelated = clause.pillar == own.pillar || clause.pillar == .property
      return clause.id == id || (isRelated && reach.mayMeet(other))
    }
    let engine = RegimeEngine(near)
    let dead = engine.check(at: day).first { finding in
      finding.id == "dead" && finding.clauses.first.map { engine.clauses[$0].clause.id } == id
    }
    guard let dead else { return .redundant }
    let beaters = dead.clauses.dropFirst().map { engine.clauses[$0].clause.id }
    return beaters.isEmpty ? .neverMatches : .alwaysBeaten(by: beaters)
  }
}

extension DiffAttribution.Payment {
  /// What each payee ends with, what is unassigned included; nil if it cannot be paid out.
  fileprivate func totals(under engine: RegimeEngine) -> [Payee: Int]? {
    let outcome = engine.ruling(in: situation).outcome.waterfall
    guard let payout = try? Waterfall(outcome).payout(of: income, claims: claims) else {
      return nil
    }
    var totals = payout.totals
    totals[.unassigned, default: 0] += payout.unassigned
    return totals
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
  fileprivate func keeping(_ isKept: (AnyClause) -> Bool) -> Regime {
    Regime(
      name: name, vocabulary: vocabulary, doctrine: doctrine,
      layers: layers.map { layer in
        Layer(
          name: layer.name, clauses: layer.clauses.filter(isKept),
          distribution: layer.distribution, governance: layer.governance)
      })
  }
}

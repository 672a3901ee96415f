import BigInt
import TenureEngine
import TenureMeasures
import TenureModel
import TenureReport
import TenureThreads

/// Works out the profiles of regimes that are read in one vocabulary.
struct ProfileInquiry: Sendable {
  /// A regime, and how it was named.
  struct Subject: Sendable {
    let engine: RegimeEngine
    let reference: String
    let revision: String
  }

  private static let party = "actor"
  private static let standing = "standing"

  /// The rows.
  private let report: ProfileReport
  private let vocabulary: Vocabulary
  private let income: ReferenceIncome
  private let actor: FacetID?
  private let standing: FacetID?

  /// Prepares the rows: all terms where `isComplete`, for programs, else those at the top alone.
  init(
    _ vocabulary: Vocabulary, at day: Day, income: ReferenceIncome, pillars: [Pillar],
    isComplete: Bool
  ) {
    self.vocabulary = vocabulary
    self.income = income
    func facet(_ name: String) -> FacetID? { vocabulary.facet(named: name) }
    actor = facet(Self.party).flatMap { id in
      if case .term = vocabulary[id].kind { id } else { nil }
    }
    standing = facet(Self.standing).flatMap { vocabulary[$0].taxonomy == nil ? nil : $0 }
    let acts = vocabulary.acts
    report = ProfileReport(
      pillars: pillars, day: day, parties: Self.groups(actor, in: vocabulary, isComplete),
      actions: Self.groups(vocabulary.action, in: vocabulary, isComplete),
      standings: Self.leaves(standing.flatMap { vocabulary.taxonomy(of: $0) }),
      rights: Self.leaves(vocabulary.rights), acts: Self.leaves(acts), income: income.text)
  }

  /// All terms of a facet, or those at the top; none where there is no such facet.
  private static func groups(
    _ facet: FacetID?, in vocabulary: Vocabulary, _ isComplete: Bool
  ) -> [ProfileReport.Group] {
    guard let taxonomy = facet.flatMap({ vocabulary.taxonomy(of: $0) }) else { return [] }
    return taxonomy.terms.filter { isComplete || $0.parents.isEmpty }.map {
      ProfileReport.Group(name: $0.name, leaves: $0.leaves)
    }
  }

  private static func leaves(_ taxonomy: Taxonomy?) -> [String] {
    guard let taxonomy else { return [] }
    return (0..<taxonomy.leafCount).map { taxonomy.leafName($0) }
  }

  /// How many nodes each pillar of a regime may take while others are looked at beside it.
  private static let nodesSideBySide = 1 << 20

  /// The report with the profiles of some regimes, worked out side by side: a thread takes a pillar
  /// of a regime at a time.
  ///
  /// Those that take very many nodes are worked out alone.
  func report(on subjects: [Subject]) throws -> ProfileReport {
    let pillars = report.pillars
    let beside = Crew.map(subjects.count * pillars.count) { number in
      try? part(
        pillars[number % pillars.count], of: subjects[number / pillars.count],
        nodeLimit: Self.nodesSideBySide)
    }
    let parts = try beside.enumerated().map { number, known in
      let subject = subjects[number / pillars.count]
      do {
        return try known
          ?? part(
            pillars[number % pillars.count], of: subject, nodeLimit: TooManyNodes.usualLimit)
      } catch let error as TooManyNodes {
        throw CommandFailure(
          error, "the profile of `\(subject.reference.printable)`",
          help:
            "profile another pillar with `--pillar`, one day with `--at`, or the harder clauses "
            + "alone with `--force`")
      }
    }
    var whole = report
    for (place, subject) in subjects.enumerated() {
      var profile = RegimeProfile(
        reference: subject.reference, title: subject.engine.regime.title,
        revision: subject.revision)
      for (pillar, part) in zip(pillars, parts[(place * pillars.count)...]) {
        switch pillar {
        case .property: profile.rights = part.rights
        case .circulation: profile.conduct = part.conduct
        case .distribution: profile.money = part.money
        case .governance: profile.powers = part.powers
        }
      }
      whole.profiles.append(profile)
    }
    return whole
  }

  /// A profile with one pillar.
  private func part(
    _ pillar: Pillar, of subject: Subject, nodeLimit: Int
  ) throws -> RegimeProfile {
    var profile = RegimeProfile(
      reference: subject.reference, title: nil, revision: subject.revision)
    let tally = RegimeTally(subject.engine, at: report.day, nodeLimit: nodeLimit)
    switch pillar {
    case .property: profile.rights = try rights(tally)
    case .circulation: profile.conduct = try conduct(tally)
    case .distribution: profile.money = try money(tally)
    case .governance:
      // Several acts are mostly in the same hands.
      var games: [[Empowerment]: GameSummary] = [:]
      profile.powers = try report.acts.indices.map { try powers(over: $0, tally, &games) }
    }
    return profile
  }

  private func conduct(_ tally: RegimeTally) throws -> [[RegimeProfile.Conduct]] {
    guard let action = vocabulary.action else { return [] }
    let verdicts = try tally.verdicts(by: [actor, action].compactMap { $0 })
    guard actor != nil else {
      return [report.actions.map { verdicts.counts(in: [$0.leaves]) }]
    }
    return report.parties.map { party in
      report.actions.map { verdicts.counts(in: [party.leaves, $0.leaves]) }
    }
  }

  /// By standing and right; of a vocabulary without standings one row for everybody.
  private func rights(_ tally: RegimeTally) throws -> [[RegimeProfile.States]] {
    let states = try report.rights.indices.map { right -> [RegimeProfile.States] in
      guard let standing else { return [try tally.states(of: right, by: []).counts(in: [])] }
      if case .set = vocabulary[standing].kind {
        return try tally.states(of: right, perMemberOf: standing)
      }
      let found = try tally.states(of: right, by: [standing])
      return report.standings.indices.map { found.counts(in: [LeafSet($0..<$0 + 1)]) }
    }
    let rows = standing == nil ? 1 : report.standings.count
    return (0..<rows).map { row in states.map { $0[row] } }
  }

  // MARK: Money

  private func money(_ tally: RegimeTally) throws -> RegimeProfile.Money {
    let waterfalls: [WaterfallOutcome: BigUInt]
    do throws(RegimeTally.Failure) {
      waterfalls = try tally.waterfalls()
    } catch {
      if case .tooManyNodes(let error) = error { throw error }
      return .failed("there are more than \(RegimeTally.answerLimit) different waterfalls")
    }
    let paying = waterfalls.filter { !$0.key.steps.isEmpty || !$0.key.contested.isEmpty }
    let cases = paying.values.reduce(BigUInt(0), +)
    guard cases > 0 else { return .none }
    do {
      let money = try income.money(in: tally.engine.regime.distribution.currency)
      guard money.minorUnits > 0 else { return .failed("the income is nothing") }
      var sums: [Payee: BigInt] = [:]
      for (outcome, count) in paying {
        let waterfall = Waterfall(outcome)
        let payout = try waterfall.payout(of: money, claims: .equal(for: outcome))
        for (payee, amount) in payout.totals {
          sums[payee, default: 0] += BigInt(amount) * BigInt(count)
        }
        sums[.unassigned, default: 0] += BigInt(payout.unassigned) * BigInt(count)
      }
      let whole = BigInt(cases) * BigInt(money.minorUnits)
      let all = waterfalls.values.reduce(BigUInt(0), +)
      return .shares(
        RegimeProfile.Shares(
          income: money, waterfalls: paying.count, cases: Share(BigInt(cases), of: BigInt(all)),
          payees: sums.mapValues { Share($0, of: whole) }))
    } catch let error as WaterfallError {
      return .failed(error.description)
    } catch {
      return .failed("\(error)")
    }
  }

  // MARK: Power

  private func powers(
    over act: Int, _ tally: RegimeTally, _ games: inout [[Empowerment]: GameSummary]
  ) throws -> RegimeProfile.Powers? {
    guard tally.engine.governedActs.contains(act) else { return nil }
    let outcomes: [PowersOutcome: BigUInt]
    do throws(RegimeTally.Failure) {
      outcomes = try tally.powers(over: act)
    } catch {
      if case .tooManyNodes(let error) = error { throw error }
      return RegimeProfile.Powers(
        cases: .zero, answers: RegimeTally.answerLimit,
        game: GameSummary(
          problem: "there are more than \(RegimeTally.answerLimit) different answers"))
    }
    var ways: [[Empowerment]: BigUInt] = [:]
    for (outcome, count) in outcomes { ways[outcome.empowerments(for: act), default: 0] += count }
    let all = ways.values.reduce(BigUInt(0), +)
    let ordered = ways.map { (ways: $0.key, count: $0.value, key: $0.key.map(\.body)) }
      .sorted { ($1.count, $0.key.joined()) < ($0.count, $1.key.joined()) }
    guard let most = ordered.first, all > 0 else { return nil }
    let game = games[most.ways] ?? GameSummary(of: most.ways)
    games[most.ways] = game
    return RegimeProfile.Powers(
      cases: Share(BigInt(most.count), of: BigInt(all)), answers: ways.count, game: game)
  }
}

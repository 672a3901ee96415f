import TenureModel

/// Answers every question of one side of an analysis, over a part of its space, as diagrams.
///
/// Property comes first, so that tests on `right` can be answered by the side's own rights.
/// Everything is worked out once, when it is first asked for.
final class Resolver {
  /// The part of the space that is looked at.
  enum Part {
    /// All situations, or those of a yes/no diagram; outside nothing matches.
    case region(Ref)
    /// Those in which every variable keeps to a domain; outside everything is as it is inside.
    case domains([Bits])
  }

  /// A question on which clauses meet; `power` is the powers of one body over one act.
  enum Meeting: Hashable {
    case act
    case right(Int)
    case step(String)
    case power(PowersOutcome.Question)
  }

  let analysis: Analysis
  let side: Int

  private let part: Part
  /// What a resolver of a part of it takes its matches from.
  private let whole: Resolver?
  /// A resolver of the other side, on which the same rights are held.
  private var twin: Resolver?
  /// The clauses that it looks at.
  let entries: [Int]
  private var live: [Int: Ref] = [:]
  /// The clauses that meet on a question in the order in which they prevail, once worked out.
  var orders: [Meeting: [ContestOrder.Speaker]?] = [:]
  private let confined = RefTable()
  private var contests: [Meeting: SymbolicContest] = [:]
  private var contestsByMembers: [[Int]: SymbolicContest] = [:]
  private var heldRights: [Int: Ref] = [:]

  init(_ analysis: Analysis, side: Int, part: Part) {
    self.analysis = analysis
    self.side = side
    self.part = part
    whole = nil
    entries = analysis.entries(on: side)
  }

  /// Answers the same questions within a region, without one of the clauses.
  ///
  /// - Precondition: `whole` must answer over all situations, and the clause not bear on the rights
  ///   that others test.
  init(_ whole: Resolver, within region: Ref, without entry: Int?) {
    analysis = whole.analysis
    side = whole.side
    part = .region(region)
    self.whole = whole
    entries = whole.entries.filter { $0 != entry }
  }

  /// Takes where the clauses of both sides match from another resolver.
  ///
  /// - Precondition: it must answer for the other side over the same part, and no right be held on
  ///   one side alone there.
  func takeMatches(from twin: Resolver) { self.twin = twin }

  /// Where a clause matches.
  func match(_ entry: Int) -> Ref {
    if let known = live[entry] { return known }
    if let twin, analysis.table.entries[entry].sides == .both { return twin.match(entry) }
    if let whole {
      let result = within(whole.match(entry))
      live[entry] = result
      return result
    }
    var ref = analysis.condition(entry)
    if analysis.restsOnRights(entry) {
      ref = resolverOfRights(for: entry).substituteRights(within(ref), RefTable())
    }
    let result = within(ref)
    live[entry] = result
    return result
  }

  /// Where a clause matches, not yet limited to a region.
  func openMatch(_ entry: Int) -> Ref {
    if let whole { return whole.match(entry) }
    guard case .region = part, !analysis.restsOnRights(entry) else { return match(entry) }
    return analysis.condition(entry)
  }

  /// The region to which all answers are limited; everything, for domains.
  var gate: Ref { if case .region(let region) = part { region } else { .yes } }

  /// Whether a clause may match in the part that is looked at.
  func isNear(_ entry: Int) -> Bool {
    let gate = gate
    return analysis.store.intersects(openMatch(entry), gate)
  }

  /// A resolver that answers which rights are held, where a clause may match at all: a clause that
  /// tests rights is mostly narrow, and the rights of everybody else are none of its business.
  private func resolverOfRights(for entry: Int) -> Resolver {
    guard case .region(let region) = part else { return self }
    let reach = analysis.store.and(analysis.region(of: [entry]), region)
    return Resolver(analysis, side: side, part: .region(reach))
  }

  private func within(_ ref: Ref) -> Ref {
    switch part {
    case .region(let region): analysis.store.and(ref, region)
    case .domains(let domains): analysis.store.confine(ref, to: domains, confined)
    }
  }

  /// The diagram in which each test on a right is answered by where the side's actor holds it.
  private func substituteRights(_ ref: Ref, _ memo: RefTable) -> Ref {
    let level = analysis.store.level(ref)
    if level >= analysis.firstSwitch { return ref }
    if let known = memo[ref] { return known }
    let parts = (0..<analysis.store.arities[level]).map {
      substituteRights(analysis.store.child(ref, $0), memo)
    }
    let result: Ref
    if level >= analysis.space.baseLevelCount,
      case .block(let rights) = analysis.space.variables[level].content
    {
      let has = analysis.store.any(of: rights.leaves.map(held))
      result = analysis.store.or(
        analysis.store.and(has, parts[1]), analysis.store.andNot(parts[0], has))
    } else {
      result = analysis.store.choice(level: level, parts)
    }
    memo[ref] = result
    return result
  }

  private func held(_ right: Int) -> Ref {
    if let known = heldRights[right] { return known }
    let held = analysis.store.map(diagram(of: .right(right))) {
      RightValue.states[$0] == .held ? 1 : 0
    }
    heldRights[right] = held
    return held
  }

  /// Who is undefeated where, among the clauses that meet on a question.
  func contest(_ meeting: Meeting) -> SymbolicContest {
    if let known = contests[meeting] { return known }
    let speakers = speakers(on: meeting)
    // Two rights, or two acts, on which the same clauses speak have the same contest.
    let numbers = speakers.map(\.clause)
    if meeting != .act, let known = contestsByMembers[numbers] {
      contests[meeting] = known
      return known
    }
    let members = speakers.map {
      SymbolicContest.Member(clause: $0.clause, match: match($0.clause), answer: $0.answer)
    }
    let contest = SymbolicContest(
      members, analysis.sides[side].precedence, analysis.store)
    contests[meeting] = contest
    contestsByMembers[numbers] = contest
    return contest
  }

  /// Where a clause of any pillar is undefeated on some question.
  func standing(_ entry: Int) -> Ref {
    if analysis.effect(entry).circulation?.conduct == .attach { return match(entry) }
    let parts = meetings(of: entry).map { contest($0).undefeated(entry, analysis.store) }
    return analysis.store.any(of: parts)
  }

  /// The questions on which a clause meets others; none for `attach`.
  func meetings(of entry: Int) -> [Meeting] {
    let vocabulary = analysis.space.vocabulary
    switch analysis.effect(entry) {
    case .circulation(let effect): return effect.conduct == .attach ? [] : [.act]
    case .property(let effect):
      return vocabulary.rights.map { effect.rights.leaves(in: $0).leaves.map(Meeting.right) } ?? []
    case .distribution(let effect): return [.step(effect.stepName)]
    case .governance(let effect):
      guard let acts = vocabulary.acts else { return [] }
      let effects = entries.compactMap { analysis.effect($0).governance }
      return GovernanceEffect.questions(of: effects, acts: acts)
        .filter { effect.concerns($0.body) && effect.acts.leaves(in: acts).contains($0.act) }
        .map(Meeting.power)
    }
  }

  /// Whether two clauses answer a question differently.
  func disagree(_ first: Int, _ second: Int, on meeting: Meeting) -> Bool {
    guard let left = answer(of: first, on: meeting), let right = answer(of: second, on: meeting)
    else { return false }
    return left != right
  }

  /// What a clause answers where it meets others, or nil if it does not speak there.
  private func answer(of entry: Int, on meeting: Meeting) -> Int? {
    speakers(on: meeting).first { $0.clause == entry }?.answer
  }

  /// The clauses that speak on a question, in order, with what they answer.
  func speakers(on meeting: Meeting) -> [(clause: Int, answer: Int)] {
    switch meeting {
    case .act: voices.acts
    case .right(let right):
      voices.rights.filter { $0.on.contains(right) }.map { ($0.clause, $0.answer) }
    case .step(let name): voices.steps[name] ?? []
    case .power(let power):
      voices.powers
        .filter { $0.on.contains(power.act) && $0.effect.concerns(power.body) }
        .map { ($0.clause, $0.answer) }
    }
  }

  private lazy var voices = Voices(of: entries, analysis)
}

/// Who speaks on what, sorted out once.
private struct Voices {
  private(set) var acts: [(clause: Int, answer: Int)] = []
  private(set) var rights: [(clause: Int, answer: Int, on: LeafSet)] = []
  private(set) var steps: [String: [(clause: Int, answer: Int)]] = [:]
  private(set) var powers: [(clause: Int, answer: Int, on: LeafSet, effect: GovernanceEffect)] = []

  init(of entries: [Int], _ analysis: Analysis) {
    let vocabulary = analysis.space.vocabulary
    let numbers = Interner<DistributionEffect>()
    for entry in entries {
      switch analysis.effect(entry) {
      case .circulation(let effect):
        if let answer = AnyEffect.circulation(effect).conductAnswer { acts.append((entry, answer)) }
      case .property(let effect):
        guard let taxonomy = vocabulary.rights else { continue }
        rights.append(
          (entry, effect.stance == .grant ? 1 : 0, effect.rights.leaves(in: taxonomy)))
      case .distribution(let effect):
        steps[effect.stepName, default: []].append((entry, numbers.number(of: effect)))
      case .governance(let effect):
        guard let taxonomy = vocabulary.acts else { continue }
        let isRedLine = AnyEffect.governance(effect).isRestrictive == true
        powers.append((entry, isRedLine ? 0 : 1, effect.acts.leaves(in: taxonomy), effect))
      }
    }
  }
}

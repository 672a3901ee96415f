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
  private let here: [Int]
  private var live: [Int: Ref] = [:]
  private var confined: [Ref: Ref] = [:]
  private var contests: [Meeting: SymbolicContest] = [:]
  private var contestsByMembers: [[Int]: SymbolicContest] = [:]
  private var heldRights: [Int: Ref] = [:]

  init(_ analysis: Analysis, side: Int, part: Part) {
    self.analysis = analysis
    self.side = side
    self.part = part
    here = analysis.entries(on: side)
  }

  /// Where a clause matches.
  func match(_ entry: Int) -> Ref {
    if let known = live[entry] { return known }
    var ref = analysis.condition(entry)
    if analysis.restsOnRights(entry) {
      var memo: [Ref: Ref] = [:]
      ref = substituteRights(within(ref), &memo)
    }
    let result = within(ref)
    live[entry] = result
    return result
  }

  private func within(_ ref: Ref) -> Ref {
    switch part {
    case .region(let region): analysis.store.and(ref, region)
    case .domains(let domains): analysis.store.confine(ref, to: domains, &confined)
    }
  }

  /// The diagram in which each test on a right is answered by where the side's actor holds it.
  private func substituteRights(_ ref: Ref, _ memo: inout [Ref: Ref]) -> Ref {
    if ref.isLeaf { return ref }
    if let known = memo[ref] { return known }
    let level = analysis.store.level(ref)
    let parts = (0..<analysis.store.arities[level]).map {
      substituteRights(analysis.store.child(ref, $0), &memo)
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
    let speakers = here.compactMap { entry in
      answer(of: entry, on: meeting).map { (clause: entry, answer: $0) }
    }
    // Two rights, or two acts, on which the same clauses speak have the same contest.
    let numbers = speakers.map(\.clause)
    if meeting != .act, let known = contestsByMembers[numbers] {
      contests[meeting] = known
      return known
    }
    let members = speakers.map { (clause: $0.clause, match: match($0.clause), answer: $0.answer) }
    let contest = SymbolicContest(
      members, analysis.sides[side].precedence, &analysis.store)
    contests[meeting] = contest
    contestsByMembers[numbers] = contest
    return contest
  }

  /// Where a clause of any pillar is undefeated on some question.
  func standing(_ entry: Int) -> Ref {
    if analysis.effect(entry).circulation?.conduct == .attach { return match(entry) }
    return analysis.store.any(of: meetings(of: entry).map { contest($0).undefeated[entry] ?? .no })
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
      let effects = analysis.entries(on: side).compactMap { analysis.effect($0).governance }
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
    let vocabulary = analysis.space.vocabulary
    switch (meeting, analysis.effect(entry)) {
    case (.act, .circulation(let effect)):
      return AnyEffect.circulation(effect).conductAnswer
    case (.right(let right), .property(let effect)):
      guard let rights = vocabulary.rights,
        effect.rights.leaves(in: rights).contains(right)
      else { return nil }
      return effect.stance == .grant ? 1 : 0
    case (.step(let name), .distribution(let effect)):
      return effect.stepName == name ? stepNumbers.number(of: effect) : nil
    case (.power(let question), .governance(let effect)):
      guard let acts = vocabulary.acts, effect.concerns(question.body),
        effect.acts.leaves(in: acts).contains(question.act)
      else { return nil }
      return AnyEffect.governance(effect).isRestrictive == true ? 0 : 1
    default: return nil
    }
  }

  private let stepNumbers = Interner<DistributionEffect>()
}

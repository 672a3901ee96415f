import TenureModel

/// Works out where two sides answer questions differently, each in one walk over the clauses of
/// both.
final class SideBySideWalk {
  private typealias Item = DecisionWalk.Item

  /// How many clauses of one side alone are few; a quarter of all clauses are, too.
  private static let fewAlone = 8

  private let analysis: Analysis
  private let resolvers: [Resolver]
  private let settlesAlike: Bool
  private let stateLimit: Int
  /// Whether some walk was given up.
  private(set) var isGivenUp = false
  /// The most states of one walk.
  private(set) var mostStates = 0
  private var orders: [Resolver.Meeting: [ContestOrder.Speaker]?] = [:]
  /// For each clause before that is in force on other days after, and else the same, its entry
  /// there.
  private let later: [Int: Int]
  /// The same the other way round.
  private let earlier: [Int: Int]

  /// - Parameters:
  ///   - analysis: The clauses of both sides.
  ///   - resolvers: What each side answers, over the part of the space in which they can differ.
  ///   - settlesAlike: Whether both sides settle clashes by one doctrine.
  ///   - stateLimit: The most states of one walk before it is given up.
  init(
    _ analysis: Analysis, _ resolvers: [Resolver], settlesAlike: Bool, stateLimit: Int = .max
  ) {
    self.analysis = analysis
    self.stateLimit = stateLimit
    self.resolvers = resolvers
    self.settlesAlike = settlesAlike
    later = settlesAlike ? analysis.table.pairsOnOtherDays() : [:]
    earlier = Dictionary(uniqueKeysWithValues: later.map { ($0.value, $0.key) })
  }

  /// Where the answers differ; nil where the question has no such walk, because no order of clauses
  /// tells who prevails.
  ///
  /// `number` gives the leaf for two answers that differ.
  func difference(_ question: Question, _ number: @escaping (Int, Int) -> Int) -> Ref? {
    switch question {
    case .act:
      return walk(.act, .answer, attached: [], number) { $0.circulation?.conduct == .oblige }
    case .right(let right):
      return walk(.right(right), .answer, attached: [], number) { _ in false }
    case .duty(let phase, let duty):
      let carries: (AnyEffect) -> Bool = {
        $0.circulation?.duties[phase].contains(duty) ?? false
      }
      let attached = analysis.table.entries.indices.filter {
        let effect = analysis.effect($0)
        return effect.circulation?.conduct == .attach && carries(effect)
      }
      return walk(.act, .burden, attached: attached, number, carrying: carries)
    case .holderDuty, .step, .rivals, .power: return nil
    }
  }

  /// Where a duty is gone or new because conduct is given on one side only; nil where something
  /// else can be behind it, too: a clause of one side alone carries it, or a default does.
  ///
  /// A duty stands where conduct is given and a clause that carries it matches, or one that
  /// attaches it does. So with the same carriers on both sides it differs only where giving does,
  /// and the clauses that prevail need not be walked again.
  ///
  /// `given` is where conduct is given before alone, and where after alone; `number` gives the leaf
  /// for two answers that differ.
  func difference(
    _ phase: DutyPhase, _ duty: Duty, where given: [Ref], _ number: @escaping (Int, Int) -> Int
  ) -> Ref? {
    guard analysis.store.nodeCount < DecisionWalk.nodeLimit,
      let items = carriers(of: duty, phase)
    else { return nil }
    let store = analysis.store
    let parts = given.enumerated().map { side, gate -> Ref in
      if gate == .no { return .no }
      let walk = DecisionWalk(
        store, [Item(gate, 0)] + items, .answer, sides: 1, isGated: true, stateLimit: stateLimit
      ) { answer, _ in answer == 1 ? number(1 - side, side) : 0 }
      let found = walk.diagram()
      note(walk)
      return found
    }
    return store.combine(parts[0], parts[1]) { max($0, $1) }
  }

  /// The clauses that attach a duty, as such that hold it back, and those behind them that carry
  /// it; nil if they are not the same on both sides, or one is a default.
  private func carriers(of duty: Duty, _ phase: DutyPhase) -> [Item]? {
    var attached: [Item] = []
    var carriers: [Item] = []
    for (entry, clause) in analysis.table.entries.enumerated() {
      guard let effect = analysis.effect(entry).circulation, effect.duties[phase].contains(duty)
      else { continue }
      let ref = resolvers[0].openMatch(entry)
      guard clause.sides == .both, resolvers[1].openMatch(entry) == ref else { return nil }
      if effect.conduct == .attach {
        attached.append(Item(ref, 1))
      } else {
        guard effect.conduct != .prohibit,
          !analysis.sides[0].precedence.contenders[entry].isDefault
        else { return nil }
        carriers.append(Item(ref, Item.gives | 1))
      }
    }
    return attached + carriers
  }

  private func note(_ walk: DecisionWalk) {
    if walk.isGivenUp { isGivenUp = true }
    mostStates = max(mostStates, walk.stateCount)
  }

  private func walk(
    _ meeting: Resolver.Meeting, _ quest: DecisionWalk.Quest, attached: [Int],
    _ number: @escaping (Int, Int) -> Int, carrying isMeant: (AnyEffect) -> Bool
  ) -> Ref? {
    guard analysis.store.nodeCount < DecisionWalk.nodeLimit, let speakers = speakers(meeting) else {
      return nil
    }
    var items: [Item] = []
    for entry in attached where earlier[entry] == nil {
      let sides = later[entry] == nil ? analysis.table.entries[entry].sides : .both
      add(entry, sides: sides, Item.carries | Item.isAttached, to: &items)
    }
    for speaker in speakers {
      guard let marks = resolvers[0].marks(of: speaker, carrying: isMeant) else { return nil }
      add(speaker.clause, sides: speaker.sides, marks, to: &items)
    }
    simplify(&items)
    let walk = DecisionWalk(
      analysis.store, items, quest, sides: 3, isGated: false, stateLimit: stateLimit,
      leaf: number)
    let found = walk.diagram()
    note(walk)
    return found
  }

  /// Where a clause matches on a side, be it before or after that it has these days.
  private func match(_ entry: Int, on side: Int) -> Ref {
    resolvers[side].openMatch(side == 0 ? entry : later[entry] ?? entry)
  }

  /// Adds a clause: where it matches on both sides, and where on one alone.
  private func add(_ entry: Int, sides: Sides, _ marks: UInt32, to items: inout [Item]) {
    let store = analysis.store
    var parts = [Ref.no, Ref.no, Ref.no]
    switch sides {
    case .before: parts[1] = match(entry, on: 0)
    case .after: parts[2] = match(entry, on: 1)
    default:
      let (before, after) = (match(entry, on: 0), match(entry, on: 1))
      parts = [store.and(before, after), store.andNot(before, after), store.andNot(after, before)]
    }
    for (part, sides) in zip(parts, [Item.sides, 1, 2]) where part != .no {
      items.append(Item(part, marks | sides))
    }
  }

  /// Asks of the clauses of both sides no more than tells where they match together with one of one
  /// side alone: elsewhere the sides agree, whatever these say.
  private func simplify(_ items: inout [Item]) {
    let alone = items.filter { $0.sides != Item.sides }
    guard alone.count <= max(Self.fewAlone, items.count / 4) else { return }
    let care = analysis.store.any(of: alone.map(\.ref))
    guard care != .no else { return }
    let memo = RefTable()
    items = items.compactMap { item in
      guard item.sides == Item.sides else { return item }
      let ref = analysis.store.simplified(item.ref, within: care, memo)
      return ref == .no ? nil : Item(ref, item.word & Item.marks)
    }
  }

  /// The clauses that speak, of both sides, in the order in which they prevail.
  private func speakers(_ meeting: Resolver.Meeting) -> [ContestOrder.Speaker]? {
    if let known = orders[meeting] { return known }
    let order = order(meeting)
    orders[meeting] = .some(order)
    return order
  }

  private func order(_ meeting: Resolver.Meeting) -> [ContestOrder.Speaker]? {
    let canMeet: (Int, Int) -> Bool = { [self] first, second in
      [0, 1].contains {
        analysis.store.intersects(match(first, on: $0), match(second, on: $0))
      }
    }
    let lists = [0, 1].map { side in
      resolvers[side].speakers(on: meeting).filter { resolvers[side].isNear($0.clause) }
    }
    if !settlesAlike {
      var both: [ContestOrder.Speaker] = []
      for (side, list) in lists.enumerated() {
        let speakers = list.map {
          ContestOrder.Speaker(
            clause: $0.clause, answer: $0.answer, sides: side == 0 ? .before : .after)
        }
        let order = Resolver.order(
          speakers, analysis.sides[side].precedence, canMeet: canMeet)
        guard let order else { return nil }
        both += order
      }
      return both
    }
    var joined: [Int: ContestOrder.Speaker] = [:]
    for (side, list) in lists.enumerated() {
      for (entry, answer) in list {
        let clause = earlier[entry] ?? entry
        let known = joined[clause]?.sides ?? []
        joined[clause] = ContestOrder.Speaker(
          clause: clause, answer: answer, sides: known.union(side == 0 ? .before : .after))
      }
    }
    let speakers = joined.sorted { $0.key < $1.key }.map(\.value)
    return Resolver.order(speakers, analysis.sides[0].precedence, canMeet: canMeet)
  }
}

extension ClauseTable {
  /// For each clause before that is in force on other days after, and else the same, its entry
  /// there.
  ///
  /// The two prevail over the same clauses, and the same prevail over them.
  fileprivate func pairsOnOtherDays() -> [Int: Int] {
    var former: [String: Int] = [:]
    for (position, entry) in entries.enumerated() where entry.sides == .before {
      former[entry.clause.id] = entry.presence.isEmpty ? position : nil
    }
    var pairs: [Int: Int] = [:]
    for (position, entry) in entries.enumerated() where entry.sides == .after {
      guard entry.presence.isEmpty, let other = former[entry.clause.id],
        entries[other].layer == entry.layer,
        entries[other].clause.meansOnOtherDays(entry.clause)
      else { continue }
      pairs[other] = position
    }
    return pairs
  }
}

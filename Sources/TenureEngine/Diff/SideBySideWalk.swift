import TenureModel

/// Works out where two sides answer questions differently, each in one walk over the clauses of
/// both.
final class SideBySideWalk {
  private typealias Item = DecisionWalk.Item

  private let analysis: Analysis
  private let resolvers: [Resolver]
  private let settlesAlike: Bool
  private let stateLimit: Int
  /// Whether some walk was given up.
  private(set) var isGivenUp = false
  /// The most states of one walk.
  private(set) var mostStates = 0
  private var orders: [Resolver.Meeting: [ContestOrder.Speaker]?] = [:]

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

  private func walk(
    _ meeting: Resolver.Meeting, _ quest: DecisionWalk.Quest, attached: [Int],
    _ number: @escaping (Int, Int) -> Int, carrying isMeant: (AnyEffect) -> Bool
  ) -> Ref? {
    guard analysis.store.nodeCount < DecisionWalk.nodeLimit, let speakers = speakers(meeting) else {
      return nil
    }
    var items: [Item] = []
    for entry in attached {
      let marks = Item.carries | Item.isAttached
      add(entry, sides: analysis.table.entries[entry].sides, marks, to: &items)
    }
    for speaker in speakers {
      guard let marks = resolvers[0].marks(of: speaker, carrying: isMeant) else { return nil }
      add(speaker.clause, sides: speaker.sides, marks, to: &items)
    }
    let walk = DecisionWalk(
      analysis.store, items, quest, sides: 3, isGated: false, stateLimit: stateLimit,
      leaf: number)
    let found = walk.diagram()
    if walk.isGivenUp { isGivenUp = true }
    mostStates = max(mostStates, walk.stateCount)
    return found
  }

  private func add(_ entry: Int, sides: Sides, _ marks: UInt32, to items: inout [Item]) {
    let present = [0, 1].filter { sides.contains($0 == 0 ? .before : .after) }
    let matches = present.map { resolvers[$0].openMatch(entry) }
    if matches.count == 2, matches[0] == matches[1] {
      items.append(Item(matches[0], marks | 3))
      return
    }
    for (side, match) in zip(present, matches) {
      items.append(Item(match, marks | 1 << UInt32(side)))
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
    let canMeet: (Int, Int) -> Bool = { [analysis, resolvers] first, second in
      resolvers.contains {
        analysis.store.intersects($0.openMatch(first), $0.openMatch(second))
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
      for (clause, answer) in list {
        let known = joined[clause]?.sides ?? []
        joined[clause] = ContestOrder.Speaker(
          clause: clause, answer: answer, sides: known.union(side == 0 ? .before : .after))
      }
    }
    let speakers = joined.sorted { $0.key < $1.key }.map(\.value)
    return Resolver.order(speakers, analysis.sides[0].precedence, canMeet: canMeet)
  }
}

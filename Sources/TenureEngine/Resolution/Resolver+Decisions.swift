import TenureModel

extension Resolver {
  /// The diagram of who prevails on a question, by the first clause that matches; nil where no
  /// order of clauses tells.
  ///
  /// Leaf 0 where nothing speaks, 1 where a clause gives, 2 where one holds back, and 3 where one
  /// gives and one on its side carries what is meant.
  func prevailing(on meeting: Meeting, carrying isMeant: (AnyEffect) -> Bool) -> Ref? {
    guard let items = items(on: meeting, carrying: isMeant) else { return nil }
    return walk(items, .answer)
  }

  /// The diagram of where a clause that carries what is meant is undefeated on a question, or
  /// matches and is attached; nil where no order of clauses tells.
  func burden(
    on meeting: Meeting, attached: [Int], carrying isMeant: (AnyEffect) -> Bool
  ) -> Ref? {
    guard let items = items(on: meeting, carrying: isMeant) else { return nil }
    let marks = DecisionWalk.Item.carries | DecisionWalk.Item.isAttached | 1
    return walk(attached.map { DecisionWalk.Item(openMatch($0), marks) } + items, .burden)
  }

  /// The diagram of the verdict, twice its number, plus 1 where defaults alone give it; nil where
  /// no order of clauses tells.
  ///
  /// With a counter the verdicts are counted, and no diagram is made; see `DecisionWalk`.
  func verdictAndBasis(counter: StateCounter? = nil) -> Ref? {
    guard let items = items(on: .act, carrying: { $0.circulation?.conduct == .oblige }) else {
      return nil
    }
    return walk(items, .answerAndBasis, counter) { 2 * ($0 & 3) + $0 >> 2 }
  }

  /// The number that all leaves of `verdictAndBasis` are below.
  static let verdictLeafCount = 8

  /// The diagram of where defaults alone speak on a question.
  func speakingByDefault(on meeting: Meeting) -> Ref {
    let contenders = analysis.sides[side].precedence.contenders
    let speakers = speakers(on: meeting).map(\.clause).filter { isNear($0) }
    let defaults = speakers.filter { contenders[$0].isDefault }
    if defaults.isEmpty { return .no }
    // Whatever they say: all others give, and defaults hold back.
    let items =
      speakers.filter { !contenders[$0].isDefault }.map {
        DecisionWalk.Item(openMatch($0), DecisionWalk.Item.gives | 1)
      } + defaults.map { DecisionWalk.Item(openMatch($0), DecisionWalk.Item.isDefault | 1) }
    if let found = walk(items, .answer) {
      return analysis.store.map(found) { $0 == 2 ? 1 : 0 }
    }
    return contest(meeting).speaking(analysis.store) { contenders[$0].isDefault }
  }

  /// Whether an answer to a question rests on a clause: whether without it, it would be another
  /// somewhere; nil where no order of clauses tells.
  ///
  /// For acts, rights and duties, and over all situations.
  func rests(_ question: Question, on entry: Int) -> Bool? {
    var attached: [Int] = []
    let meeting: Meeting
    let isMeant: (AnyEffect) -> Bool
    switch question {
    case .act:
      meeting = .act
      isMeant = { $0.circulation?.conduct == .oblige }
    case .right(let right):
      meeting = .right(right)
      isMeant = { _ in false }
    case .duty(let phase, let duty):
      meeting = .act
      isMeant = { $0.circulation?.duties[phase].contains(duty) ?? false }
      attached = entries.filter {
        analysis.effect($0).circulation?.conduct == .attach && isMeant(analysis.effect($0))
      }
    case .holderDuty, .step, .rivals, .power: return nil
    }
    guard analysis.store.nodeCount < DecisionWalk.nodeLimit,
      let speakers = decisions(on: meeting)
    else { return nil }
    var items: [DecisionWalk.Item] = []
    func add(_ clause: Int, _ marks: UInt32) {
      items.append(DecisionWalk.Item(openMatch(clause), marks | (clause == entry ? 1 : 3)))
    }
    for clause in attached { add(clause, DecisionWalk.Item.carries | DecisionWalk.Item.isAttached) }
    for speaker in speakers {
      guard let marks = marks(of: speaker, carrying: isMeant) else { return nil }
      add(speaker.clause, marks)
    }
    var quest = DecisionWalk.Quest.answer
    if case .duty = question { quest = .burden }
    let walk = DecisionWalk(
      analysis.store, items, quest, sides: 3, isGated: false, leaf: { _, _ in 1 })
    return walk.hasDifference()
  }

  private func walk(
    _ items: [DecisionWalk.Item], _ quest: DecisionWalk.Quest, _ counter: StateCounter? = nil,
    leaf: @escaping (Int) -> Int = { $0 }
  ) -> Ref? {
    guard analysis.store.nodeCount < DecisionWalk.nodeLimit else { return nil }
    let gate = gate
    let walk = DecisionWalk(
      analysis.store, gate == .yes ? items : [DecisionWalk.Item(gate, 0)] + items, quest, sides: 1,
      isGated: gate != .yes, counter: counter, leaf: { value, _ in leaf(value) })
    return walk.diagram()
  }

  private func items(
    on meeting: Meeting, carrying isMeant: (AnyEffect) -> Bool
  ) -> [DecisionWalk.Item]? {
    guard let decisions = decisions(on: meeting) else { return nil }
    var items: [DecisionWalk.Item] = []
    for speaker in decisions {
      guard let marks = marks(of: speaker, carrying: isMeant) else { return nil }
      items.append(DecisionWalk.Item(openMatch(speaker.clause), marks | 1))
    }
    return items
  }

  /// The marks of a clause in a walk, without sides; nil if it holds back and carries something.
  func marks(
    of speaker: ContestOrder.Speaker, carrying isMeant: (AnyEffect) -> Bool
  ) -> UInt32? {
    var marks: UInt32 = 0
    if speaker.answer == 1 { marks |= DecisionWalk.Item.gives }
    if analysis.sides[side].precedence.contenders[speaker.clause].isDefault {
      marks |= DecisionWalk.Item.isDefault
    }
    if isMeant(analysis.effect(speaker.clause)) {
      guard speaker.answer == 1 else { return nil }
      marks |= DecisionWalk.Item.carries
    }
    return marks
  }

  /// The clauses that speak on an act or a right and may match in the part that is looked at, in
  /// the order in which they prevail; nil if there is none.
  private func decisions(on meeting: Meeting) -> [ContestOrder.Speaker]? {
    if let known = orders[meeting] { return known }
    let order = order(on: meeting)
    orders[meeting] = .some(order)
    return order
  }

  private func order(on meeting: Meeting) -> [ContestOrder.Speaker]? {
    let speakers = speakers(on: meeting).filter { isNear($0.clause) }.map {
      ContestOrder.Speaker(clause: $0.clause, answer: $0.answer, sides: .before)
    }
    return Self.order(speakers, analysis.sides[side].precedence) {
      self.analysis.store.intersects(self.openMatch($0), self.openMatch($1))
    }
  }

  /// Speakers in the order in which they prevail, defaults last.
  static func order(
    _ speakers: [ContestOrder.Speaker], _ precedence: Precedence,
    canMeet: @escaping (Int, Int) -> Bool
  ) -> [ContestOrder.Speaker]? {
    let defaults = speakers.filter { precedence.contenders[$0.clause].isDefault }
    let others = speakers.filter { !precedence.contenders[$0.clause].isDefault }
    var ordered: [ContestOrder.Speaker] = []
    for group in [others, defaults] {
      guard let order = ContestOrder.order(of: group, precedence, canMeet: canMeet) else {
        return nil
      }
      ordered += order.map { group[$0] }
    }
    return ordered
  }
}

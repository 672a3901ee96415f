import TenureModel

/// A question of a proof, answered: a diagram of where the two sides answer differently, and what.
///
/// Each side is a diagram whose leaves are answers, made of what its contests come to. Both are
/// laid on one another, and only where they differ there is something left.
struct ProofQuest {
  /// What both sides answer, where they differ.
  struct Pair: Hashable {
    let before: ProofAnswer
    let after: ProofAnswer
  }

  let question: ProofQuestion
  let table: ProofTable
  /// The answers of a side, by the leaves of its diagram.
  let leaves: ProofLeaves<ProofAnswer>
  /// The pairs of answers, by the leaves of the difference.
  let pairs: ProofLeaves<Pair>
  /// Where the answers differ: a leaf for each pair of answers; elsewhere `never`.
  private(set) var difference = Condition.never
  /// What a certificate says of each leaf of the difference.
  private(set) var regions: [Condition: Certificate.Region] = [.never: .same]
  /// Where the sides may differ.
  private let region: Condition

  var store: ConditionStore { table.store }

  /// Answers a question.
  init(_ question: ProofQuestion, in table: ProofTable) {
    self.question = question
    self.table = table
    leaves = ProofLeaves(in: table.store)
    pairs = ProofLeaves(in: table.store)
    region = table.region(of: question)
    if region == .never { return }
    let sides = question == .waterfall ? waterfalls() : [diagram(side: 0), diagram(side: 1)]
    difference = store.joined(sides[0], sides[1]) { before, after in
      if before == after { return .never }
      guard let before = leaves[before], let after = leaves[after] else { return nil }
      return pairs.leaf(Pair(before: before, after: after))
    }
    let words = [0, 1].map { ProofWords(question, side: $0, in: table) }
    for pair in pairs.all {
      regions[pairs.leaf(pair)] = .differs(
        before: words[0].text(pair.before), after: words[1].text(pair.after))
    }
  }

  /// Whether both sides answer the same everywhere.
  var isSame: Bool { difference == .never }

  /// Where they do not.
  var differing: Condition {
    store.joined(difference, .always) { part, _ in
      part == .never ? .never : store.isLeaf(part) ? .always : nil
    }
  }

  /// A diagram of answers, of which the first that holds counts.
  func diagram(
    _ cases: [(answer: ProofAnswer, condition: Condition)], else last: ProofAnswer
  ) -> Condition {
    var diagram = leaves.leaf(last)
    for (answer, condition) in cases.reversed() {
      diagram = store.choice(condition, leaves.leaf(answer), else: diagram)
    }
    return diagram
  }
}

// MARK: Sides

extension ProofQuest {
  func settlement(_ question: Question, _ side: Int) -> ProofSettlement {
    table.settlement(question, side: side, within: region)
  }

  /// What a side answers.
  private func diagram(side: Int) -> Condition {
    switch question {
    case .verdict:
      let act = settlement(.act, side)
      let isObliged = act.standing { table.conduct($0)?.conduct == .oblige }
      let isPermitted = act.condition([.yes])
      return diagram(
        [
          (.verdict(.prohibited), act.condition([.no])),
          (.verdict(.contested), act.condition([.yes, .no])),
          (.verdict(.required), store.and(isPermitted, isObliged)),
          (.verdict(.permitted), isPermitted),
        ], else: .verdict(.silent))
    case .right(let leaf):
      let right = settlement(.right(leaf), side)
      return diagram(
        [
          (.right(.held), right.condition([.yes])), (.right(.withheld), right.condition([.no])),
          (.right(.contested), right.condition([.yes, .no])),
        ], else: .right(.none))
    case .duty, .holderDuty:
      return diagram([(.duty(true), isDue(side))], else: .duty(false))
    case .power(let power): return powers(power, side)
    case .waterfall: return leaves.leaf(.waterfall(WaterfallOutcome()))
    }
  }

  /// Where the duty that is asked for is due on a side.
  private func isDue(_ side: Int) -> Condition {
    switch question {
    case .duty(let phase, let duty):
      func brings(_ entry: Int) -> Bool {
        guard let effect = table.conduct(entry), effect.conduct != .prohibit else { return false }
        return effect.duties[phase].contains(duty)
      }
      let attached = table.attaching.filter {
        brings($0) && table.entries[$0].sides.contains(Sides(side))
      }.map { store.and(table.condition($0, side: side), region) }
      return store.or(store.any(attached), settlement(.act, side).standing(brings))
    case .holderDuty(let phase, let duty):
      return store.any(
        question.meetings(in: table).map { right in
          settlement(right, side).standing { entry in
            guard let effect = table.entries[entry].clause.effect.property else { return false }
            return effect.stance == .grant && effect.duties[phase].contains(duty)
          }
        })
    case .verdict, .right, .waterfall, .power: return .never
    }
  }

  private func powers(_ power: PowersOutcome.Question, _ side: Int) -> Condition {
    let settlement = settlement(.power(body: power.body, act: power.act), side)
    var cases: [(ways: Set<PowersOutcome.Way>, condition: Condition)] = [
      ([], settlement.condition([.yes]))
    ]
    for way in table.names(ofWays: power, side: side).keys {
      let stands = settlement.standing { table.way(of: $0, side: side) == way }
      cases = cases.flatMap { known in
        [
          (known.ways.union([way]), store.and(known.condition, stands)),
          (known.ways, store.and(known.condition, store.not(stands))),
        ].filter { $0.1 != .never }
      }
    }
    return diagram(
      [
        (.power(.disempowered), settlement.condition([.no])),
        (.power(.contested), settlement.condition([.yes, .no])),
      ] + cases.map { (.power(.empowered($0.ways)), $0.condition) }, else: .power(nil))
  }
}

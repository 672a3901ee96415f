import TenureModel

// Money: the steps of each name are a contest of their own, and the waterfall is all of them.

extension ProofQuest {
  /// The waterfalls of both sides.
  ///
  /// What a step of one name comes to on both sides alike is left out: it adds the same to both.
  /// Only rivals do not add up, for equal ones of two names are told once; where there are any,
  /// nothing is left out.
  func waterfalls() -> [Condition] {
    let empty = leaves.leaf(.waterfall(WaterfallOutcome()))
    var wholes = [empty, empty]
    let names = question.meetings(in: table)
    let hasRivals = names.contains { name in
      [0, 1].contains { settlement(name, $0).outcomes.contains { $0.answers.count > 1 } }
    }
    for name in names {
      let steps = [0, 1].map { self.steps(settlement(name, $0), side: $0) }
      let alike = hasRivals ? Condition.never : same(steps[0], steps[1])
      if alike == .always { continue }
      for side in 0...1 {
        wholes[side] = sum(wholes[side], store.choice(alike, empty, else: steps[side]), empty)
      }
    }
    return wholes
  }

  /// What the steps of one name come to on a side.
  private func steps(_ settlement: ProofSettlement, side: Int) -> Condition {
    let terms = table.regimes[side].distribution.terms
    let cases = settlement.outcomes.map { answers, condition in
      let steps = Set<WaterfallOutcome.Step>(
        answers.compactMap { answer in
          guard case .step(let order, let step) = answer else { return nil }
          return WaterfallOutcome.Step(order: order, step: step, terms: terms)
        })
      var waterfall = WaterfallOutcome()
      if steps.count > 1 {
        waterfall.contested.insert(steps)
      } else if let step = steps.first {
        waterfall.steps[step] = 1
      }
      return (answer: ProofAnswer.waterfall(waterfall), condition: condition)
    }
    return diagram(cases, else: .waterfall(WaterfallOutcome()))
  }

  /// Where two diagrams lead to one answer.
  private func same(_ first: Condition, _ second: Condition) -> Condition {
    store.joined(first, second) { first, second in
      if first == second { return .always }
      return store.isLeaf(first) && store.isLeaf(second) ? .never : nil
    }
  }

  /// The steps of two waterfalls together.
  private func sum(
    _ first: Condition, _ second: Condition, _ empty: Condition
  ) -> Condition {
    store.joined(first, second) { first, second in
      if first == empty { return second }
      if second == empty { return first }
      guard case .waterfall(var sum) = leaves[first], case .waterfall(let other) = leaves[second]
      else { return nil }
      sum.steps.merge(other.steps, uniquingKeysWith: +)
      sum.contested.formUnion(other.contested)
      return leaves.leaf(.waterfall(sum))
    }
  }
}

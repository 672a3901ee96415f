import TenureModel

// Distribution: the undefeated step of each name; where undefeated rivals differ, it is contested.
// Every step carries the currency and rounding under which the regime runs it.

extension ReferenceInterpreter {
  func waterfall(_ matching: [Int]) -> WaterfallOutcome {
    let terms = regime.distribution.terms
    var waterfall = WaterfallOutcome()
    for name in stepNames(matching) {
      let steps = Set<WaterfallOutcome.Step>(
        debate(.step(name), among: matching).answers.compactMap { answer in
          guard case .step(let order, let step) = answer else { return nil }
          return WaterfallOutcome.Step(order: order, step: step, terms: terms)
        })
      if steps.count > 1 {
        waterfall.contested.insert(steps)
      } else if let step = steps.first {
        // Equal rivals of one step agree, and the step is taken once; an equal step of another
        // name is taken beside it.
        waterfall.steps[step, default: 0] += 1
      }
    }
    return waterfall
  }

  private func stepNames(_ matching: [Int]) -> Set<String> {
    Set(
      matching.compactMap { position in
        if case .distribution(let effect) = clauses[position].clause.effect {
          effect.stepName
        } else {
          nil
        }
      })
  }
}

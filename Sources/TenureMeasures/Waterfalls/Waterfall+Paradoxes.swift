import TenureModel

extension Waterfall {
  /// The payees of each split who would have more, had the split had one rounding unit less to
  /// divide: the Alabama paradox, by the label of the split.
  ///
  /// Only the largest remainder has it. Amounts are in minor units; of a refund they are those of
  /// its mirror image. A split whose pot the payout does not tell is left out: one that leaves a
  /// part to the rest, beside other steps of its order.
  ///
  /// - Parameters:
  ///   - payout: A payout of this waterfall.
  ///   - claims: The claims that it was made with.
  /// - Returns: The paradoxes; splits without are left out.
  /// - Throws: If the claims lack what a split names.
  public func alabamaParadoxes(
    in payout: Payout<Label>, claims: Claims = Claims()
  ) throws(WaterfallError) -> [Label: [AlabamaParadox]] {
    let run = WaterfallRun(
      income: payout.income, claims: claims, isMirrored: payout.income.minorUnits < 0)
    var found: [Label: [AlabamaParadox]] = [:]
    for step in steps {
      let terms = step.content.terms
      guard case .split(let division) = step.content.step,
        terms.roundingRule ?? .largestRemainder == .largestRemainder,
        let entry = payout.entries.first(where: { entry in
          entry.order == step.content.order
            && entry.subject == .step(step.content.step, label: step.label)
        })
      else { continue }
      let label = "\(step.label)"
      let weights = try claims.weights(of: division, step: label)
      let unit = try run.unit(of: terms, label: label)
      let leavesRest = weights.contains { $0.payee == .rest }
      let isAlone = steps.count { $0.content.order == step.content.order } == 1
      guard !leavesRest || isAlone else { continue }
      let pot = leavesRest ? entry.asked : entry.moves.reduce(0) { $0 + $1.amount }
      let units = Int(pot.magnitude) / unit
      guard units > 0, !weights.isEmpty else { continue }
      do {
        let paradoxes = try AlabamaParadox.find(
          Apportionment(), from: units - 1, to: units,
          among: weights.map { Apportionment.Weight($0.payee.name, $0.weight) })
        if !paradoxes.isEmpty { found[step.label] = paradoxes.map { $0.times(unit) } }
      } catch { throw WaterfallError(.weightBelowZero, step: label) }
    }
    return found
  }
}

extension AlabamaParadox {
  /// The same in units of which so many are one.
  fileprivate func times(_ unit: Int) -> AlabamaParadox {
    AlabamaParadox(name: name, ofSmaller: ofSmaller * unit, ofLarger: ofLarger * unit)
  }
}

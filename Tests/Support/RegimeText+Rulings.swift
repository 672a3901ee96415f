package import TenureModel

extension RegimeText {
  /// A ruling, a line for each part of it.
  package func text(_ ruling: Ruling) -> String {
    var lines = text(ruling.outcome)
    lines.append("basis \(ruling.basis) deciding \(ruling.deciding)")
    for defeat in ruling.defeated {
      lines.append("\(defeat.clause) < \(defeat.by) \(defeat.reason.name) \(defeat.rights)")
    }
    lines.append("assumed \(ruling.assumed.map(\.index))")
    for dependence in ruling.depends {
      lines.append("depends \(dependence.facet.index)")
      for branch in dependence.branches {
        lines.append("  \(branch.values): " + text(branch.outcome).joined(separator: " "))
      }
    }
    return lines.joined(separator: "\n")
  }

  private func text(_ outcome: Outcome) -> [String] {
    [
      "\(outcome.verdict) \(text(outcome.duties))",
      "rights \(outcome.rights.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })"
        + " \(text(outcome.holderDuties))",
    ]
      + outcome.waterfall.steps.map { "\($0.value) × \($0.key.order) \($0.key.step)" }.sorted()
      + outcome.waterfall.contested.map { "contested \($0.count) steps" }
      + outcome.powers.answers.map { "\($0.key.body) \($0.key.act) \($0.value)" }.sorted()
  }
}

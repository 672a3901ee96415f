internal import TenureModel

/// A provision on assessments or mechanisms with its thresholds.
struct StagedProvision: Sendable {
  let provision: Provision<ExportStep>
  let thresholds: [Threshold]

  /// Whether some day knows both, for the same exports as far as their tests go.
  func competes(with other: StagedProvision) -> Bool {
    provision.guard == other.provision.guard
      && provision.header.effective.overlaps(other.provision.header.effective)
  }
}

extension ProvisionReader {
  /// The exemptions that have a name.
  mutating func readExemptions() -> [(key: String, value: Guard)] {
    var named: [(key: String, value: Guard)] = []
    for entry in setting(GradedExport.exemptions) ?? [] {
      if let tests = tests(entry.value) { named.append((entry.key, tests)) }
    }
    return named
  }

  /// The provisions of one of the two tables, those that could be read.
  mutating func steps(of section: ProvisionSection<ExportStep>) -> [StagedProvision] {
    var steps: [StagedProvision] = []
    for provision in provisions(of: section) {
      guard let thresholds = thresholds(provision.own.trigger.thresholds) else { continue }
      steps.append(StagedProvision(provision: provision, thresholds: thresholds))
    }
    return steps
  }

  /// The clause of a provision of one of the two tables.
  mutating func clause(
    _ step: StagedProvision, exemptions: [(key: String, value: Guard)]
  ) -> Clause<CirculationEffect>? {
    let own = step.provision.own
    let grades = tests([own.trigger.grades])
    let further = exceptions(own.trigger.further)
    let passed = test(Name.assessment, isAnyOf: [Name.passed], at: step.provision.origin)
    let mechanisms = tests([own.mechanism])
    let except = exceptions(own.except, named: exemptions)
    let actions =
      own.acts.map { self.actions($0) } ?? self.actions([Name.export], at: step.provision.origin)
    guard let grades, let further, let passed, let mechanisms, let except, let actions else {
      return nil
    }
    // In the order of the vocabulary: that of the keys says nothing.
    let reached = step.thresholds.sorted { $0.facet < $1.facet }.map(\.isReached)
    let trigger = Guard.oneOf(grades + reached + further)
    let ways = (own.opensByAssessment ? [passed] : []) + mechanisms
    return step.provision.clause(
      CirculationEffect(.prohibit, actions), where: trigger.and(.noneOf(ways + except)))
  }

  /// Reports a threshold that another provision of the table makes idle.
  mutating func checkRepeats(in table: [StagedProvision]) {
    for (position, step) in table.enumerated() {
      for threshold in step.thresholds {
        let rivals = table[..<position].filter { $0.competes(with: step) }
        let rival = rivals.flatMap(\.thresholds).first { $0.facet == threshold.facet }
        guard let rival else { continue }
        let name = vocabulary[threshold.facet].name
        report(
          Finding(
            "overlapping-thresholds", "two provisions have a threshold of `\(name)` at once",
            at: threshold.location,
            notes: [.init("the first is here", at: rival.location)],
            help: "keep one, or end the first with `until` on the day when the second begins"))
      }
    }
  }

  /// Reports a mechanism that begins only where an assessment is needed already.
  mutating func checkOrder(of mechanisms: [StagedProvision], below assessments: [StagedProvision]) {
    for assessment in assessments {
      for upper in assessment.thresholds {
        for mechanism in mechanisms where mechanism.competes(with: assessment) {
          for lower in mechanism.thresholds
          where lower.facet == upper.facet && lower.least > upper.least {
            report(
              Finding(
                "threshold-order",
                "a mechanism from \(lower.least) on never applies by itself, because an "
                  + "assessment is needed from \(upper.least) on",
                at: lower.location, notes: [.init("the assessment is here", at: upper.location)],
                help: "a mechanism is for fewer, an assessment for more: swap the two numbers"))
          }
        }
      }
    }
  }
}

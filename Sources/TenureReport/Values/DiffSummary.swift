package import BigInt
package import TenureEngine
package import TenureModel

/// The whole of a comparison in a few exact numbers; of some pillars only, if asked so.
package struct DiffSummary {
  /// How the second regime stands to the first.
  package let relation: Relation
  /// The number of situations that the clauses of either side tell apart.
  package let total: BigUInt
  /// The number of those that differ.
  package let differing: BigUInt
  /// The number of those that differ in each pillar.
  package let differingByPillar: [Pillar: BigUInt]
  /// The answers that changed into one another, most frequent first.
  package let shifts: [RegimeDiff.Shift]
  /// The pillars that are compared.
  package let pillars: [Pillar]

  /// Sums a comparison up.
  ///
  /// - Parameters:
  ///   - diff: The comparison.
  ///   - pillar: If given, everything but the total is about this pillar alone.
  package init(_ diff: RegimeDiff, pillar: Pillar?) {
    total = diff.total
    guard let pillar else {
      relation = diff.relation
      differing = diff.differing
      differingByPillar = diff.differingByPillar
      shifts = diff.shifts
      pillars = Pillar.allCases
      return
    }
    let shifts = diff.shifts.filter { $0.subject.pillar == pillar }
    relation =
      diff.relation == .identical ? .identical : Self.relation(Set(shifts.map(\.subject)))
    differing = diff.differingByPillar[pillar] ?? 0
    differingByPillar = diff.differingByPillar.filter { $0.key == pillar }
    self.shifts = shifts
    pillars = [pillar]
  }

  /// The share of the situations that differ; for display.
  package var share: Double { PercentText.share(differing, of: total) }

  /// Whether both sides mean the same.
  package var isSame: Bool { relation == .identical || relation == .equivalent }

  private static func relation(_ subjects: Set<RegimeDiff.Subject>) -> Relation {
    switch Set(subjects.map { relation($0) }) {
    case []: .equivalent
    case [.wider]: .wider
    case [.narrower]: .narrower
    default: .incomparable
    }
  }

  private static func relation(_ subject: RegimeDiff.Subject) -> Relation {
    func compare(_ before: Int, _ after: Int) -> Relation {
      before == after ? .incomparable : before < after ? .wider : .narrower
    }
    func level(_ verdict: Verdict) -> Int {
      verdict == .prohibited ? 0 : verdict == .permitted ? 2 : 1
    }
    func level(_ state: RightState) -> Int { state == .withheld ? 0 : state == .held ? 2 : 1 }
    switch subject {
    case .verdict(let before, let after): return compare(level(before), level(after))
    case .right(_, let before, let after): return compare(level(before), level(after))
    case .duty(_, _, let isNew): return isNew ? .narrower : .wider
    case .holderDuty(_, _, let isNew): return isNew ? .wider : .narrower
    case .step, .rivals, .power: return .incomparable
    }
  }
}

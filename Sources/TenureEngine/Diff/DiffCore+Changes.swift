import BigInt
import TenureModel

extension DiffCore {
  /// What a region of a diff has in common: the part of the pillar on each side, and the first
  /// clause of each side that the other does not rest on.
  private struct Kind: Hashable {
    let before: PillarPart
    let after: PillarPart
    let causeBefore: Int?
    let causeAfter: Int?
  }

  /// The differing situations of some pillars, one change for each kind.
  func changes(in pillars: [Pillar], limit: Int?) -> (changes: [Change], truncated: Bool) {
    var found: [(pillar: Pillar, ref: Ref, leaf: Int, count: BigUInt)] = []
    for pillar in pillars {
      let ref = kinds(of: pillar)
      for leaf in analysis.store.leaves(of: ref).sorted() where leaf > 0 {
        found.append((pillar, ref, leaf, counter.count(ref, in: analysis.store) { $0 == leaf }))
      }
    }
    let ordered = found.enumerated().sorted { left, right in
      left.element.count == right.element.count
        ? left.offset < right.offset : left.element.count > right.element.count
    }.map(\.element)
    let shown = limit.map { ordered.prefix($0) } ?? ordered[...]
    return (
      shown.compactMap { change($0.pillar, $0.ref, $0.leaf, $0.count, boxLimit: nil) },
      shown.count < ordered.count
    )
  }

  /// The largest boxes of a shift and a witness of it.
  func example(of shift: RegimeDiff.Shift, boxLimit: Int) -> Change? {
    change(
      shift.subject.pillar, differences[shift.question].ref, shift.leaf, shift.count,
      boxLimit: boxLimit)
  }

  /// The most paths that are looked at to find a large box for an example.
  private static let examplePathLimit = 512

  private func change(
    _ pillar: Pillar, _ ref: Ref, _ leaf: Int, _ count: BigUInt, boxLimit: Int?
  ) -> Change? {
    let list = BoxList(
      ref, to: leaf, in: analysis.store, limit: boxLimit == nil ? .max : Self.examplePathLimit)
    let sized = list.rows.map { (row: $0, count: counter.count($0)) }
      .enumerated().sorted { left, right in
        left.element.count == right.element.count
          ? left.offset < right.offset : left.element.count > right.element.count
      }
    let rows = sized.prefix(boxLimit ?? sized.count).map(\.element.row)
    guard let first = rows.first else { return nil }
    let witness = analysis.space.witness(of: first)
    return Change(
      pillar: pillar, region: rows.map { analysis.space.box($0) }, witness: witness,
      count: count, before: before.ruling(in: witness), after: after.ruling(in: witness))
  }

  /// The diagram of a pillar's differences by kind: leaf 0 where the part is the same.
  private func kinds(of pillar: Pillar) -> Ref {
    let differs = differing(in: pillar)
    if differs == .no { return .no }
    let entries = analysis.table.entries.indices.filter {
      analysis.table.entries[$0].clause.pillar == pillar
    }
    var readers: [PillarReader] = []
    let problem = analysis.problem(entries: entries, on: [0, 1]) { locals in
      readers = [0, 1].map { PillarReader(pillar, self.analysis, locals, on: $0) }
      return []
    }
    let members = [0, 1].map { side in
      problem.members[side]
    }
    let kinds = Interner<Kind>()
    let judge = JointJudge(plan: problem.plan) { matching in
      let parts = [0, 1].map { side in
        var here = matching
        here.formIntersection(members[side])
        return readers[side].read(here)
      }
      guard parts[0].part != parts[1].part else { return .no }
      let kind = Kind(
        before: parts[0].part, after: parts[1].part,
        causeBefore: Self.cause(parts[0].standing, parts[1].standing, problem.entries),
        causeAfter: Self.cause(parts[1].standing, parts[0].standing, problem.entries))
      return Ref(leaf: kinds.number(of: kind) + 1)
    }
    return analysis.run(problem.plan, judge, companion: differs)
  }

  /// The table entry of the first clause that stands on one side and not on the other.
  private static func cause(_ here: Bits, _ there: Bits, _ entries: [Int]) -> Int? {
    var alone = here
    alone.subtract(there)
    return alone.first.map { entries[$0] }
  }
}

/// Judges a walk by what the matching clauses come to, together; it never stops early.
struct JointJudge: WalkJudge {
  let plan: WalkPlan
  let conclusion: (Bits) -> Ref

  mutating func settle(_ state: inout WalkState, level: Int) -> Ref? { nil }

  mutating func conclude(_ state: inout WalkState) -> Ref {
    conclusion(state.intersection(plan.clauseBits))
  }
}

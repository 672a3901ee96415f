import BigInt
import TenureModel

extension DiffCore {
  /// The differing situations of some pillars, one change for each kind.
  func changes(in pillars: [Pillar], limit: Int?) -> (changes: [Change], truncated: Bool) {
    var found: [(pillar: Pillar, ref: Ref, leaf: Int, count: BigUInt)] = []
    for pillar in pillars {
      let ref = kinds(of: pillar)
      let counts = counter.counts(ref, in: analysis.store)
      for (leaf, count) in counts.sorted(by: { $0.key < $1.key }) where leaf > 0 {
        found.append((pillar, ref, leaf, count))
      }
    }
    let ordered = found.enumerated().sorted { left, right in
      left.element.count == right.element.count
        ? left.offset < right.offset : left.element.count > right.element.count
    }.map(\.element)
    let shown = limit.map { ordered.prefix($0) } ?? ordered[...]
    return (
      shown.compactMap { change($0.pillar, $0.ref, $0.leaf, $0.count) },
      shown.count < ordered.count
    )
  }

  /// A large box of a shift and a witness of it.
  func example(of shift: RegimeDiff.Shift) -> Change? {
    let cases = analysis.store.map(differences[shift.question].ref) { $0 == shift.leaf ? 1 : 0 }
    let densities = counter.densities(cases, in: analysis.store)
    let box = analysis.store.largeBox(in: cases) { densities[$0] ?? 0 > densities[$1] ?? 0 }
    return box.map { change(shift.subject.pillar, [$0], shift.count) }
  }

  private func change(
    _ pillar: Pillar, _ ref: Ref, _ leaf: Int, _ count: BigUInt
  ) -> Change? {
    let cases = analysis.store.map(ref) { $0 == leaf ? 1 : 0 }
    let boxes = Cover.boxes(of: cases, in: analysis.store)
    let sized = boxes.map { (row: $0, count: counter.count($0)) }
      .enumerated().sorted { left, right in
        left.element.count == right.element.count
          ? left.offset < right.offset : left.element.count > right.element.count
      }
    return sized.isEmpty ? nil : change(pillar, sized.map(\.element.row), count)
  }

  /// A change whose region is some boxes, with a witness from the first.
  func change(_ pillar: Pillar, _ rows: [[Int: Bits]], _ count: BigUInt) -> Change {
    let witness = analysis.space.witness(of: rows[0])
    return Change(
      pillar: pillar, region: rows.map { analysis.space.box($0) }, witness: witness,
      count: count, before: before.ruling(in: witness), after: after.ruling(in: witness))
  }

  /// The diagram of a pillar's differences by kind: leaf 0 where the part is the same, and else one
  /// leaf for each combination of answers on both sides.
  private func kinds(of pillar: Pillar) -> Ref {
    var kinds = differing(in: pillar)
    if kinds == .no { return .no }
    let asked = [0, 1].map { side in
      analysis.questions(of: analysis.entries(on: side), on: side).filter { $0.pillar == pillar }
    }
    var seen: Set<Question> = []
    for question in asked[0] + asked[1] where seen.insert(question).inserted {
      let answers = resolvers(of: pillar).map { $0.diagram(of: question) }
      for answer in answers where !answer.isLeaf {
        let numbers = Interner<[Int]>([[0, 0]])
        kinds = analysis.store.combine(kinds, answer) { kind, value in
          kind == 0 ? 0 : numbers.number(of: [kind, value])
        }
      }
    }
    return splitByCause(kinds, pillar)
  }

  /// The most changed clauses by which regions are told apart.
  private static let causeLimit = 8

  /// Tells regions apart by which of the changed clauses stand, where they are few: so each region
  /// has one cause.
  private func splitByCause(_ kinds: Ref, _ pillar: Pillar) -> Ref {
    let changed = analysis.table.entries.indices.filter {
      analysis.table.entries[$0].sides != .both
        && analysis.table.entries[$0].clause.pillar == pillar
    }
    guard changed.count <= Self.causeLimit else { return kinds }
    var kinds = kinds
    for entry in changed {
      let side = analysis.has(entry, on: 0) ? 0 : 1
      let standing = resolvers(of: pillar)[side].standing(entry)
      if standing.isLeaf { continue }
      let numbers = Interner<[Int]>([[0, 0]])
      kinds = analysis.store.combine(kinds, standing) { kind, value in
        kind == 0 ? 0 : numbers.number(of: [kind, value])
      }
    }
    return kinds
  }
}

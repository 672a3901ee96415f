package import TenureModel

/// Where rights are gained and lost between two regimes, made ready for populations.
///
/// Rights that change alike everywhere share a diagram, and those that never change have none.
package struct HoldingChanges: Sendable {
  /// What becomes of a right in a situation, by its number among the answers of a ruler.
  package enum Change: Int, Sendable, CaseIterable {
    /// It is held on both sides, or on neither.
    case none
    /// It is held after, and was not before.
    case gained
    /// It was held before, and is no more.
    case lost
    /// Completions differ.
    case open

    /// The change of an answer.
    @inline(__always)
    package init(answer: UInt32) {
      switch RowAnswer(number: answer).verdictCode {
      case 0: self = .none
      case 1: self = .gained
      case 2: self = .lost
      default: self = .open
      }
    }
  }

  /// Rights that change alike.
  package struct Part: Sendable {
    /// The rights, by leaf number.
    package let rights: [Int]
    /// Answers with the numbers of `Change`.
    package let batch: BatchRuling
  }

  /// The changes that there are.
  package let parts: [Part]

  /// Works the changes out; nil if their diagrams are too large.
  ///
  /// - Parameters:
  ///   - before: The first regime.
  ///   - after: The second, of the same vocabulary.
  ///   - day: The day at which they are asked; without it, `date` is a facet like any other.
  ///   - absent: The facts of facets that no row will give.
  package init?(
    before: RegimeEngine, after: RegimeEngine, at day: Day?, absent: [FacetID: Situation.Fact]
  ) {
    let entries = [(before, Sides.before), (after, Sides.after)].flatMap { engine, sides in
      engine.clauses.filter { $0.clause.pillar == .property }.map {
        ClauseTable.Entry(clause: $0.clause, layer: $0.layer, sides: sides)
      }
    }
    let analysis = Analysis(
      regimes: [before.regime, after.regime], table: ClauseTable(entries: entries),
      survey: before.survey.union(after.survey), day: day, nodeLimit: BatchRuling.nodeLimit)
    let store = analysis.store
    let resolvers = [0, 1].map { Resolver(analysis, side: $0, part: .region(.yes)) }
    func held(_ right: Int, _ side: Int) -> Ref {
      store.map(resolvers[side].diagram(of: .right(right))) {
        RightValue.states[$0] == .held ? 1 : 0
      }
    }
    var places: [Ref: Int] = [:]
    var found: [(rights: [Int], ref: Ref)] = []
    for right in 0..<(before.regime.vocabulary.rights?.leafCount ?? 0) {
      let ref = store.combine(held(right, 0), held(right, 1)) { before, after in
        before == after ? Change.none.rawValue : (after == 1 ? Change.gained : .lost).rawValue
      }
      if ref == Ref(leaf: Change.none.rawValue) { continue }
      if let place = places[ref] {
        found[place].rights.append(right)
      } else {
        places[ref] = found.count
        found.append(([right], ref))
      }
    }
    var parts: [Part] = []
    for (rights, ref) in found {
      var diagram = PopulationDiagram(ref, in: analysis)
      diagram.absorb(absent)
      let batch = BatchRuling(diagram, of: before, at: day, namesClauses: false, absent: absent)
      guard !store.isExhausted, batch.hasDiagram else { return nil }
      parts.append(Part(rights: rights, batch: batch))
    }
    if store.isExhausted { return nil }
    self.parts = parts
  }
}

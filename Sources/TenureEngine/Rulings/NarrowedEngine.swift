import TenureModel

/// A regime with only those clauses that can match in some completion of a situation: what is
/// worked out there once costs a part of what it would cost for all clauses.
struct NarrowedEngine {
  /// The engine over the clauses that are left.
  let engine: RegimeEngine
  /// Their positions in the whole.
  private let positions: [Int]

  init(_ whole: RegimeEngine, to facts: FactTable) {
    self.init(
      whole,
      keeping: whole.clauses.indices.filter { whole.conditions[$0].verdict(in: facts) != false })
  }

  /// Keeps the clauses at some positions, ascending.
  init(_ whole: RegimeEngine, keeping positions: [Int]) {
    var kept = positions
    let speaksOfAll = kept.contains { position in
      guard case .governance(let effect) = whole.clauses[position].clause.effect,
        case .disempower(.any) = effect.power
      else { return false }
      return true
    }
    if speaksOfAll {
      // A red line for `any` speaks on every body that some clause names, matching or not.
      let named = whole.clauses.indices.filter { whole.clauses[$0].clause.pillar == .governance }
      kept = Set(kept + named).sorted()
    }
    self.positions = kept
    engine =
      kept.count == whole.clauses.count ? whole : RegimeEngine(whole, keeping: kept)
  }

  /// The position in the whole of a clause that is left.
  func position(of clause: Int) -> Int { positions[clause] }

  /// The position among the clauses that are left of one of the whole; nil if it is not left.
  func place(of clause: Int) -> Int? {
    let place = positions.partitioningIndex { $0 >= clause }
    return place < positions.count && positions[place] == clause ? place : nil
  }

  /// A ruling of the narrowed engine as one of the whole.
  func widened(_ ruling: Ruling) -> Ruling {
    var widened = ruling
    widened.deciding = ruling.deciding.map { positions[$0] }
    widened.defeated = ruling.defeated.map {
      Defeat(
        clause: positions[$0.clause], by: positions[$0.by], reason: $0.reason, rights: $0.rights)
    }
    return widened
  }
}

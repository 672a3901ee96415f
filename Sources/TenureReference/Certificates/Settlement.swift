import TenureModel

/// One question on one side, as far as it is settled in a region in which some clauses match for
/// sure and others may or may not.
///
/// Whatever is said here holds in every situation of the region, for only what is sure is used: a
/// clause is *gone* when a clause beats it that matches for sure and that nothing left can beat.
struct Settlement {
  /// A clause that is left.
  struct Candidate {
    let speaker: Speaker
    /// The position of its item.
    let item: Int
    /// Whether it matches in all of the region.
    let isSure: Bool
    /// Whether it is undefeated in all of the region.
    fileprivate(set) var stands = false
  }

  private let table: ProofTable
  private let side: Int
  /// The clauses that are not gone.
  private(set) var candidates: [Candidate]
  /// The positions of the items that are gone.
  private(set) var gone: [Int] = []

  /// Settles a question between the items of a side that speak on it.
  init(_ table: ProofTable, _ question: Question, _ items: [ProofItem], side: Int) {
    self.table = table
    self.side = side
    candidates = []
    let speakers = table.speakers[question] ?? [:]
    for (position, item) in items.enumerated() where item.sides & 1 << UInt8(side) != 0 {
      guard let speaker = speakers[item.entry] else { continue }
      candidates.append(
        Candidate(speaker: speaker, item: position, isSure: item.condition == .always))
    }
    // Where any other clause speaks, no default does.
    if candidates.contains(where: { $0.isSure && !$0.speaker.isDefault }) {
      remove(candidates.filter(\.speaker.isDefault))
    }
    while standOne() {}
  }

  /// Finds clauses that stand, up to the first that beats another; whether there was one.
  private mutating func standOne() -> Bool {
    let mayHaveOthers = candidates.contains { !$0.speaker.isDefault }
    for position in candidates.indices {
      let candidate = candidates[position]
      guard candidate.isSure, !candidate.stands, !candidate.speaker.isDefault || !mayHaveOthers,
        !candidates.contains(where: { beats($0, candidate) })
      else { continue }
      candidates[position].stands = true
      let beaten = candidates.filter { beats(candidate, $0) }
      if !beaten.isEmpty {
        remove(beaten)
        return true
      }
    }
    return false
  }

  private func beats(_ first: Candidate, _ second: Candidate) -> Bool {
    table.tieBreaker(byWhich: first.speaker, beats: second.speaker, side: side) != nil
  }

  private mutating func remove(_ beaten: [Candidate]) {
    let items = Set(beaten.map(\.item))
    gone += items
    candidates.removeAll { items.contains($0.item) }
  }

  /// Whether every clause that is left matches for sure.
  var isWhole: Bool { candidates.allSatisfy(\.isSure) }

  /// The clauses that are left over in the end, where all match for sure; else nil.
  var undefeated: [Speaker]? {
    guard isWhole else { return nil }
    if candidates.allSatisfy(\.stands) { return candidates.map(\.speaker) }
    let debate = Debate(candidates.map(\.speaker)) {
      table.tieBreaker(byWhich: $0, beats: $1, side: side)
    }
    return debate.undefeated
  }

  /// The answers that are left in the end: none, one, or several where it is contested.
  ///
  /// Nil where that is not the same in all of the region.
  var answers: Set<Answer>? {
    if let undefeated { return Set(undefeated.map(\.answer)) }
    let all = Set(candidates.map(\.speaker.answer))
    // All agree, so nothing is beaten, and one is there for sure.
    if all.count == 1 { return candidates.contains(where: \.isSure) ? all : nil }
    let standing = Set(candidates.filter(\.stands).map(\.speaker.answer))
    return standing == all ? all : nil
  }

  /// Whether some undefeated clause is one that is meant; nil where that is not the same in all of
  /// the region.
  func hasUndefeated(where isMeant: (Int) -> Bool) -> Bool? {
    let meant = candidates.filter { isMeant($0.speaker.clause) }
    if meant.isEmpty { return false }
    if meant.contains(where: \.stands) { return true }
    return undefeated.map { $0.contains { isMeant($0.clause) } }
  }
}

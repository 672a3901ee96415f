/// Finds the first clause that decides, in all situations at once, when it is known who prevails.
///
/// It goes down the facets with the diagram of the verdicts and the clauses that may still be the
/// first: those on the side that can prevail there, in their order, up to one that is sure to
/// match. Equal lists under equal verdicts are walked once.
struct DecidingWalk {
  /// A clause that speaks on the act.
  struct Candidate {
    /// Its position.
    let clause: Int
    /// Where it matches; or, where no order of clauses tells who prevails, where it is undefeated.
    let region: Ref
    /// What it says: 1 gives, 0 holds back.
    let answer: Int
    let isDefault: Bool
  }

  /// What is left of a candidate, by its number.
  private struct Item: Hashable {
    var candidate: Int32
    var ref: Int32
  }

  private struct State: Hashable {
    var verdict: Ref
    var items: [Item]
  }

  private let store: DiagramStore
  private let candidates: [Candidate]
  /// Whether the regions say where candidates match, so that the verdict tells which side counts.
  private let followsVerdict: Bool
  private var known: [State: Ref] = [:]
  /// For each diagram of verdicts the verdicts that it leads to, as bits.
  private var verdicts: [Ref: Int] = [:]

  /// The diagram whose leaves are the numbers of `RowAnswer`.
  ///
  /// - Parameters:
  ///   - verdict: The diagram of the verdicts.
  ///   - candidates: The clauses that speak, by ascending position.
  ///   - followsVerdict: Whether all matching clauses on the side that prevails are undefeated.
  ///   - store: Where the diagrams are.
  /// - Returns: The diagram.
  static func diagram(
    verdict: Ref, candidates: [Candidate], followsVerdict: Bool, in store: DiagramStore
  ) -> Ref {
    // Defaults speak only where nothing else does, so the others come first.
    let ordered = candidates.filter { !$0.isDefault } + candidates.filter(\.isDefault)
    var walk = DecidingWalk(
      store: store, candidates: ordered, followsVerdict: followsVerdict)
    let items = ordered.indices.map { Item(candidate: Int32($0), ref: ordered[$0].region.raw) }
    return walk.diagram(verdict, items)
  }

  private init(store: DiagramStore, candidates: [Candidate], followsVerdict: Bool) {
    self.store = store
    self.candidates = candidates
    self.followsVerdict = followsVerdict
  }

  private mutating func diagram(_ verdict: Ref, _ items: [Item]) -> Ref {
    let items = normalised(items, under: verdict)
    if let code = verdict.leaf {
      guard let first = items.first else {
        return Ref(leaf: Int(RowAnswer(verdict: code, clause: nil).number))
      }
      if first.ref == Ref.yes.raw {
        let clause = candidates[Int(first.candidate)].clause
        return Ref(leaf: Int(RowAnswer(verdict: code, clause: clause).number))
      }
    }
    let state = State(verdict: verdict, items: items)
    if let result = known[state] { return result }
    if known.count > store.nodeLimit { store.exhaust() }
    if store.isExhausted { return .no }
    var level = store.level(verdict)
    for item in items { level = min(level, store.level(Ref(raw: item.ref))) }
    let node = store.begin()
    let arity = store.arities[level]
    var code = 0
    while code < arity {
      var end = Int32(arity)
      let below = part(of: verdict, code, level, &end)
      var rest: [Item] = []
      rest.reserveCapacity(items.count)
      for item in items {
        let part = part(of: Ref(raw: item.ref), code, level, &end)
        if part != .no { rest.append(Item(candidate: item.candidate, ref: part.raw)) }
      }
      store.push(Int(end), diagram(below, rest), since: node)
      code = Int(end)
    }
    let result = store.finish(level: level, since: node)
    known[state] = result
    return result
  }

  /// What is left of a diagram where the variable of a level has a class; `end` becomes the first
  /// class behind it with which that may change.
  private func part(of ref: Ref, _ code: Int, _ level: Int, _ end: inout Int32) -> Ref {
    guard store.level(ref) == level else { return ref }
    let run = store.runHolding(ref, code)
    end = min(end, run.end)
    return Ref(raw: run.child)
  }

  /// The items that may still be the first.
  private mutating func normalised(_ items: [Item], under verdict: Ref) -> [Item] {
    var open = sides(under: verdict)
    var result: [Item] = []
    for item in items {
      if open == 0 { break }
      if item.ref == Ref.no.raw { continue }
      let candidate = candidates[Int(item.candidate)]
      let side = followsVerdict ? 1 << candidate.answer : 1
      guard open & side != 0 else { continue }
      result.append(item)
      guard item.ref == Ref.yes.raw else { continue }
      open &= ~side
      // Where a clause that is no default is sure to speak, no default does.
      if followsVerdict, !candidate.isDefault {
        return result + rest(of: items, behind: item, open)
      }
    }
    return result
  }

  /// The items behind one that is sure and no default.
  private func rest(of items: [Item], behind last: Item, _ open: Int) -> [Item] {
    var open = open
    var result: [Item] = []
    guard open != 0, let start = items.firstIndex(of: last) else { return [] }
    for item in items[(start + 1)...] {
      let candidate = candidates[Int(item.candidate)]
      if candidate.isDefault || open == 0 { break }
      guard item.ref != Ref.no.raw, open & 1 << candidate.answer != 0 else { continue }
      result.append(item)
      if item.ref == Ref.yes.raw { open &= ~(1 << candidate.answer) }
    }
    return result
  }

  /// The sides that can prevail: bit 0 those who hold back, bit 1 those who give; bit 0 for all
  /// where the verdict tells nothing.
  private mutating func sides(under verdict: Ref) -> Int {
    let verdicts = verdicts(under: verdict)
    guard followsVerdict else { return verdicts == 1 ? 0 : 1 }
    var sides = 0
    if verdicts & 0b10100 != 0 { sides |= 1 }
    if verdicts & 0b11010 != 0 { sides |= 2 }
    return sides
  }

  private mutating func verdicts(under ref: Ref) -> Int {
    if let leaf = ref.leaf { return 1 << leaf }
    if let known = verdicts[ref] { return known }
    var result = 0
    for index in 0..<store.runCount(ref) {
      result |= verdicts(under: Ref(raw: store.run(ref, index).child))
    }
    verdicts[ref] = result
    return result
  }
}

extension DiagramStore {
  /// The number of runs of a node.
  fileprivate func runCount(_ ref: Ref) -> Int { runs(ref).count }
}

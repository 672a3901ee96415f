extension LevelWeights {
  /// The number of cases that lead to each leaf of a diagram, or to a node behind the counted
  /// levels.
  ///
  /// Complexity: linear in the number of edges.
  mutating func arrivals(_ ref: Ref, in store: DiagramStore) -> [Ref: Number] {
    guard store.level(ref) < levelCount else { return [ref: total] }
    var ways: [Ref: Number] = [ref: product(0, store.level(ref))]
    var arrivals: [Ref: Number] = [:]
    for node in store.nodes(of: ref) where store.level(node) < levelCount {
      let level = store.level(node)
      let own = ways.removeValue(forKey: node) ?? 0
      var start = 0
      for run in store.runs(node) {
        let child = Ref(raw: run.child)
        let end = min(store.level(child), levelCount)
        let reached = own * cases(level, start..<Int(run.end), upTo: end)
        start = Int(run.end)
        if end < levelCount {
          ways[child, default: 0] += reached
        } else {
          arrivals[child, default: 0] += reached
        }
      }
    }
    return arrivals
  }
}

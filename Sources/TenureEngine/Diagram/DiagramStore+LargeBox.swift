extension DiagramStore {
  /// A large box within a yes/no diagram: the path that is preferred, widened as far as it goes.
  ///
  /// - Parameters:
  ///   - ref: The diagram.
  ///   - isBetter: Whether the first of two children of a node is the one to follow.
  /// - Returns: The classes of the levels that the box constrains, or nil if there is no case.
  func largeBox(
    in ref: Ref, preferring isBetter: (Ref, Ref) -> Bool
  ) -> [Int: Bits]? {
    if ref == .no { return nil }
    var widening = BoxWidening(to: 1, in: self)
    var next = ref
    while !next.isLeaf {
      let level = level(next)
      var best = Ref.no
      for code in 0..<arities[level] {
        let child = child(next, code)
        if child != .no, best == .no || isBetter(child, best) { best = child }
      }
      var classes = Bits(count: arities[level])
      for code in 0..<arities[level] where child(next, code) == best { classes.insert(code) }
      widening.box[level] = classes
      next = best
    }
    return widening.widen(from: ref)
  }
}

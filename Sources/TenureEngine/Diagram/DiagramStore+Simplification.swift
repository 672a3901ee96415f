extension DiagramStore {
  /// A yes/no diagram that agrees with another one wherever a third says yes, and mostly asks less.
  ///
  ///     before 2022 or not?  ── within "from 2024" ──▶  yes
  ///
  /// - Parameters:
  ///   - ref: The diagram.
  ///   - care: Where it matters; not `no`.
  ///   - memo: What was worked out for other diagrams.
  /// - Returns: A diagram that may say anything elsewhere: what makes it smallest as far as can be
  ///   seen level by level.
  ///
  /// Complexity: at most the product of the two sizes.
  func simplified(_ ref: Ref, within care: Ref, _ memo: RefTable) -> Ref {
    if ref.isLeaf || care == .yes || isExhausted { return ref }
    if let known = memo[ref, care] { return known }
    let level = level(ref)
    let result: Ref
    if self.level(care) < level {
      var anywhere = Ref.no
      for index in 0..<runs(care).count {
        anywhere = or(anywhere, Ref(raw: run(care, index).child))
      }
      result = simplified(ref, within: anywhere, memo)
    } else if self.level(care) > level {
      result = node(like: ref) { simplified($0, within: care, memo) }
    } else {
      let base = begin()
      // Classes that do not matter go with the last before them that do, the first with the next.
      var usual: Ref?
      _ = meet(ref, care) { end, child, care in
        if care != .no { usual = simplified(child, within: care, memo) }
        if let usual { push(end, usual, since: base) }
        return false
      }
      result = finish(level: level, since: base)
    }
    keep(result, of: ref, care, in: memo)
    return result
  }
}

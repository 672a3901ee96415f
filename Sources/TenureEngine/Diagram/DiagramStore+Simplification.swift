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
      let parts = runs(care).map { Ref(raw: $0.child) }
      result = simplified(ref, within: any(of: parts), memo)
    } else if self.level(care) > level {
      result = node(like: ref) { simplified($0, within: care, memo) }
    } else {
      var parts: [(end: Int, child: Ref?)] = []
      _ = meet(ref, care) { end, child, care in
        parts.append((end, care == .no ? nil : simplified(child, within: care, memo)))
        return false
      }
      // Classes that do not matter go with the last before them that do.
      var usual = parts.lazy.compactMap(\.child).first ?? .no
      let base = begin()
      for part in parts {
        usual = part.child ?? usual
        push(part.end, usual, since: base)
      }
      result = finish(level: level, since: base)
    }
    keep(result, of: ref, care, in: memo)
    return result
  }
}

extension DiagramStore {
  /// The yes/no operations; 0 marks an empty slot of the cache.
  private enum Operation: Int32 {
    case and = 1
    case andNot
    case or
  }

  /// Both; of two yes/no diagrams.
  ///
  /// Complexity: at most the product of the two sizes, here and below.
  func and(_ left: Ref, _ right: Ref) -> Ref {
    if left == .no || right == .no { return .no }
    if left == .yes || left == right { return right }
    if right == .yes { return left }
    return left.raw < right.raw
      ? apply(.and, left, right) : apply(.and, right, left)
  }

  /// The first without the second; of two yes/no diagrams.
  func andNot(_ left: Ref, _ right: Ref) -> Ref {
    if left == .no || right == .yes || left == right { return .no }
    if right == .no { return left }
    return apply(.andNot, left, right)
  }

  /// Either; of two yes/no diagrams.
  func or(_ left: Ref, _ right: Ref) -> Ref {
    if left == .yes || right == .yes { return .yes }
    if left == .no || left == right { return right }
    if right == .no { return left }
    return left.raw < right.raw ? apply(.or, left, right) : apply(.or, right, left)
  }

  /// Whether two yes/no diagrams have a case in common; builds nothing.
  func intersects(_ left: Ref, _ right: Ref) -> Bool {
    if left == .no || right == .no { return false }
    if left.isLeaf || right.isLeaf || left == right { return true }
    return intersects(left, right, RefTable())
  }

  private func intersects(_ left: Ref, _ right: Ref, _ apart: RefTable) -> Bool {
    if left == .no || right == .no { return false }
    if left == .yes || right == .yes || left == right { return true }
    if apart[left, right] != nil { return false }
    if apart.count > nodeLimit {
      exhaust()
      return true
    }
    let doIntersect = meet(left, right) { _, left, right in intersects(left, right, apart) }
    if !doIntersect { apart[left, right] = .no }
    return doIntersect
  }

  /// Goes over the runs of two diagrams side by side, at the upper of their two levels, until a
  /// visit comes true.
  @inline(__always) func meet(
    _ left: Ref, _ right: Ref, _ visit: (_ end: Int, Ref, Ref) -> Bool
  ) -> Bool {
    let leftLevel = level(left)
    let rightLevel = level(right)
    if leftLevel != rightLevel {
      let upper = state.pointee.nodes[Int(leftLevel < rightLevel ? left.raw : right.raw)]
      for index in upper.start..<upper.start + Int(upper.count) {
        let run = state.pointee.runs[index]
        let child = Ref(raw: run.child)
        if leftLevel < rightLevel {
          if visit(Int(run.end), child, right) { return true }
        } else if visit(Int(run.end), left, child) {
          return true
        }
      }
      return false
    }
    var first = state.pointee.nodes[Int(left.raw)].start
    var second = state.pointee.nodes[Int(right.raw)].start
    let arity = arities[leftLevel]
    while true {
      let one = state.pointee.runs[first]
      let other = state.pointee.runs[second]
      let end = min(one.end, other.end)
      if visit(Int(end), Ref(raw: one.child), Ref(raw: other.child)) { return true }
      if Int(end) == arity { return false }
      if one.end == end { first += 1 }
      if other.end == end { second += 1 }
    }
  }

  /// The diagram whose children are joined from those of two diagrams, at the upper level.
  @inline(__always) func join(_ left: Ref, _ right: Ref, _ child: (Ref, Ref) -> Ref) -> Ref {
    let base = begin()
    _ = meet(left, right) { end, left, right in
      push(end, child(left, right), since: base)
      return false
    }
    return finish(level: min(level(left), level(right)), since: base)
  }

  /// The complement of a yes/no diagram.
  func not(_ ref: Ref) -> Ref { andNot(.yes, ref) }

  /// Some of several yes/no diagrams: joined pair by pair, so that small ones meet small ones.
  func any(of refs: [Ref]) -> Ref {
    var refs = refs.filter { $0 != .no }
    while refs.count > 1 {
      var joined: [Ref] = []
      joined.reserveCapacity(refs.count / 2 + 1)
      for index in stride(from: 0, to: refs.count, by: 2) {
        joined.append(
          index + 1 < refs.count ? or(refs[index], refs[index + 1]) : refs[index])
      }
      refs = joined
    }
    return refs.first ?? .no
  }

  /// The yes/no diagram that goes on, for each class of a level, as a part says; parts may turn on
  /// variables above the level too.
  func choice(level: Int, _ parts: [Ref]) -> Ref {
    if parts.allSatisfy({ self.level($0) > level }) { return node(level: level) { parts[$0] } }
    let branches = parts.indices.map { code in
      and(node(level: level) { $0 == code ? .yes : .no }, parts[code])
    }
    return any(of: branches)
  }

  private func apply(_ operation: Operation, _ left: Ref, _ right: Ref) -> Ref {
    if state.pointee.isExhausted { return .no }
    let hash = Self.hash(operation, left, right)
    let known = state.pointee.cache[hash & state.pointee.cacheMask]
    if known.operation == operation.rawValue, known.left == left.raw, known.right == right.raw {
      return Ref(raw: known.result)
    }
    let result = join(left, right) { left, right in
      switch operation {
      case .and: and(left, right)
      case .andNot: andNot(left, right)
      case .or: or(left, right)
      }
    }
    // The cache may have grown below.
    state.pointee.cache[hash & state.pointee.cacheMask] = CachedOperation(
      left: left.raw, right: right.raw, operation: operation.rawValue, result: result.raw)
    state.pointee.cacheUses += 1
    if state.pointee.cacheUses > state.pointee.cacheMask {
      if state.pointee.cacheMask < Self.cacheLimit {
        growCache()
      } else if state.pointee.cacheUses > operationLimit {
        exhaust()
      }
    }
    return result
  }

  private static func hash(_ operation: Operation, _ left: Ref, _ right: Ref) -> Int {
    var hash =
      UInt64(UInt32(bitPattern: left.raw)) << 32 | UInt64(UInt32(bitPattern: right.raw))
    hash = (hash ^ UInt64(operation.rawValue) << 61) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 40)
  }

  private func growCache() {
    let old = state.pointee.cache
    let oldCount = state.pointee.cacheMask + 1
    let mask = oldCount * 4 - 1
    let cache = Self.emptyCache(mask + 1)
    for index in 0..<oldCount {
      guard let operation = Operation(rawValue: old[index].operation) else { continue }
      let hash = Self.hash(
        operation, Ref(raw: old[index].left), Ref(raw: old[index].right))
      cache[hash & mask] = old[index]
    }
    old.deallocate()
    state.pointee.cache = cache
    state.pointee.cacheMask = mask
  }
}

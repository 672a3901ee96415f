extension DiagramStore {
  private enum Operation: Int32 {
    case and
    case andNot
    case or
  }

  /// Both; of two yes/no diagrams.
  ///
  /// Complexity: at most the product of the two sizes, here and below.
  mutating func and(_ left: Ref, _ right: Ref) -> Ref {
    if left == .no || right == .no { return .no }
    if left == .yes || left == right { return right }
    if right == .yes { return left }
    return left.raw < right.raw
      ? apply(.and, left, right) : apply(.and, right, left)
  }

  /// The first without the second; of two yes/no diagrams.
  mutating func andNot(_ left: Ref, _ right: Ref) -> Ref {
    if left == .no || right == .yes || left == right { return .no }
    if right == .no { return left }
    return apply(.andNot, left, right)
  }

  /// Either; of two yes/no diagrams.
  mutating func or(_ left: Ref, _ right: Ref) -> Ref {
    if left == .yes || right == .yes { return .yes }
    if left == .no || left == right { return right }
    if right == .no { return left }
    return left.raw < right.raw ? apply(.or, left, right) : apply(.or, right, left)
  }

  /// Whether two yes/no diagrams have a case in common; builds nothing.
  func intersects(_ left: Ref, _ right: Ref) -> Bool {
    var seen: Set<UInt64> = []
    return intersects(left, right, &seen)
  }

  private func intersects(_ left: Ref, _ right: Ref, _ apart: inout Set<UInt64>) -> Bool {
    if left == .no || right == .no { return false }
    if left == .yes || right == .yes || left == right { return true }
    let key =
      UInt64(UInt32(bitPattern: left.raw)) << 32 | UInt64(UInt32(bitPattern: right.raw))
    if apart.contains(key) { return false }
    let leftLevel = level(left)
    let rightLevel = level(right)
    let top = min(leftLevel, rightLevel)
    for code in 0..<arities[top] {
      let first = leftLevel == top ? child(left, code) : left
      let second = rightLevel == top ? child(right, code) : right
      if intersects(first, second, &apart) { return true }
    }
    apart.insert(key)
    return false
  }

  /// The complement of a yes/no diagram.
  mutating func not(_ ref: Ref) -> Ref { andNot(.yes, ref) }

  /// Some of several yes/no diagrams: joined pair by pair, so that small ones meet small ones.
  mutating func any(of refs: [Ref]) -> Ref {
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
  mutating func choice(level: Int, _ parts: [Ref]) -> Ref {
    if parts.allSatisfy({ self.level($0) > level }) { return node(level: level) { parts[$1] } }
    let branches = parts.indices.map { code in
      and(node(level: level) { $1 == code ? .yes : .no }, parts[code])
    }
    return any(of: branches)
  }

  private mutating func apply(_ operation: Operation, _ left: Ref, _ right: Ref) -> Ref {
    let slot = slot(operation, left, right)
    let known = cache[slot]
    if known.operation == operation.rawValue, known.left == left.raw, known.right == right.raw {
      return Ref(raw: known.result)
    }
    let leftLevel = level(left)
    let rightLevel = level(right)
    let top = min(leftLevel, rightLevel)
    let result = node(level: top) { store, code in
      let first = leftLevel == top ? store.child(left, code) : left
      let second = rightLevel == top ? store.child(right, code) : right
      switch operation {
      case .and: return store.and(first, second)
      case .andNot: return store.andNot(first, second)
      case .or: return store.or(first, second)
      }
    }
    // The cache may have grown below.
    cache[self.slot(operation, left, right)] = CachedOperation(
      left: left.raw, right: right.raw, operation: operation.rawValue, result: result.raw)
    return result
  }

  private func slot(_ operation: Operation, _ left: Ref, _ right: Ref) -> Int {
    var hash =
      UInt64(UInt32(bitPattern: left.raw)) << 32 | UInt64(UInt32(bitPattern: right.raw))
    hash = (hash ^ UInt64(operation.rawValue + 1) << 61) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 40) & (cache.count - 1)
  }
}

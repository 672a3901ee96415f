/// Builds a diagram from the top down, carrying the clauses that are still alive.
///
/// At each level the classes of the variable are tried; classes that leave the same clauses alive
/// are one branch, and a state that was seen before is not walked again. Levels that no living
/// clause tests are passed over. So the cost follows the number of distinct sets of living
/// clauses, which for law is small, and not the number of situations.
///
/// A `companion` diagram can be walked along: where it says no, the walk stops with leaf 0.
struct Walker<Judge: WalkJudge> {
  let plan: WalkPlan
  var judge: Judge
  var store: DiagramStore

  private let domains: [Bits]?
  private let width: Int
  private let scratch: UnsafeMutablePointer<UInt64>
  private let refs: UnsafeMutablePointer<Int32>
  private var memo: WalkMemo

  /// `domains` has for each level the classes to try, where not all are.
  init(plan: WalkPlan, judge: Judge, store: DiagramStore, domains: [Bits]? = nil) {
    self.plan = plan
    self.judge = judge
    self.store = store
    self.domains = domains
    width = max(1, Bits.wordCount(plan.bitCount))
    scratch = .allocate(capacity: width * (plan.levelCount + 2))
    scratch.initialize(repeating: 0, count: width * (plan.levelCount + 2))
    refs = .allocate(capacity: max(1, plan.masks.count))
    refs.initialize(repeating: 0, count: max(1, plan.masks.count))
    memo = WalkMemo(width: width)
  }

  /// Walks the whole space and gives back the diagram; the walker cannot be used again.
  mutating func run(companion: Ref = .yes) -> Ref {
    defer {
      scratch.deallocate()
      refs.deallocate()
    }
    let words = scratch + width * (plan.levelCount + 1)
    for (index, word) in plan.initial.words.enumerated() { words[index] = word }
    if companion == .no { return .no }
    var state = WalkState(words: words, plan: plan)
    return judge.settle(&state, level: 0) ?? walk(state, level: 0, companion)
  }

  /// The number of distinct states that were walked.
  var stateCount: Int { memo.count }

  private mutating func walk(_ start: WalkState, level first: Int, _ companion: Ref) -> Ref {
    var start = start
    var level = first
    let companionLevel = store.level(companion)
    while level < plan.levelCount, level != companionLevel,
      !start.intersects(plan.constrained[level])
    {
      level += 1
    }
    if level == plan.levelCount { return judge.conclude(&start) }
    if let known = memo.find(start.words, level: level, companion: companion) { return known }

    let offset = plan.offsets[level]
    let arity = store.arities[level]
    var state = WalkState(words: scratch + width * level, plan: plan)
    var firstAllowed = -1
    for code in 0..<arity {
      if let domains, !domains[level][code] { continue }
      if firstAllowed < 0 { firstAllowed = code }
      let below = level == companionLevel ? store.child(companion, code) : companion
      if below == .no {
        refs[offset + code] = Ref.no.raw
        continue
      }
      step(start, to: &state, level: level, code: code)
      let ref = judge.settle(&state, level: level + 1) ?? walk(state, level: level + 1, below)
      refs[offset + code] = ref.raw
    }
    if let domains {
      // Classes outside the domain do not occur: they follow the first that does, so that they
      // add no node and no leaf.
      for code in 0..<arity where !domains[level][code] {
        refs[offset + code] = refs[offset + firstAllowed]
      }
    }
    let children = UnsafeBufferPointer(start: refs + offset, count: arity)
    let result = store.node(level: level, children)
    memo.insert(start.words, level: level, companion: companion, result)
    return result
  }

  /// The state after the variable of a level turned out to have a class.
  private func step(_ from: WalkState, to state: inout WalkState, level: Int, code: Int) {
    plan.masks[plan.offsets[level] + code].words.withUnsafeBufferPointer { mask in
      for index in 0..<mask.count { state.words[index] = from.words[index] & mask[index] }
    }
    for machine in plan.machines[level]
    where from.words[machine.bit >> 6] >> UInt64(machine.bit & 63) & 1 == 1 {
      let target = Int(machine.targets[code])
      if target >= 0 { state.insert(target) }
    }
  }
}

/// The states that a walk has seen: an open-addressing table over flat arrays.
struct WalkMemo {
  private let width: Int
  private var states: [UInt64] = []
  private var levels: [Int32] = []
  private var companions: [Int32] = []
  private var results: [Int32] = []
  private var table: [Int32]
  private var mask: Int

  init(width: Int) {
    self.width = width
    table = Array(repeating: -1, count: 1024)
    mask = 1023
  }

  var count: Int { results.count }

  func find(_ words: UnsafeMutablePointer<UInt64>, level: Int, companion: Ref) -> Ref? {
    var slot = Int(truncatingIfNeeded: hash(words, level, companion.raw)) & mask
    while table[slot] >= 0 {
      let entry = Int(table[slot])
      if levels[entry] == Int32(level), companions[entry] == companion.raw,
        matches(entry, words)
      {
        return Ref(raw: results[entry])
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  mutating func insert(
    _ words: UnsafeMutablePointer<UInt64>, level: Int, companion: Ref, _ result: Ref
  ) {
    let entry = Int32(results.count)
    states.append(contentsOf: UnsafeBufferPointer(start: words, count: width))
    levels.append(Int32(level))
    companions.append(companion.raw)
    results.append(result.raw)
    place(entry)
    if results.count * 2 > mask {
      mask = mask * 2 + 1
      table = Array(repeating: -1, count: mask + 1)
      for entry in results.indices { place(Int32(entry)) }
    }
  }

  private mutating func place(_ entry: Int32) {
    let start = Int(entry) * width
    var slot =
      states.withUnsafeBufferPointer { buffer in
        Int(
          truncatingIfNeeded: hash(
            buffer.baseAddress.map { $0 + start }, levels[Int(entry)], companions[Int(entry)]))
      } & mask
    while table[slot] >= 0 { slot = (slot + 1) & mask }
    table[slot] = entry
  }

  private func matches(_ entry: Int, _ words: UnsafeMutablePointer<UInt64>) -> Bool {
    let start = entry * width
    for index in 0..<width where states[start + index] != words[index] { return false }
    return true
  }

  private func hash(
    _ words: UnsafeMutablePointer<UInt64>, _ level: Int, _ companion: Int32
  ) -> UInt64 {
    hash(UnsafePointer(words), Int32(level), companion)
  }

  private func hash(
    _ words: UnsafePointer<UInt64>?, _ level: Int32, _ companion: Int32
  ) -> UInt64 {
    var hash = UInt64(UInt32(bitPattern: level)) << 32 | UInt64(UInt32(bitPattern: companion))
    hash = (hash ^ 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    guard let words else { return hash }
    for index in 0..<width {
      hash = (hash ^ words[index]) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    return hash
  }
}

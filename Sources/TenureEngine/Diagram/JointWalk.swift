/// Walks several diagrams of one store side by side, and makes the diagram of all their leaves
/// together.
///
///     [who differs, verdict before, verdict after]  ── action is export ──▶  [yes, 1, …]
///
/// What is left of all of them is a *state*; a state that was met before is not walked again. So
/// there are as many states as the result has nodes, where joining the diagrams one after the other
/// makes many more that are thrown away.
final class JointWalk {
  private typealias Item = DecisionWalk.Item

  /// Everything that changes; behind a pointer of its own, because it is read in the inner loops.
  private struct Work {
    var states = StateTable()
    /// The states that are being walked, one behind the other.
    var stack = FlatArray<Item>(capacity: 1024)
  }

  /// Whether there were too many states or leaves; then what was returned means nothing.
  private(set) var isGivenUp = false

  private let store: DiagramStore
  private let stateLimit: Int
  private let leaf: ([Int]) -> Int?
  private let work: UnsafeMutablePointer<Work>

  /// - Parameters:
  ///   - store: Where the diagrams are, and where the result goes.
  ///   - stateLimit: The most states that are walked before the walk is given up.
  ///   - leaf: The number of the leaf for the leaves of all diagrams; nil gives the walk up.
  init(_ store: DiagramStore, stateLimit: Int, leaf: @escaping ([Int]) -> Int?) {
    self.store = store
    self.stateLimit = stateLimit
    self.leaf = leaf
    work = .allocate(capacity: 1)
    work.initialize(to: Work())
  }

  deinit {
    work.pointee.states.free()
    work.pointee.stack.free()
    work.deallocate()
  }

  /// The diagram of the leaves of all diagrams together; leaf 0 where the first one leads there.
  ///
  /// Complexity: the number of states, times that of diagrams and of the runs of each.
  func diagram(of refs: [Ref]) -> Ref {
    for ref in refs { work.pointee.stack.append(Item(whole: ref)) }
    return result(since: 0)
  }

  private func result(since base: Int) -> Ref {
    let items = work.pointee.stack.base + base
    let count = work.pointee.stack.count - base
    work.pointee.stack.shrink(to: base)
    if isGivenUp || items[0].whole == .no { return .no }
    let state = work.pointee.states.number(of: items, count)
    if let known = work.pointee.states.result(of: state) { return known }
    guard state < stateLimit, !store.isExhausted else {
      isGivenUp = true
      return .no
    }
    let start = work.pointee.states.start(of: state)
    let level = level(start, count)
    let result: Ref
    if level < store.arities.count {
      let node = store.begin()
      let arity = store.arities[level]
      var code = 0
      while code < arity {
        code = pushClasses(from: code, start, count, level)
        store.push(code, self.result(since: base), since: node)
      }
      result = store.finish(level: level, since: node)
    } else {
      let kept = work.pointee.states.items(at: start)
      guard let number = leaf((0..<count).map { kept[$0].whole.leaf ?? 0 }) else {
        isGivenUp = true
        return .no
      }
      result = Ref(leaf: number)
    }
    work.pointee.states.setResult(of: state, to: result)
    return result
  }

  /// The first level that something kept in the states asks.
  private func level(_ start: Int, _ count: Int) -> Int {
    let kept = work.pointee.states.items(at: start)
    var level = store.arities.count
    for index in 0..<count { level = min(level, store.level(kept[index].whole)) }
    return level
  }

  /// Puts on the stack what is left of a state where the variable of a level has some class, and
  /// returns the first class behind it with which that changes.
  private func pushClasses(from code: Int, _ start: Int, _ count: Int, _ level: Int) -> Int {
    work.pointee.stack.reserve(count)
    let kept = work.pointee.states.items(at: start)
    let next = work.pointee.stack.base + work.pointee.stack.count
    var end = store.arities[level]
    for index in 0..<count {
      let ref = kept[index].whole
      if store.level(ref) == level {
        let run = store.runHolding(ref, code)
        end = min(end, Int(run.end))
        next[index] = Item(whole: Ref(raw: run.child))
      } else {
        next[index] = kept[index]
      }
    }
    work.pointee.stack.extend(by: count)
    return end
  }
}

extension DecisionWalk.Item {
  /// A reference without marks, which leaves room for every leaf.
  fileprivate init(whole ref: Ref) {
    self.init(.yes, 0)
    word = UInt32(bitPattern: ref.raw)
  }

  fileprivate var whole: Ref { Ref(raw: Int32(bitPattern: word)) }
}

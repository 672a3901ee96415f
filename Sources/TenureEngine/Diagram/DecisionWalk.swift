/// Walks down from all situations to few, with a list of those clauses that can still match there,
/// and makes a diagram of what the first of them that matches says.
///
///     [p over q over r]  ── action is export ──▶  [p, r]  ── data are public ──▶  [r matches]
///
/// A list is a *state*: what is left of each clause's condition, in the order in which the clauses
/// prevail. States are brought into one form, in which all that can make no difference is left out:
/// what comes behind a clause that is sure to match, what matches only where an earlier one does.
/// Equal states are walked once. So nothing is ever built that is not part of the result, where
/// joining the diagrams of the clauses builds much that is thrown away.
///
/// Two sides may be walked together. Then the walk ends wherever no clause is left in which they
/// differ: the cost follows the size of the difference.
final class DecisionWalk {
  /// What is asked about the first clause that matches.
  enum Quest {
    /// What it answers; a clause that gives is told apart from one that gives where some clause on
    /// its side carries something more.
    case answer
    /// The same, and whether it is a default: then 4 is added.
    case answerAndBasis
    /// Whether it gives, and a clause on its side that matches carries something.
    case burden
  }

  /// A clause, or what is left of it: a reference and marks, in one word.
  ///
  /// Words of clauses that answer alike differ in the lowest marks and the reference only.
  struct Item: BitwiseCopyable, Equatable {
    var word: UInt32

    /// Which of the sides have it: bit 0 and bit 1.
    static let sides: UInt32 = 3
    /// It carries what is asked about.
    static let carries: UInt32 = 1 << 2
    /// It gives; if not, it holds back.
    static let gives: UInt32 = 1 << 3
    /// It speaks only where no clause without this mark does.
    static let isDefault: UInt32 = 1 << 4
    /// It adds what it carries and takes no part in the contest.
    static let isAttached: UInt32 = 1 << 5
    static let markCount: UInt32 = 6
    static let marks: UInt32 = 1 << markCount - 1

    init(_ ref: Ref, _ marks: UInt32) {
      word = UInt32(truncatingIfNeeded: Int(ref.raw) + 2) << Self.markCount | marks
    }

    /// A small number for the reference: 0 for yes, 1 for no.
    var place: Int { Int(word >> Self.markCount) }
    var ref: Ref { Ref(raw: Int32(truncatingIfNeeded: place - 2)) }
    var isSure: Bool { word >> Self.markCount == 0 }
    var isGone: Bool { word >> Self.markCount == 1 }
    var sides: UInt32 { word & Self.sides }

    /// Whether another item differs in its sides only.
    func isTwin(of other: Item) -> Bool { (word ^ other.word) & ~Self.sides == 0 }

    func has(_ mark: UInt32) -> Bool { word & mark != 0 }

    /// What clauses between which the order does not matter have in common.
    var kind: UInt32 { word & (Self.gives | Self.isDefault | Self.isAttached) }
  }

  /// For how many items of states there is room beside each node that a store may hold, and for how
  /// many states.
  private static let roomPerNode = (items: 32, states: 2)

  /// The most nodes that a store may hold when a walk begins.
  static let nodeLimit = 1 << (32 - Int(Item.markCount)) - 2

  /// Everything that changes; behind a pointer of its own, because it is read in the inner loops.
  private struct Work {
    var form: StateForm
    var states = StateTable()
    /// The states that are being walked, one behind the other.
    var stack = FlatArray<Item>(capacity: 1024)
    /// The conditions of the clauses of one side alone, while distant ones are left out.
    var alone = FlatArray<Ref>(capacity: 16)
  }

  /// Whether the walk was given up; then what it returned means nothing.
  private(set) var isGivenUp = false

  private let store: DiagramStore
  /// What counts the states, where no diagram is made.
  private let counter: StateCounter?
  private let sides: UInt32
  /// Which two conditions were asked whether they meet, and the answer.
  private let meetings = RefTable()
  private let leaf: (Int, Int) -> Int
  private let stateLimit: Int
  private let work: UnsafeMutablePointer<Work>

  /// - Parameters:
  ///   - store: Where the conditions are, and where the result goes.
  ///   - items: The clauses, first those that prevail; before them the gate, if there is one.
  ///   - quest: What is asked.
  ///   - sides: Both sides, 3, or only the first, 1.
  ///   - isGated: Whether the first item is a gate: where it does not match, nothing does.
  ///   - stateLimit: The most states that are walked before the walk is given up.
  ///   - counter: Is told where the states lead; then no diagram is made, and what the walk returns
  ///     is a number of the counter's, or a leaf.
  ///   - leaf: The number of the leaf for what both sides come to, if that differs; with one side,
  ///     for what it comes to and 0. What agrees is leaf 0.
  init(
    _ store: DiagramStore, _ items: [Item], _ quest: Quest, sides: UInt32, isGated: Bool,
    stateLimit: Int = .max, counter: StateCounter? = nil, leaf: @escaping (Int, Int) -> Int
  ) {
    self.store = store
    self.counter = counter
    self.sides = sides
    self.leaf = leaf
    self.stateLimit = stateLimit
    let form = StateForm(
      quest, sides: sides, isGated: isGated,
      mayCarry: items.contains { $0.has(Item.carries) }, places: store.nodeCount + 2)
    work = .allocate(capacity: 1)
    work.initialize(to: Work(form: form))
    for item in items { work.pointee.stack.append(item) }
  }

  deinit {
    work.pointee.form.free()
    work.pointee.states.free()
    work.pointee.stack.free()
    work.pointee.alone.free()
    work.deallocate()
  }

  /// How many states were walked.
  var stateCount: Int { work.pointee.states.count }

  /// The diagram of what the clauses come to; to be asked for once.
  func diagram() -> Ref { result(since: 0, formerlyAlone: .max) }

  /// Whether the two sides come to something else somewhere; to be asked for once.
  ///
  /// Makes no diagram, and ends at the first difference.
  func hasDifference() -> Bool { hasDifference(since: 0) }

  private func hasDifference(since base: Int) -> Bool {
    let items = work.pointee.stack.base + base
    let length = work.pointee.form.normalise(items, work.pointee.stack.count - base)
    work.pointee.stack.shrink(to: base)
    if let values = work.pointee.form.values(items, length) { return values.0 != values.1 }
    let state = work.pointee.states.number(of: items, length)
    if work.pointee.states.result(of: state) != nil { return false }
    if isFull {
      store.exhaust()
      return true
    }
    work.pointee.states.setResult(of: state, to: .no)
    let places =
      work.pointee.states.start(of: state)..<work.pointee.states.start(of: state) + length
    let level = level(of: places)
    var code = 0
    while code < store.arities[level] {
      code = pushClasses(from: code, places, level)
      if hasDifference(since: base) { return true }
    }
    return false
  }

  /// Whether the states take more memory than the store allows.
  private var isFull: Bool {
    work.pointee.states.itemCount / Self.roomPerNode.items > store.nodeLimit
      || work.pointee.states.count / Self.roomPerNode.states > store.nodeLimit
      || meetings.count > store.nodeLimit
  }

  /// The first level that something kept in the states asks.
  private func level(of places: Range<Int>) -> Int {
    var level = Int32(truncatingIfNeeded: store.arities.count)
    let kept = work.pointee.states.items(at: places.lowerBound)
    let nodes = store.state.pointee.nodes.base
    for index in 0..<places.count {
      let number = Int(kept[index].ref.raw)
      if number >= 0 { level = min(level, nodes[number].level) }
    }
    return Int(level)
  }

  /// The diagram of the state that stands last on the stack; takes it off.
  ///
  /// `formerlyAlone` is how many clauses of one side alone there were in the state above it.
  private func result(since base: Int, formerlyAlone: Int) -> Ref {
    if store.isExhausted {
      work.pointee.stack.shrink(to: base)
      return .no
    }
    let items = work.pointee.stack.base + base
    var count = work.pointee.stack.count - base
    if sides == 3, countAlone(items, count) < formerlyAlone { count = dropDistant(items, count) }
    let length = work.pointee.form.normalise(items, count)
    let alone = countAlone(items, length)
    work.pointee.stack.shrink(to: base)
    if let values = work.pointee.form.values(items, length) {
      return values.0 == values.1 ? .no : Ref(leaf: leaf(values.0, values.1))
    }
    let state = work.pointee.states.number(of: items, length)
    if let known = work.pointee.states.result(of: state) { return known }
    if isFull { store.exhaust() }
    guard state < stateLimit else {
      isGivenUp = true
      return .no
    }
    let start = work.pointee.states.start(of: state)
    let level = level(of: start..<start + length)
    let node = counter?.begin(level) ?? store.begin()
    let arity = store.arities[level]
    var code = 0
    while code < arity {
      let first = code
      code = pushClasses(from: first, start..<start + length, level)
      let child = result(since: base, formerlyAlone: alone)
      if let counter {
        counter.add(first..<code, leadingTo: child, to: node)
      } else {
        store.push(code, child, since: node)
      }
    }
    let result =
      counter == nil
      ? store.finish(level: level, since: node) : Ref(raw: Int32(truncatingIfNeeded: node))
    work.pointee.states.setResult(of: state, to: result)
    return result
  }

  /// Puts on the stack what is left of a state where the variable of a level has some class, and
  /// returns the first class behind it with which that changes.
  private func pushClasses(from code: Int, _ items: Range<Int>, _ level: Int) -> Int {
    work.pointee.stack.reserve(items.count)
    let arity = Int32(truncatingIfNeeded: store.arities[level])
    var end = arity
    // Nothing here is moved below, and the compiler cannot know.
    let kept = work.pointee.states.items(at: items.lowerBound)
    let nodes = store.state.pointee.nodes.base
    let runs = store.state.pointee.runs.base
    let isGated = work.pointee.form.isGated
    let first = work.pointee.stack.base + work.pointee.stack.count
    var next = first
    for index in 0..<items.count {
      let item = kept[index]
      let number = Int(item.ref.raw)
      if number < 0 || Int(nodes[number].level) != level {
        next.pointee = item
        next += 1
        continue
      }
      let run = DiagramStore.run(of: nodes[number], holding: code, runs)
      if run.end < end { end = run.end }
      // A gate that is shut must be seen.
      if run.child == Ref.no.raw, !(isGated && index == 0) { continue }
      next.pointee = Item(Ref(raw: run.child), item.word & Item.marks)
      next += 1
    }
    work.pointee.stack.extend(by: next - first)
    return Int(end)
  }
}

extension DecisionWalk {
  /// The most pairs of conditions that are looked at to leave out clauses of one state.
  private static let pairLimit = 2048

  /// How many items stand on one side alone.
  private func countAlone(_ items: UnsafeMutablePointer<Item>, _ count: Int) -> Int {
    var alone = 0
    for index in 0..<count where items[index].sides != 3 { alone += 1 }
    return alone
  }

  /// Leaves out the clauses of both sides that can match together with none of one side alone, and
  /// returns how many are left.
  ///
  /// Where none of one side alone matches the sides agree, whatever the others say; and where one
  /// does, those that are left out do not match. Fewer are alone the further down the walk is, so
  /// this is asked again whenever some of them are gone.
  private func dropDistant(_ items: UnsafeMutablePointer<Item>, _ count: Int) -> Int {
    work.pointee.alone.shrink(to: 0)
    for index in 0..<count where items[index].sides != 3 {
      // With one that is sure all meet.
      if items[index].isSure { return count }
      work.pointee.alone.append(items[index].ref)
    }
    let alone = work.pointee.alone.count
    guard alone * (count - alone) <= Self.pairLimit else { return count }
    var left = 0
    for index in 0..<count {
      let item = items[index]
      if item.sides == 3, !meetsSomeAlone(item.ref) { continue }
      items[left] = item
      left += 1
    }
    return left
  }

  private func meetsSomeAlone(_ ref: Ref) -> Bool {
    for index in 0..<work.pointee.alone.count {
      let other = work.pointee.alone[index]
      if let known = meetings[ref, other] {
        if known == .yes { return true }
        continue
      }
      let doMeet = store.intersects(ref, other)
      meetings[ref, other] = doMeet ? .yes : .no
      if doMeet { return true }
    }
    return false
  }
}

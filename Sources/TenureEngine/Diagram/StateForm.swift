/// Brings the states of a `DecisionWalk` into one form, and tells what they come to.
struct StateForm {
  typealias Item = DecisionWalk.Item

  /// Whether the first item of a state is a gate: where it does not match, nothing does.
  let isGated: Bool

  private let quest: DecisionWalk.Quest
  private let sides: UInt32
  /// Whether any clause carries what is asked about.
  private let mayCarry: Bool
  /// For each reference the pass in which it was last seen, and where.
  private let seen: UnsafeMutablePointer<(pass: UInt32, place: Int32)>
  private var pass: UInt32 = 0

  init(
    _ quest: DecisionWalk.Quest, sides: UInt32, isGated: Bool, mayCarry: Bool, places: Int
  ) {
    self.quest = quest
    self.mayCarry = mayCarry
    self.sides = sides
    self.isGated = isGated
    seen = .allocate(capacity: places)
    seen.initialize(repeating: (0, 0), count: places)
  }

  func free() { seen.deallocate() }

  /// Rewrites a state in place, and returns how many items are left of it.
  mutating func normalise(_ items: UnsafeMutablePointer<Item>, _ count: Int) -> Int {
    let first = isGated ? 1 : 0
    if isGated, items[0].isGone { return 0 }
    var left = dropBeaten(items, first, count)
    if quest == .burden { left = dropUnburdened(items, first, left) }
    if left > first, sides == 3 { left = dropShared(items, first, left) }
    if left == first { return 0 }
    sortKinds(items, first, left)
    return left
  }

  /// Leaves out what both sides have and what therefore makes no difference between them.
  ///
  /// Where one of the clauses is the first that comes before all in which the sides differ, they
  /// agree, whatever it says: such clauses only stand in the way. And where each clause of one side
  /// alone has a counterpart of the other with the same condition, what comes behind them all is
  /// the first to match only where none of them does.
  private func dropShared(
    _ items: UnsafeMutablePointer<Item>, _ first: Int, _ count: Int
  ) -> Int {
    var start = first
    while start < count, items[start].sides == 3 { start += 1 }
    if start == count { return first }
    var end = start
    var carriesAlone = false
    for index in start..<count where items[index].sides != 3 {
      end = index + 1
      if items[index].has(Item.carries) { carriesAlone = true }
    }
    if !carriesAlone {
      for index in first..<start {
        if items[index].isSure { return first }
        items[index].word &= ~(Item.marks & ~Item.sides)
      }
    }
    guard end < count, areCountered(items, start..<end) else { return count }
    var left = end
    for index in end..<count where items[index].has(Item.carries) {
      items[left] = items[index]
      left += 1
    }
    return left
  }

  /// Whether each item of one side has a counterpart of the other.
  private func areCountered(_ items: UnsafeMutablePointer<Item>, _ range: Range<Int>) -> Bool {
    range.allSatisfy { index in
      let item = items[index]
      return item.sides == 3
        || range.contains { items[$0].place == item.place && items[$0].sides == 3 ^ item.sides }
    }
  }

  /// Leaves out what comes behind a clause that is sure to match, and what matches only where one
  /// that prevails over it does.
  private mutating func dropBeaten(
    _ items: UnsafeMutablePointer<Item>, _ first: Int, _ count: Int
  ) -> Int {
    pass += 1
    var left = first
    var open = sides
    // Sides on which one that gives may be the first, so that what others carry counts beside it,
    // wherever they stand; and the same for defaults.
    var given: UInt32 = 0
    var givenByDefault: UInt32 = 0
    // Where those begin between which and the next the order does not matter.
    var run = first
    for index in first..<count {
      var item = items[index]
      if item.isGone { continue }
      var live = item.sides & open
      if item.has(Item.carries), item.has(Item.gives) {
        live |= item.sides & (item.has(Item.isDefault) ? givenByDefault : given)
      }
      if live == 0 { continue }
      if left == run || items[left - 1].kind != item.kind { run = left }
      let former = seen[item.place]
      if former.pass == pass {
        let earlier = Int(former.place)
        live = merge(item, live, into: items, earlier, left)
        if live == 0 { continue }
        if earlier >= run, earlier < left, items[earlier].isTwin(of: item) {
          // What was told apart on the two sides is so no more.
          items[earlier].word |= live
          if item.isSure { open &= ~live }
          if item.has(Item.gives) {
            if item.has(Item.isDefault) { givenByDefault |= live } else { given |= live }
          }
          continue
        }
      }
      item.word = item.word & ~Item.sides | live
      if item.isSure {
        let decided = live & open
        open &= ~decided
        // Those before it that answer alike settle nothing that it does not.
        while left > first, items[left - 1].kind == item.kind,
          !items[left - 1].has(Item.carries) || item.has(Item.carries),
          items[left - 1].sides & ~decided == 0
        {
          left -= 1
        }
        run = min(run, left)
      }
      seen[item.place] = (pass, Int32(truncatingIfNeeded: left))
      items[left] = item
      left += 1
      if item.has(Item.gives) {
        if item.has(Item.isDefault) { givenByDefault |= live } else { given |= live }
      }
      if open == 0, !mayCarry { break }
    }
    return left
  }

  /// Lets an item go for those sides on which an earlier one with the same condition says all that
  /// it could say; returns the sides on which it still counts.
  private func merge(
    _ item: Item, _ live: UInt32, into items: UnsafeMutablePointer<Item>, _ index: Int,
    _ count: Int
  ) -> UInt32 {
    guard index < count, items[index].place == item.place else { return live }
    let earlier = items[index]
    let rest = live & ~earlier.sides
    if !item.has(Item.carries) || earlier.has(Item.isAttached) { return rest }
    if item.has(Item.isDefault), !earlier.has(Item.isDefault) { return rest }
    // What an item carries counts also where another is the first to give; so an earlier one that
    // holds back, and may itself come too late, does not make up for it.
    guard earlier.kind == item.kind else { return live }
    if earlier.has(Item.carries) { return rest }
    guard earlier.sides & ~live == 0 else { return live }
    items[index].word |= Item.carries
    return rest
  }

  /// Where only burdens count: leaves out all behind the last clause that carries one, and all
  /// that cannot come between.
  private func dropUnburdened(
    _ items: UnsafeMutablePointer<Item>, _ first: Int, _ count: Int
  ) -> Int {
    var carried: UInt32 = 0
    var threatened: UInt32 = 0
    for index in stride(from: count - 1, through: first, by: -1) {
      let item = items[index]
      if item.has(Item.carries) {
        carried |= item.sides
        if item.has(Item.isDefault) { threatened |= item.sides }
        continue
      }
      let needed = item.sides & (item.has(Item.gives) ? threatened : carried)
      if !item.has(Item.gives) { threatened |= needed }
      items[index].word = item.word & ~Item.sides | needed
    }
    var left = first
    for index in first..<count where items[index].sides != 0 {
      items[left] = items[index]
      left += 1
    }
    return left
  }

  /// Sorts the clauses of each run between which the order does not matter.
  private func sortKinds(_ items: UnsafeMutablePointer<Item>, _ first: Int, _ count: Int) {
    var start = first
    while start < count {
      let kind = items[start].kind
      var end = start + 1
      var isSorted = true
      while end < count, items[end].kind == kind {
        if items[end].word < items[end - 1].word { isSorted = false }
        end += 1
      }
      if !isSorted {
        // Few items are sorted in place; a library's sort is for many.
        if end - start > 24 {
          var run = UnsafeMutableBufferPointer(start: items + start, count: end - start)[...]
          run.sort { $0.word < $1.word }
        } else {
          for index in start + 1..<end {
            let item = items[index]
            var place = index
            while place > start, items[place - 1].word > item.word {
              items[place] = items[place - 1]
              place -= 1
            }
            items[place] = item
          }
        }
      }
      start = end
    }
  }

  /// What a state comes to on each side, if that is settled: 0 where nothing matches.
  func values(_ items: UnsafeMutablePointer<Item>, _ count: Int) -> (Int, Int)? {
    for index in 0..<count where !items[index].isSure { return nil }
    let first = isGated ? 1 : 0
    return (value(of: 1, items, first, count), value(of: 2, items, first, count))
  }

  private func value(
    of side: UInt32, _ items: UnsafeMutablePointer<Item>, _ first: Int, _ count: Int
  ) -> Int {
    var isGiven = false
    var basis = 0
    for index in first..<max(first, count) where items[index].has(side) {
      let item = items[index]
      if !isGiven, quest == .answerAndBasis, item.has(Item.isDefault) { basis = 4 }
      if item.has(Item.carries) { return quest == .burden ? 1 : 3 + basis }
      if isGiven { continue }
      if !item.has(Item.gives) { return quest == .burden ? 0 : 2 + basis }
      isGiven = true
    }
    return isGiven && quest != .burden ? 1 + basis : 0
  }
}

/// Rules single rows in which something is not known: over all their completions.
///
/// Walks down all children that stay possible, each node once, until nothing can change any more.
struct OpenWalk {
  private let diagram: CompactDiagram
  /// The row for which a node was last looked at, by its place.
  private var seen: [UInt32]
  private var row: UInt32 = 0
  private var stack: [UInt32] = []

  init(_ diagram: CompactDiagram) {
    self.diagram = diagram
    seen = []
  }

  /// What all completions of a row have in common.
  ///
  /// `classes` says for a level the class of the row, and the possible ones if it has none.
  mutating func answer(_ classes: (Int) -> (code: UInt16, open: Bits?)) -> RowAnswer {
    if seen.isEmpty { seen = Array(repeating: 0, count: diagram.cellCount / 2 + 1) }
    row &+= 1
    if row == 0 {
      for index in seen.indices { seen[index] = 0 }
      row = 1
    }
    stack.removeAll(keepingCapacity: true)
    stack.append(diagram.root)
    var found: RowAnswer?
    while let cell = stack.popLast() {
      let place = Int(cell >> CompactDiagram.levelBits)
      if seen[place] == row { continue }
      seen[place] = row
      let level = cell & CompactDiagram.leafLevel
      guard level != CompactDiagram.leafLevel else {
        let answer = diagram.answer(of: place)
        let joined = found?.joined(with: answer) ?? answer
        if joined.isOpen { return joined }
        found = joined
        continue
      }
      let (code, open) = classes(Int(level))
      guard let open else {
        stack.append(diagram.child(cell, code))
        continue
      }
      open.forEach { stack.append(diagram.child(cell, UInt16(truncatingIfNeeded: $0))) }
    }
    return found ?? RowAnswer(number: RowAnswer.depends)
  }
}

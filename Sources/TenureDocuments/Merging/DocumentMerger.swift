internal import TenureModel

/// A merge at work: the edits that bring their changes into our document, and what clashes.
struct DocumentMerger {
  /// Whole lines of our document, and what stands in their place in theirs: where conflict markers
  /// would go.
  struct Frame {
    let range: Range<Int>
    let theirs: [UInt8]

    /// Whether an edit, or another frame, lies within.
    func holds(_ other: Range<Int>) -> Bool {
      if other.isEmpty {
        return range.lowerBound < other.lowerBound && other.lowerBound < range.upperBound
      }
      return range.lowerBound <= other.lowerBound && other.upperBound <= range.upperBound
    }
  }

  /// A conflict and its lines.
  struct Clash {
    let conflict: DocumentConflict
    let frame: Frame
  }

  /// Where the walk stands.
  struct Place {
    let path: [String]
    let frame: Frame

    func entering(_ name: String) -> Place { Place(path: path + [name], frame: frame) }
  }

  let base: DocumentTree?
  let ours: DocumentTree
  let theirs: DocumentTree
  private(set) var edits: [SourceEdit] = []
  private(set) var clashes: [Clash] = []
  private let lineBreak: [UInt8]

  init(base: DocumentTree?, ours: DocumentTree, theirs: DocumentTree) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
    let first = ours.source.firstIndex(of: Byte.lineFeed)
    let endsInReturn = first.map { $0 > 0 && ours.source[$0 - 1] == Byte.carriageReturn } ?? false
    lineBreak = endsInReturn ? [Byte.carriageReturn, Byte.lineFeed] : [Byte.lineFeed]
  }

  private var whole: Place {
    Place(path: [], frame: Frame(range: 0..<ours.source.count, theirs: theirs.source))
  }

  /// Merges the documents.
  mutating func merge() {
    guard
      let mine = MergeUnits(of: ours.root, until: ours.source.count),
      let others = MergeUnits(of: theirs.root, until: theirs.source.count)
    else { return mergeValues(base?.root, ours.root, theirs.root, whole) }
    let former = base.flatMap { MergeUnits(of: $0.root, until: $0.source.count) }
    guard former != nil || base?.root.isEmpty ?? true, mine.container.kind == others.container.kind,
      former.map({ $0.container.kind == mine.container.kind }) ?? true
    else { return mergeValues(base?.root, ours.root, theirs.root, whole) }
    merge(former, mine, others, whole)
  }

  /// Two roots that cannot be merged part by part.
  private mutating func mergeValues(
    _ base: DocumentNode?, _ ours: DocumentNode, _ theirs: DocumentNode, _ place: Place
  ) {
    let contents = (
      base: base.map { DocumentContent($0) }, ours: DocumentContent(ours),
      theirs: DocumentContent(theirs)
    )
    if contents.theirs == contents.base || contents.ours == contents.theirs { return }
    guard contents.ours == contents.base else { return refuse(.changedByBoth) }
    edits.append(SourceEdit(range: 0..<self.ours.source.count, text: self.theirs.source))
  }

  /// Notes that the whole document is in conflict.
  mutating func refuse(_ kind: DocumentConflict.Kind) {
    clash(kind, whole, base?.root.location, ours.root.location, theirs.root.location)
  }

  private mutating func clash(
    _ kind: DocumentConflict.Kind, _ place: Place, _ base: SourceLocation?,
    _ ours: SourceLocation?, _ theirs: SourceLocation?
  ) {
    clashes.append(
      Clash(
        conflict: DocumentConflict(
          kind, path: place.path, base: base, ours: ours, theirs: theirs),
        frame: place.frame))
  }

  /// Merges the entries of a map or the items of a list.
  private mutating func merge(
    _ base: MergeUnits?, _ ours: MergeUnits, _ theirs: MergeUnits, _ place: Place
  ) {
    let first = edits.count
    var gone: Set<String> = []
    for mine in ours.units {
      let former = base?[mine.name]
      let other = theirs[mine.name]
      let inner = self.place(of: mine, other, in: ours, place)
      switch (former, other) {
      case (nil, nil): break
      case (let former?, nil):
        if DocumentContent(former.value) == DocumentContent(mine.value) {
          gone.insert(mine.name)
        } else {
          clash(.removedByThem, inner, former.location, mine.location, nil)
        }
      case (_, let other?): merge(former, mine, other, inner)
      }
    }
    var added: [MergeUnit] = []
    for other in theirs.units where ours[other.name] == nil {
      guard let former = base?[other.name] else {
        added.append(other)
        continue
      }
      guard DocumentContent(former.value) != DocumentContent(other.value) else { continue }
      let inner = self.place(ofMissing: other, in: ours, theirs, place)
      clash(.removedByUs, inner, former.location, nil, other.location)
    }
    if gone.isEmpty, added.isEmpty { return mergeTails(base, ours, theirs) }
    guard ours.isFlow || gone.count < ours.units.count || !added.isEmpty else {
      return clash(.unwritable, place, nil, ours.container.location, theirs.container.location)
    }
    if ours.isFlow {
      rewrite(ours, without: gone, with: added, theirs, since: first)
    } else {
      remove(gone, from: ours, place)
      insert(added, of: theirs, into: ours, base)
      mergeTails(base, ours, theirs)
    }
  }

  /// Merges one entry or item that both sides have.
  private mutating func merge(
    _ base: MergeUnit?, _ ours: MergeUnit, _ theirs: MergeUnit, _ place: Place
  ) {
    if let base { mergeLeads(base, ours, theirs) }
    let texts = (base: base.map(text), ours: text(ours), theirs: text(theirs))
    if texts.theirs == texts.base || texts.ours == texts.theirs { return }
    if texts.ours == texts.base { return replace(ours, with: theirs) }
    if mergeParts(base, ours, theirs, place) { return mergeRemarks(base, ours, theirs) }
    let contents = (
      base: base.map { DocumentContent($0.value) }, ours: DocumentContent(ours.value),
      theirs: DocumentContent(theirs.value)
    )
    if contents.theirs == contents.base || contents.ours == contents.theirs {
      return mergeRemarks(base, ours, theirs)
    }
    guard contents.ours == contents.base else {
      return clash(
        base == nil ? .addedByBoth : .changedByBoth, place, base?.location, ours.location,
        theirs.location)
    }
    guard ours.value.isOnOneLine, theirs.value.isOnOneLine,
      ours.isInBrackets == theirs.isInBrackets
    else { return replace(ours, with: theirs) }
    edits.append(
      SourceEdit(range: ours.value.sourceRange, text: theirs.value.sourceText))
    mergeRemarks(base, ours, theirs)
  }

  /// Merges the parts of a value that has parts on all sides; false if it is one value.
  private mutating func mergeParts(
    _ base: MergeUnit?, _ ours: MergeUnit, _ theirs: MergeUnit, _ place: Place
  ) -> Bool {
    guard ours.value.kind == theirs.value.kind,
      base != nil || ours.value.kind == .sequence,
      let mine = MergeUnits(of: ours.value, until: ours.body.upperBound),
      let others = MergeUnits(of: theirs.value, until: theirs.body.upperBound)
    else { return false }
    guard let base, !base.value.isEmpty else {
      merge(nil, mine, others, place)
      return true
    }
    guard base.value.kind == ours.value.kind,
      let former = MergeUnits(of: base.value, until: base.body.upperBound)
    else { return false }
    merge(former, mine, others, place)
    return true
  }
}

extension DocumentMerger {
  /// The place of a unit, which is a frame of its own if it has lines of its own.
  private func place(
    of mine: MergeUnit, _ other: MergeUnit?, in units: MergeUnits, _ place: Place
  ) -> Place {
    guard mine.ownsLine else { return place.entering(mine.name) }
    let range = mine.body.lowerBound - mine.column..<mine.body.upperBound
    let theirs = other.map { lines(of: $0, at: mine.column, inList: mine.key == nil) } ?? []
    return Place(path: place.path + [mine.name], frame: Frame(range: range, theirs: theirs))
  }

  /// The place of a unit that ours has no more.
  private func place(
    ofMissing other: MergeUnit, in ours: MergeUnits, _ theirs: MergeUnits, _ place: Place
  ) -> Place {
    let before = theirs.units[..<(theirs.position(of: other.name) ?? 0)].last {
      ours.position(of: $0.name) != nil
    }
    let common = before.flatMap { ours.position(of: $0.name) }
    guard !ours.isFlow, let anchor = anchor(behind: common, in: ours, theirs, nil) else {
      return place.entering(other.name)
    }
    return Place(
      path: place.path + [other.name],
      frame: Frame(
        range: anchor..<anchor,
        theirs: lines(of: other, at: ours.column, inList: other.key == nil)))
  }

  /// The own text of a unit, wherever it stands.
  private func text(_ unit: MergeUnit) -> [UInt8] {
    MergeText.dedented(unit.body, of: unit.tree, column: unit.column, startsWithin: true)
  }

  private func leadText(_ unit: MergeUnit) -> [UInt8] {
    MergeText.dedented(unit.lead, of: unit.tree, column: unit.column, startsWithin: false)
  }

  /// The lines of a unit at a column of our document, whatever it looks like in theirs.
  private func lines(of unit: MergeUnit, at column: Int, inList: Bool) -> [UInt8] {
    MergeText.indented(body(of: unit, inList: inList), to: column, startsWithin: false)
  }

  /// The body of a unit as it stands in a block at column 0.
  private func body(of unit: MergeUnit, inList: Bool) -> [UInt8] {
    (inList && unit.isInBrackets ? [Byte.dash, Byte.space] : []) + text(unit)
  }

  /// Ends lines as our document does.
  private func asOurs(_ text: [UInt8]) -> [UInt8] {
    if lineBreak.count == 1 { return text }
    return text.flatMap { $0 == Byte.lineFeed ? lineBreak : [$0] }
  }

  /// A unit of theirs as it stands between brackets.
  private func flowText(of unit: MergeUnit) -> [UInt8] {
    if unit.isInBrackets { return Array(unit.tree.source[unit.body]) }
    let key = unit.key.map { ScalarLayout.write($0.text, at: .key(inFlow: true)) + ": " } ?? ""
    return Array((key + ScalarLayout.flow(unit.value)).utf8)
  }
}

extension DocumentMerger {
  /// Puts their unit in the place of ours.
  private mutating func replace(_ ours: MergeUnit, with theirs: MergeUnit) {
    let text =
      ours.isInBrackets
      ? flowText(of: theirs)
      : asOurs(
        MergeText.indented(
          body(of: theirs, inList: ours.key == nil), to: ours.column, startsWithin: true))
    edits.append(SourceEdit(range: ours.body, text: text))
  }

  /// Merges the comments above a unit.
  private mutating func mergeLeads(_ base: MergeUnit, _ ours: MergeUnit, _ theirs: MergeUnit) {
    guard base.ownsLine, ours.ownsLine, theirs.ownsLine else { return }
    let mine = leadText(ours)
    let merged = MergeText.comments(leadText(base), mine, leadText(theirs))
    guard merged != mine else { return }
    edits.append(
      SourceEdit(
        range: ours.lead,
        text: asOurs(MergeText.indented(merged, to: ours.column, startsWithin: false))))
  }

  /// Merges the comments behind the last unit.
  private mutating func mergeTails(
    _ base: MergeUnits?, _ ours: MergeUnits, _ theirs: MergeUnits
  ) {
    guard let base, !base.isFlow, !ours.isFlow, !theirs.isFlow, ours.tail.upperBound > 0 else {
      return
    }
    func tail(_ units: MergeUnits) -> [UInt8] {
      MergeText.dedented(
        units.tail, of: units.container.tree, column: units.column, startsWithin: false)
    }
    let mine = tail(ours)
    let merged = MergeText.comments(tail(base), mine, tail(theirs))
    guard merged != mine else { return }
    var text = asOurs(MergeText.indented(merged, to: ours.column, startsWithin: false))
    let start = ours.tail.lowerBound
    if start > 0, self.ours.source[start - 1] != Byte.lineFeed { text = lineBreak + text }
    edits.append(SourceEdit(range: ours.tail, text: text))
  }

  /// Merges the comments on the line of a unit.
  private mutating func mergeRemarks(_ base: MergeUnit?, _ ours: MergeUnit, _ theirs: MergeUnit) {
    guard !ours.isInBrackets, let other = theirs.remark else { return }
    let text = Array(theirs.tree.source[other])
    let former = base.flatMap { unit in unit.remark.map { Array(unit.tree.source[$0]) } }
    if former == text { return }
    guard let mine = ours.remark else {
      let end = ours.tree.contentEnd(ofLineAt: ours.lineOfRemark)
      edits.append(SourceEdit(range: end..<end, text: [Byte.space] + text))
      return
    }
    let known = Array(ours.tree.source[mine])
    guard known != text else { return }
    edits.append(
      SourceEdit(range: mine, text: known == former ? text : known + [Byte.space] + text))
  }

  /// Takes units out of a block.
  private mutating func remove(_ names: Set<String>, from units: MergeUnits, _ place: Place) {
    for (position, unit) in units.units.enumerated() where names.contains(unit.name) {
      // What stands above the first entry of a document is said of the document.
      let isHead = position == 0 && unit.lead.lowerBound == 0
      guard unit.ownsLine else {
        let next = position + 1 < units.units.count ? units.units[position + 1] : nil
        guard let next, !names.contains(next.name) else {
          clash(.unwritable, place, nil, unit.location, nil)
          continue
        }
        // The next entry comes behind the dash; its comments, if any, go below it.
        let text: [UInt8] =
          next.lead.isEmpty
          ? [] : lineBreak + Array(ours.source[next.lead.lowerBound..<next.body.lowerBound])
        var start = unit.body.lowerBound
        if !text.isEmpty { while ours.source[start - 1] == Byte.space { start -= 1 } }
        edits.append(SourceEdit(range: start..<next.body.lowerBound, text: text))
        continue
      }
      let start = isHead ? unit.lead.upperBound : unit.lead.lowerBound
      edits.append(SourceEdit(range: start..<unit.body.upperBound, text: []))
    }
  }

  /// Puts units of theirs into a block, each behind the nearest one before it that ours has.
  private mutating func insert(
    _ added: [MergeUnit], of theirs: MergeUnits, into ours: MergeUnits, _ base: MergeUnits?
  ) {
    let places = anchors(in: ours, theirs, base)
    for unit in added {
      guard let place = places[theirs.position(of: unit.name) ?? 0] else { continue }
      var text =
        theirs.isFlow
        ? [] : MergeText.indented(leadText(unit), to: ours.column, startsWithin: false)
      if theirs.position(of: unit.name) == 0, theirs.container.index == 0 { text = [] }
      text += lines(of: unit, at: ours.column, inList: unit.key == nil)
      text = asOurs(text)
      if place > 0, self.ours.source[place - 1] != Byte.lineFeed { text = lineBreak + text }
      edits.append(SourceEdit(range: place..<place, text: text))
    }
  }

  /// Where each unit of theirs belongs in ours: behind the nearest one before it that both have,
  /// and what ours added there; nil if ours has none.
  ///
  /// Complexity: linear in the units of both.
  private func anchors(in ours: MergeUnits, _ theirs: MergeUnits, _ base: MergeUnits?) -> [Int?] {
    var place = anchor(behind: nil, in: ours, theirs, base)
    return theirs.units.map { unit in
      defer {
        if let common = ours.position(of: unit.name) {
          place = anchor(behind: common, in: ours, theirs, base)
        }
      }
      return place
    }
  }

  private func anchor(
    behind common: Int?, in ours: MergeUnits, _ theirs: MergeUnits, _ base: MergeUnits?
  ) -> Int? {
    var next = (common ?? -1) + 1
    // The first entry behind a dash stays there.
    if next == 0, let first = ours.units.first, !first.ownsLine { next = 1 }
    while next < ours.units.count, theirs[ours.units[next].name] == nil,
      base?[ours.units[next].name] == nil
    {
      next += 1
    }
    if next == 0 {
      guard let first = ours.units.first else { return nil }
      return first.lead.lowerBound == 0 ? first.lead.upperBound : first.lead.lowerBound
    }
    return ours.units[next - 1].body.upperBound
  }

  /// Writes a map or list in brackets anew, from the texts of its parts.
  private mutating func rewrite(
    _ units: MergeUnits, without gone: Set<String>, with added: [MergeUnit],
    _ theirs: MergeUnits, since first: Int
  ) {
    let inner = Array(edits[first...])
    edits.removeSubrange(first...)
    var parts = units.units.filter { !gone.contains($0.name) }.map { unit in
      let own = inner.filter { unit.body.contains($0.range.lowerBound) }
      return SourceEdit.apply(own, to: ours.source, in: unit.body)
    }
    parts += added.map { flowText(of: $0) }
    let isMap = units.container.kind == .map
    var text: [UInt8] = [isMap ? Byte.openBrace : Byte.openBracket]
    text += parts.joined(separator: [Byte.comma, Byte.space])
    text.append(isMap ? Byte.closeBrace : Byte.closeBracket)
    edits.append(SourceEdit(range: units.container.sourceRange, text: text))
  }
}

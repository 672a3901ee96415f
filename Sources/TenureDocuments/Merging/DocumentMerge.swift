public import TenureModel

/// A three-way merge of one document, by declared ids and keys, in the document's own text.
///
///     let merge = DocumentMerge(base: base, ours: ours, theirs: theirs)
///     merge.document                            // the merged bytes, if nothing is in conflict
///     merge.conflicts                           // what both sides made differently, with places
///     merge.marked(ours: "HEAD", theirs: "b")   // the same with conflict markers, as git has it
///
/// Maps are merged key by key, lists of maps with an `id` id by id; a text and any other list is
/// one value. What one side left alone is taken from the other as it is written there: layout,
/// quotes and comments travel with it. What both changed to one content is no conflict. An item
/// that both sides moved stays where ours has it: order is no meaning. Additions of both are kept,
/// ours first.
///
/// The result is our text with stretches of theirs in it. It is parsed again, and must say what the
/// merge of the three contents says; if it does not, that is a conflict, never a wrong document.
///
/// What it is bad at: a value that ours wrote differently and theirs changed is written as theirs
/// has it; a comment within it that only ours has is lost. Comments beside, above and below stay.
///
/// Complexity: linear in the three documents for each level of nesting.
public struct DocumentMerge: Sendable {
  /// The merged document; nil if there are conflicts.
  public let document: [UInt8]?
  /// What both sides made differently, in the order of our document.
  public let conflicts: [DocumentConflict]

  private let ours: [UInt8]
  private let edits: [SourceEdit]
  private let clashes: [DocumentMerger.Clash]

  /// Merges two versions of a document that both come from a third.
  ///
  /// - Parameters:
  ///   - base: What both began with; nil if both added the document.
  ///   - ours: Our version.
  ///   - theirs: Their version.
  public init(base: DocumentTree?, ours: DocumentTree, theirs: DocumentTree) {
    if theirs.source == base?.source || ours.source == theirs.source {
      self.init(document: ours.source, ours: ours.source)
      return
    }
    if ours.source == base?.source {
      self.init(document: theirs.source, ours: ours.source)
      return
    }
    var merger = DocumentMerger(base: base, ours: ours, theirs: theirs)
    merger.merge()
    var document: [UInt8]?
    if merger.clashes.isEmpty {
      let merged = SourceEdit.apply(
        merger.edits, to: ours.source, in: 0..<ours.source.count)
      if Self.says(merged, like: (base, ours, theirs)) {
        document = merged
      } else {
        merger.refuse(.unwritable)
      }
    }
    self.init(
      document: document, ours: ours.source, edits: merger.edits, clashes: merger.clashes)
  }

  private init(
    document: [UInt8]?, ours: [UInt8], edits: [SourceEdit] = [],
    clashes: [DocumentMerger.Clash] = []
  ) {
    self.document = document
    self.ours = ours
    self.edits = edits
    self.clashes = clashes
    conflicts = clashes.map(\.conflict)
  }

  /// Whether a text reads as the merge of the three contents.
  private static func says(
    _ text: [UInt8], like sides: (base: DocumentTree?, ours: DocumentTree, theirs: DocumentTree)
  ) -> Bool {
    guard let tree = DocumentParser.parse(text, file: sides.ours.file).tree else { return false }
    do throws(ContentClash) {
      let meant = try DocumentContent.merge(
        sides.base.map { DocumentContent($0.root) }, DocumentContent(sides.ours.root),
        DocumentContent(sides.theirs.root), isRoot: true)
      return meant == DocumentContent(tree.root)
    } catch {
      return false
    }
  }

  /// The document with everything merged that can be, and the rest between conflict markers.
  ///
  /// - Parameters:
  ///   - ourName: What our side is called.
  ///   - theirName: What their side is called.
  ///   - width: How many characters a marker has.
  /// - Returns: The bytes; the merged document if there are no conflicts.
  public func marked(ours ourName: String, theirs theirName: String, width: Int = 7) -> [UInt8] {
    if let document { return document }
    func marker(_ character: String, _ name: String) -> [UInt8] {
      let text = String(repeating: character, count: width) + (name.isEmpty ? "" : " " + name)
      return Array((text + "\n").utf8)
    }
    var frames: [DocumentMerger.Frame] = []
    for clash in clashes.sorted(by: { $0.frame.range.count > $1.frame.range.count })
    where !frames.contains(where: { $0.holds(clash.frame.range) }) {
      frames.append(clash.frame)
    }
    let kept = edits.filter { edit in !frames.contains { $0.holds(edit.range) } }
    func lines(_ text: some Sequence<UInt8>) -> [UInt8] {
      let text = Array(text)
      return text.isEmpty || text.last == Byte.lineFeed ? text : text + [Byte.lineFeed]
    }
    let marks = frames.map { frame in
      let start = frame.range.lowerBound
      let isLineStart = start == 0 || ours[start - 1] == Byte.lineFeed
      return SourceEdit(
        range: frame.range,
        text: (isLineStart ? [] : [Byte.lineFeed]) + marker("<", ourName) + lines(ours[frame.range])
          + marker("=", "")
          + lines(frame.theirs) + marker(">", theirName))
    }
    return SourceEdit.apply(kept + marks, to: ours, in: 0..<ours.count)
  }
}

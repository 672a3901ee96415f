internal import TenureModel

extension DocumentNode {
  /// Where the node stands in its source.
  var sourceRange: Range<Int> { Int(record.start)..<Int(record.end) }

  /// The node as it is written.
  var sourceText: [UInt8] { Array(tree.source[sourceRange]) }

  /// Whether it is a value on one line: a text that is no `|` or `>` text, or in brackets.
  var isOnOneLine: Bool {
    switch record.form {
    case .flowMap, .flowSequence, .plain, .singleQuoted, .doubleQuoted: true
    case .blockMap, .blockSequence, .empty, .literal, .folded: false
    }
  }
}

extension MergeUnit {
  /// Where the line begins on which a comment about the unit would stand.
  var lineOfRemark: Int {
    tree.lineStart(of: value.isOnOneLine ? value.sourceRange.lowerBound : body.lowerBound)
  }

  /// The comment on the line of the unit, if there is one and it is not that of a part.
  var remark: Range<Int>? {
    let start = lineOfRemark
    let end = tree.lineBehind(start + 1)
    let isOfPart = !value.isOnOneLine && value.kind != .scalar
    if isOfPart, value.sourceRange.lowerBound < end { return nil }
    let comment = tree.comments.first { !$0.ownsLine && $0.start >= start && $0.start < end }
    return comment.map { $0.start..<$0.end }
  }
}

extension DocumentTree {
  /// The end of what stands on a line, spaces and the line break left out.
  func contentEnd(ofLineAt start: Int) -> Int {
    var end = lineBehind(start + 1)
    while end > start,
      [Byte.lineFeed, Byte.carriageReturn, Byte.space].contains(source[end - 1])
    {
      end -= 1
    }
    return end
  }
}

internal import TenureModel

extension FormatWriter {
  /// The next comment to be written.
  private var pending: DocumentComment? {
    nextComment < tree.comments.count ? tree.comments[nextComment] : nil
  }

  /// Whether comments stand between what has been written and a node.
  func hasComment(before node: DocumentNode) -> Bool {
    pending.map { $0.start < Int(node.record.start) } ?? false
  }

  /// Takes the comment behind a node on its line.
  mutating func takeTrailing(onLineOf node: DocumentNode) -> DocumentComment? {
    takeTrailing(onLine: line(of: Int(node.record.end)))
  }

  private mutating func takeTrailing(onLine number: Int) -> DocumentComment? {
    guard let comment = pending, !comment.ownsLine, line(of: comment.start) == number else {
      return nil
    }
    nextComment += 1
    return comment
  }

  /// Ends a line, with the comment behind a node if there is one.
  mutating func endLine(onLineOf node: DocumentNode) {
    endLine(onLine: line(of: Int(node.record.end)))
  }

  /// Ends a line, with the comment on a line of the source if there is one.
  mutating func endLine(onLine number: Int) {
    if let comment = takeTrailing(onLine: number) {
      write(" ")
      writeText(of: comment)
    }
    endLine()
  }

  /// Writes a comment on a line of its own.
  mutating func write(_ comment: DocumentComment, indent: Int) {
    pad(indent)
    writeText(of: comment)
    endLine()
    sourceEnd = max(sourceEnd, comment.end)
  }

  private mutating func writeText(of comment: DocumentComment) {
    var end = comment.end
    while end > comment.start,
      tree.source[end - 1] == Byte.space || tree.source[end - 1] == Byte.tab
    {
      end -= 1
    }
    out.append(contentsOf: tree.source[comment.start..<end])
  }

  /// Writes all comments before a place in the source, each on a line of its own.
  mutating func writeComments(before offset: Int, indent: Int) {
    while let comment = pending, comment.start < offset {
      writeBlankLine(before: comment.start)
      nextComment += 1
      write(comment, indent: indent)
    }
  }

  /// Writes the comments at the end of a map or list that belong to it still.
  ///
  /// A comment belongs to what follows if it is indented no further; else to the innermost map or
  /// list that is not indented further than the comment:
  ///
  ///     a:
  ///       b: 1
  ///       # of `a`
  ///     # of `c`
  ///     c: 2
  ///
  /// A list at the indentation of its key leaves comments there to the map.
  mutating func writeComments(atEndOf node: DocumentNode, indent: Int) {
    let column = column(of: Int(node.record.start))
    let next = nextLine
    while let comment = pending, comment.ownsLine, comment.start < next?.offset ?? .max {
      let place = self.column(of: comment.start)
      guard place > next?.column ?? -1, place >= column else { return }
      if place == column, openColumns.last == column { return }
      writeBlankLine(before: comment.start)
      nextComment += 1
      write(comment, indent: indent)
    }
  }

  /// Writes a blank line if there is one in the source before a place.
  mutating func writeBlankLine(before offset: Int) {
    let index = line(of: offset) - tree.lines.firstLine
    guard index > 0, !out.isEmpty else { return }
    let start = Int(tree.lines.starts[index - 1])
    // The blank lines at the end of a `|+` text are part of it.
    guard start >= sourceEnd else { return }
    let end = Int(tree.lines.starts[index])
    let isBlank = tree.source[start..<end].allSatisfy {
      $0 == Byte.space || $0 == Byte.lineFeed || $0 == Byte.carriageReturn
    }
    if isBlank { endLine() }
  }
}

extension FormatWriter {
  /// The number of the line of a place in the source.
  func line(of offset: Int) -> Int { tree.lines.position(of: offset, in: tree.source).line }

  /// How many bytes stand before a place on its line.
  func column(of offset: Int) -> Int {
    offset - Int(tree.lines.starts[line(of: offset) - tree.lines.firstLine])
  }

  /// Where the next line with content begins, behind what has been written.
  var nextLine: (offset: Int, column: Int)? {
    let starts = tree.lines.starts
    var index = line(of: sourceEnd) - tree.lines.firstLine
    if Int(starts[index]) < sourceEnd { index += 1 }
    while index < starts.count {
      let start = Int(starts[index])
      var place = start
      while place < tree.source.count, tree.source[place] == Byte.space { place += 1 }
      let byte = place < tree.source.count ? tree.source[place] : Byte.lineFeed
      if byte != Byte.lineFeed, byte != Byte.carriageReturn, byte != Byte.hash {
        return (place, place - start)
      }
      index += 1
    }
    return nil
  }
}

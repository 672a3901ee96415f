/// The text of a block scalar, `|` or `>`.
///
/// The rules are those of YAML: a literal keeps its line breaks; a folded text joins two lines
/// with a space, unless one of them is indented further or blank lines stand between. A line break
/// at the end is there only if the document has it.
package struct BlockText {
  /// The text.
  package private(set) var bytes: [UInt8] = []

  /// Reads the text of a block scalar.
  package init(_ record: DocumentRecord, in source: [UInt8]) {
    let lines = Self.lines(of: record, in: source)
    let folds = record.form == .folded
    var hasContent = false
    var afterIndented = false
    var blanks = 0
    var lastEndsInBreak = true
    for line in lines {
      guard !line.isBlank else {
        blanks += 1
        continue
      }
      let isIndented = line.content.first.map { $0 == 0x20 || $0 == 0x09 } ?? false
      if hasContent, !(folds && !afterIndented && !isIndented) {
        bytes.append(0x0A)
      } else if hasContent, blanks == 0 {
        bytes.append(0x20)
      }
      bytes.append(contentsOf: repeatElement(0x0A, count: blanks))
      bytes.append(contentsOf: line.content)
      hasContent = true
      afterIndented = isIndented
      blanks = 0
      lastEndsInBreak = line.endsInBreak
    }
    if hasContent, record.chomping != .strip, lastEndsInBreak { bytes.append(0x0A) }
    if record.chomping == .keep { bytes.append(contentsOf: repeatElement(0x0A, count: blanks)) }
  }

  /// A line of a block scalar.
  package struct Line {
    /// What stands behind the indentation.
    package let content: ArraySlice<UInt8>
    /// Whether there is nothing behind the indentation.
    package let isBlank: Bool
    /// Whether a line break follows; not so at the end of some files.
    package let endsInBreak: Bool
  }

  /// The lines of a block scalar, behind its header.
  package static func lines(of record: DocumentRecord, in source: [UInt8]) -> [Line] {
    var lines: [Line] = []
    let end = Int(record.end)
    var index = Int(record.start)
    while index < end, source[index] != 0x0A { index += 1 }
    index += 1
    while index < end {
      var lineEnd = index
      while lineEnd < end, source[lineEnd] != 0x0A { lineEnd += 1 }
      let next = lineEnd + 1
      let endsInBreak = lineEnd < end
      if lineEnd > index, source[lineEnd - 1] == 0x0D { lineEnd -= 1 }
      let start = min(index + record.contentIndent, lineEnd)
      if start < lineEnd {
        lines.append(
          Line(content: source[start..<lineEnd], isBlank: false, endsInBreak: endsInBreak))
      } else if endsInBreak {
        lines.append(Line(content: [], isBlank: true, endsInBreak: true))
      }
      index = next
    }
    return lines
  }
}

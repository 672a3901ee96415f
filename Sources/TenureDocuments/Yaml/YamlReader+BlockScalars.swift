internal import TenureModel

extension YamlReader {
  /// Reads a `|` or `>` text; the cursor is at its sign.
  ///
  /// - Parameter parent: The column of the map or list that it belongs to: its lines are all that
  ///   are indented further.
  mutating func blockScalar(parent: Int) {
    let start = cursor
    let form: DocumentRecord.Form = text[cursor] == Byte.pipe ? .literal : .folded
    let chomping = header()
    let index = records.count
    append(form, start, cursor)
    let least = max(parent + 1, 1)
    let found = findContent(least: least)
    var end = found.blanksEnd
    if found.hasContent {
      end = content(found.indent, chomping: chomping)
    } else if chomping != .keep {
      end = lineEndBehindHeader(start)
    }
    records[index].end = UInt32(end)
    records[index].detail = UInt32(
      DocumentRecord.blockDetail(indent: found.indent, chomping: chomping))
    // The lines have been looked at, not entered: go on behind them.
    line -= 1
    advanceLine()
    lastWasText = false
  }

  /// Reads what stands behind the sign: the chomping and a comment.
  private mutating func header() -> DocumentRecord.Chomping {
    cursor += 1
    var chomping = DocumentRecord.Chomping.clip
    if text[cursor] == Byte.dash {
      chomping = .strip
      cursor += 1
    } else if text[cursor] == Byte.plus {
      chomping = .keep
      cursor += 1
    }
    let mark = cursor
    skipSpaces()
    if text[cursor] == Byte.hash, cursor > mark {
      addComment(from: cursor, ownsLine: false)
    } else if !isAtBreak {
      report(.blockHeader, cursor, lineEnd)
    }
    cursor = mark
    return chomping
  }

  /// Skips the blank lines at the beginning, and finds how far the content is indented.
  ///
  /// - Returns: The indentation, if there is no content that of the widest blank line; and the
  ///   place behind the blank lines.
  private mutating func findContent(
    least: Int
  ) -> (hasContent: Bool, indent: Int, blanksEnd: Int) {
    var widestBlank = 0
    var blankLine = line
    line += 1
    while line < lineStarts.count {
      enterLine()
      guard isAtBreak else { break }
      if indent > widestBlank { (widestBlank, blankLine) = (indent, line) }
      line += 1
    }
    let end = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
    guard line < lineStarts.count, indent >= least else {
      return (false, max(least, widestBlank), end)
    }
    if text[cursor] == Byte.tab { report(.tabIndentation, cursor, cursor + 1) }
    if widestBlank > indent {
      let start = Int(lineStarts[blankLine])
      report(.wideBlankLine, start, start + widestBlank)
    }
    return (true, indent, end)
  }

  /// Goes over the lines of the content; the current line is the first.
  ///
  /// - Returns: The place behind the last line that counts.
  private mutating func content(_ contentIndent: Int, chomping: DocumentRecord.Chomping) -> Int {
    var end = 0
    while line < lineStarts.count {
      enterLine()
      let isBlank = isAtBreak && indent <= contentIndent
      guard isBlank || indent >= contentIndent else { break }
      if !isBlank || chomping == .keep {
        end = line + 1 < lineStarts.count ? Int(lineStarts[line + 1]) : bytes.count
      }
      line += 1
    }
    return end
  }

  private func lineEndBehindHeader(_ start: Int) -> Int {
    var index = start + 1
    while text[index] == Byte.dash || text[index] == Byte.plus { index += 1 }
    return index
  }
}

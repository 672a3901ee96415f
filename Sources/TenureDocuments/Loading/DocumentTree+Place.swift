internal import TenureModel

extension DocumentTree {
  /// Where the first scalar with a text stands within a range.
  ///
  /// Complexity: logarithmic in the document, linear in the range.
  func place(of text: String, within range: SourceRange) -> SourceLocation? {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if Int(records[middle].start) < range.start.offset { low = middle + 1 } else { high = middle }
    }
    while low < records.count, Int(records[low].start) < range.end.offset {
      let node = DocumentNode(tree: self, index: low)
      if node.hasText(text) { return node.location }
      low += 1
    }
    return nil
  }

  /// Where a section declares a name, or says a text: `bodies:` the key `council`.
  func place(of name: String?, inSection section: String) -> SourceLocation? {
    guard let entry = root.entries.first(where: { $0.key.hasText(section) }) else { return nil }
    guard let name else { return entry.value.location }
    return place(of: name, within: entry.value.location.range) ?? entry.key.location
  }
}

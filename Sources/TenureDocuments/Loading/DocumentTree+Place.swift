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

  /// Where a section declares a name, or says a text: `bodies:` the key `council`; anywhere in a
  /// document without that section.
  func place(of name: String?, inSection section: String) -> SourceLocation? {
    guard let entry = root.entries.first(where: { $0.key.hasText(section) }) else {
      // A plugin declared it for a provision of its own: it stands somewhere.
      return name.flatMap { place(of: $0, within: root.location.range) }
    }
    guard let name else { return entry.value.location }
    return place(of: name, within: entry.value.location.range) ?? entry.key.location
  }
}

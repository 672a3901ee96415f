package import TenureDocuments
import TenureModel

/// What changed in one document, clause by clause.
package struct DocumentChangesReport {
  let name: String
  let changes: [DocumentChange]
  /// What changed beside the text: its name, its mode.
  let notes: [String]
  /// Whether the text is the same, byte for byte.
  let isSameText: Bool

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - name: The name of the document.
  ///   - changes: What changed in it.
  ///   - notes: What changed beside the text, in words.
  ///   - isSameText: Whether the text is the same, byte for byte.
  package init(
    name: String, changes: [DocumentChange], notes: [String] = [], isSameText: Bool = false
  ) {
    self.name = name
    self.changes = changes
    self.notes = notes
    self.isSameText = isSameText
  }

  /// The changes in words: a line for each clause or key, and in a clause that says something else
  /// one for each key.
  package func text(_ ink: Ink) -> String {
    var lines = [ink(name.printable, .strong)] + notes.map { "  " + $0.printable }
    if changes.isEmpty, !isSameText { lines.append("  written differently, says the same") }
    var open: [String] = []
    for change in changes {
      let item = Array(change.path.prefix(change.itemDepth))
      let isWithin = change.itemDepth > 0 && change.path.count > change.itemDepth
      if isWithin, item != open {
        lines.append(
          "  " + ink("changed", .doubtful) + "  " + ink(item.joined(separator: " › "), .name)
            + ink("  line \(change.location.line)", .faint))
      }
      open = item
      lines += isWithin ? key(change, ink) : whole(change, ink)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A part that is told by itself.
  private func whole(_ change: DocumentChange, _ ink: Ink) -> [String] {
    let style: Ink.Style =
      switch change.kind {
      case .added: .good
      case .removed: .bad
      case .changed: .doubtful
      }
    let word = change.kind.rawValue
    let padded = ink(word, style) + String(repeating: " ", count: 9 - word.count)
    let path = ink(change.path.joined(separator: " › ").printable, .name)
    let line = ink("  line \(change.location.line)", .faint)
    guard change.kind == .changed else {
      return [
        "  " + padded + path + line, "      " + Self.short(change.after ?? change.before ?? ""),
      ]
    }
    return [
      "  " + padded + path + line,
      "      " + Self.short(change.before ?? "") + ink(" → ", .strong)
        + Self.short(change.after ?? ""),
    ]
  }

  /// A key of a clause.
  private func key(_ change: DocumentChange, _ ink: Ink) -> [String] {
    let path = change.path.dropFirst(change.itemDepth).joined(separator: " › ").printable
    switch change.kind {
    case .added: return ["      \(path): " + ink("+ ", .good) + Self.short(change.after ?? "")]
    case .removed: return ["      \(path): " + ink("- ", .bad) + Self.short(change.before ?? "")]
    case .changed:
      return [
        "      \(path): " + Self.short(change.before ?? "") + ink(" → ", .strong)
          + Self.short(change.after ?? "")
      ]
    }
  }

  /// A value that does not run off the screen.
  private static func short(_ text: String) -> String {
    let text = text.isEmpty ? "no value" : text.printable
    return text.count <= 160 ? text : text.prefix(160) + "…"
  }

  /// The changes for programs.
  package var json: JSONValue {
    [
      "file": .text(name),
      "changes": .list(
        changes.map { change in
          [
            "kind": .text(change.kind.rawValue), "path": .texts(change.path),
            "before": .optional(change.before), "after": .optional(change.after),
            "line": .whole(change.location.line),
          ]
        }),
    ]
  }
}

import TenureModel

/// A document that can be changed and written again.
///
/// How its texts were quoted, its comments and its layout are lost; what it says is kept.
indirect enum DocumentSketch: Sendable, Hashable {
  /// A key with its value.
  struct Entry: Sendable, Hashable {
    let key: String
    var value: DocumentSketch
  }

  /// Keys with values.
  case map([Entry])
  /// Items in order.
  case list([DocumentSketch])
  /// A text.
  case text(String)
  /// The absent value of `key:`.
  case nothing

  /// Copies a document.
  init(_ node: DocumentNode) {
    switch node.kind {
    case .map:
      self = .map(
        node.entries.map { Entry(key: $0.key.text, value: DocumentSketch($0.value)) })
    case .sequence: self = .list(node.items.map { DocumentSketch($0) })
    case .scalar: self = node.isEmpty ? .nothing : .text(node.text)
    }
  }

  /// A value that no schema understands.
  static let stray = DocumentSketch.map([
    Entry(key: strayKey, value: .map([Entry(key: strayKey, value: .text("yes"))]))
  ])
  /// A key that no document has.
  static let strayKey = "conformance-stray"
}

// MARK: - Writing

extension DocumentSketch {
  /// The document.
  ///
  /// - Parameter padding: What stands before each line: comments, blank lines.
  /// - Returns: The text of the document.
  func written(padding: String = "") -> String {
    var lines: [String] = []
    write(into: &lines, indentation: 0, lead: "")
    return lines.map { padding + $0 + "\n" }.joined()
  }

  /// Writes the value behind a lead, `key:` or `-`.
  private func write(into lines: inout [String], indentation: Int, lead: String) {
    let space = String(repeating: " ", count: indentation)
    let head = lead.isEmpty ? "" : space + lead
    switch self {
    case .nothing: lines.append(head)
    case .text(let text):
      var json = JSONText()
      json.value(text)
      lines.append(head + (lead.isEmpty ? "" : " ") + json.text)
    case .map(let entries) where entries.isEmpty: lines.append(head + " {}")
    case .list(let items) where items.isEmpty: lines.append(head + " []")
    case .map(let entries):
      if !lead.isEmpty { lines.append(head) }
      let inner = lead.isEmpty ? 0 : indentation + 2
      for entry in entries {
        entry.value.write(into: &lines, indentation: inner, lead: entry.key + ":")
      }
    case .list(let items):
      if !lead.isEmpty { lines.append(head) }
      let inner = lead.isEmpty ? 0 : indentation + 2
      for item in items { item.write(into: &lines, indentation: inner, lead: "-") }
    }
  }
}

// MARK: - Other orders

extension DocumentSketch {
  /// The keys of all maps in another order.
  func shufflingKeys(_ random: inout Shuffle) -> DocumentSketch {
    switch self {
    case .map(let entries):
      .map(
        entries.map { Entry(key: $0.key, value: $0.value.shufflingKeys(&random)) }
          .shuffled(using: &random))
    case .list(let items): .list(items.map { $0.shufflingKeys(&random) })
    case .text, .nothing: self
    }
  }

  /// The provisions of each section in another order.
  ///
  /// A section is a list of maps directly in the document.
  func shufflingProvisions(_ random: inout Shuffle) -> DocumentSketch {
    guard case .map(let entries) = self else { return self }
    return .map(
      entries.map { entry in
        guard case .list(let items) = entry.value, items.allSatisfy(\.isMap) else { return entry }
        return Entry(key: entry.key, value: .list(items.shuffled(using: &random)))
      })
  }

  private var isMap: Bool {
    if case .map = self { return true }
    return false
  }
}

// MARK: - Changes

extension DocumentSketch {
  /// A change of one place of a document.
  struct Change: Sendable {
    /// What was done and where, in words.
    let phrase: String
    /// The document with it.
    let document: DocumentSketch
  }

  /// The document with, in turn, each value replaced by one that cannot be understood, and each
  /// map with a key too many.
  var misunderstandings: [Change] {
    changes(at: "") { value in
      var all: [(String, DocumentSketch)] = [("a value", .stray)]
      if case .map(let entries) = value {
        let stray = Entry(key: Self.strayKey, value: .stray)
        all.append(("a further key", .map(entries + [stray])))
      }
      return all
    }
  }

  /// The document with, in turn, each key left out, and each text replaced by another.
  var gaps: [Change] {
    changes(at: "") { value in
      switch value {
      case .map(let entries):
        entries.indices.map { position in
          var rest = entries
          let gone = rest.remove(at: position)
          return ("without `\(gone.key)`", .map(rest))
        }
      case .list: [("nothing", .nothing), ("an empty list", .list([]))]
      case .text: [("another word", .text(Self.strayKey)), ("nothing", .nothing)]
      case .nothing: []
      }
    }
  }

  /// All ways to replace one value by another.
  private func changes(
    at path: String, _ others: (DocumentSketch) -> [(String, DocumentSketch)]
  ) -> [Change] {
    let place = path.isEmpty ? "at its root" : "at `\(path)`"
    var all = others(self).map { Change(phrase: "\($0.0) \(place)", document: $0.1) }
    let separator = path.isEmpty ? "" : "."
    switch self {
    case .map(let entries):
      for (position, entry) in entries.enumerated() {
        for inner in entry.value.changes(at: path + separator + entry.key, others) {
          var changed = entries
          changed[position].value = inner.document
          all.append(Change(phrase: inner.phrase, document: .map(changed)))
        }
      }
    case .list(let items):
      for (position, item) in items.enumerated() {
        for inner in item.changes(at: path + "[\(position)]", others) {
          var changed = items
          changed[position] = inner.document
          all.append(Change(phrase: inner.phrase, document: .list(changed)))
        }
      }
    case .text, .nothing: break
    }
    return all
  }
}

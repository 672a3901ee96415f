/// One node of a document: a map, a sequence or a scalar.
///
/// A node is a cheap handle (the tree and an index); copy it freely. It keeps its document alive.
public struct DocumentNode: Sendable {
  /// What a node is.
  public enum Kind: String, Sendable, Hashable {
    /// Keys with their values.
    case map
    /// Items in order.
    case sequence
    /// A text; also the absent value of `key:`, see ``DocumentNode/isEmpty``.
    case scalar
  }

  /// How a scalar is written.
  public enum Style: String, Sendable, Hashable {
    /// Without quotes. An absent value is plain, too.
    case plain
    /// `'so'`.
    case singleQuoted
    /// `"so"`.
    case doubleQuoted
    /// `|`, lines as they stand.
    case literal
    /// `>`, lines joined.
    case folded
  }

  /// The document.
  public let tree: DocumentTree
  /// The place of the node in the tree's arena.
  package let index: Int

  /// Creates a handle.
  package init(tree: DocumentTree, index: Int) {
    self.tree = tree
    self.index = index
  }

  /// What stands in the arena.
  package var record: DocumentRecord { tree.records[index] }

  /// What the node is.
  public var kind: Kind {
    switch record.form {
    case .blockMap, .flowMap: .map
    case .blockSequence, .flowSequence: .sequence
    default: .scalar
    }
  }

  /// How the node is written, if it is a scalar.
  public var style: Style {
    switch record.form {
    case .singleQuoted: .singleQuoted
    case .doubleQuoted: .doubleQuoted
    case .literal: .literal
    case .folded: .folded
    default: .plain
    }
  }

  /// Whether the node is a map or sequence in `{}` or `[]`.
  public var isFlow: Bool { record.form == .flowMap || record.form == .flowSequence }

  /// Whether the value is absent, as in `key:`.
  ///
  /// An empty text in quotes is a value.
  public var isEmpty: Bool { record.form == .empty }

  /// Where the node stands.
  public var location: SourceLocation {
    let record = record
    return tree.location(Int(record.start), Int(record.end))
  }
}

extension DocumentNode {
  /// A key of a map with its value.
  public struct Entry: Sendable {
    /// The key, a scalar.
    public let key: DocumentNode
    /// The value.
    public let value: DocumentNode
  }

  /// The entries of a map, in the order of the document.
  public struct Entries: Sequence, IteratorProtocol, Sendable {
    let tree: DocumentTree
    var index: Int
    /// How many entries are left.
    public private(set) var count: Int

    init(_ node: DocumentNode) {
      tree = node.tree
      index = node.index + 1
      count = node.kind == .map ? Int(node.record.detail) : 0
    }

    /// The next entry.
    public mutating func next() -> Entry? {
      guard count > 0 else { return nil }
      count -= 1
      let value = Int(tree.records[index].next)
      defer { index = Int(tree.records[value].next) }
      return Entry(
        key: DocumentNode(tree: tree, index: index), value: DocumentNode(tree: tree, index: value))
    }
  }

  /// The items of a sequence, in the order of the document.
  public struct Items: Sequence, IteratorProtocol, Sendable {
    let tree: DocumentTree
    var index: Int
    /// How many items are left.
    public private(set) var count: Int

    init(_ node: DocumentNode) {
      tree = node.tree
      index = node.index + 1
      count = node.kind == .sequence ? Int(node.record.detail) : 0
    }

    /// The next item.
    public mutating func next() -> DocumentNode? {
      guard count > 0 else { return nil }
      count -= 1
      defer { index = Int(tree.records[index].next) }
      return DocumentNode(tree: tree, index: index)
    }
  }

  /// The entries, in order; none if the node is not a map.
  public var entries: Entries { Entries(self) }

  /// The items, in order; none if the node is not a sequence.
  public var items: Items { Items(self) }

  /// How many entries or items the node has.
  public var count: Int { kind == .scalar ? 0 : Int(record.detail) }

  /// The value of a key; none if the key is missing or the node is not a map.
  ///
  /// Linear in the number of entries.
  public subscript(key: String) -> DocumentNode? {
    entries.first { $0.key.hasText(key) }?.value
  }
}

extension DocumentNode {
  /// A finding at this node: an error, unless said otherwise.
  public func finding(
    _ id: String, severity: Finding.Severity = .error, _ message: String,
    notes: [Finding.Note] = [], help: String? = nil
  ) -> Finding {
    Finding(id, severity: severity, message, at: location, notes: notes, help: help)
  }

  /// Whether two nodes say the same: kinds, keys in order, and texts.
  ///
  /// How they are written, where they stand and their comments do not count.
  public func hasSameContent(as other: DocumentNode) -> Bool {
    guard kind == other.kind, isEmpty == other.isEmpty, count == other.count else { return false }
    switch kind {
    case .scalar:
      return text == other.text
    case .sequence:
      return zip(items, other.items).allSatisfy { $0.hasSameContent(as: $1) }
    case .map:
      return zip(entries, other.entries).allSatisfy {
        $0.key.hasSameContent(as: $1.key) && $0.value.hasSameContent(as: $1.value)
      }
    }
  }
}

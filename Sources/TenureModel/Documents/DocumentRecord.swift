/// One node of a document in the arena of its ``DocumentTree``: 20 bytes, no references.
///
/// Records stand in reading order, a node directly before its children, and a map's children are
/// key, value, key, value:
///
///     a: 1          0  map       next 5   detail 2 (entries)
///     b: [x]        1  plain "a" next 2
///                   2  plain "1" next 3
///                   3  plain "b" next 4
///                   4  flow list next 6 …
///
/// so that `next` steps over a whole subtree, and an index is all a node needs.
package struct DocumentRecord: Sendable, Hashable {
  /// What the node is, and how it is written.
  package enum Form: UInt8, Sendable {
    case blockMap
    case flowMap
    case blockSequence
    case flowSequence
    case empty
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
  }

  // Equality of an enumeration with raw values is a call through a witness table from another
  // module; a switch is a comparison.

  /// Whether the node is a text without quotes.
  @inlinable package var isPlain: Bool {
    switch form {
    case .plain: true
    default: false
    }
  }

  /// What the node is, and how it is written.
  package var form: Form
  /// The offset of its first byte.
  package var start: UInt32
  /// The offset just behind its last byte.
  package var end: UInt32
  /// The index of the record behind the node and all that is in it.
  package var next: UInt32
  /// Entries of a map, items of a sequence; for quoted scalars 1 if there is something to
  /// unescape; for block scalars the indentation of the content, times 4, plus the chomping.
  package var detail: UInt32

  /// Creates a record.
  @inlinable
  package init(form: Form, start: Int, end: Int, next: Int, detail: Int = 0) {
    self.form = form
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
    self.detail = UInt32(truncatingIfNeeded: detail)
  }
}

extension DocumentRecord {
  /// What becomes of the line breaks at the end of a block scalar.
  package enum Chomping: UInt8, Sendable {
    /// One line break is kept: the header has no sign.
    case clip
    /// None is kept: `-`.
    case strip
    /// All are kept: `+`.
    case keep
  }

  /// How far the content of a block scalar is indented.
  package var contentIndent: Int { Int(detail / 4) }
  /// The chomping of a block scalar.
  package var chomping: Chomping { Chomping(rawValue: UInt8(detail % 4)) ?? .clip }

  /// The `detail` of a block scalar.
  package static func blockDetail(indent: Int, chomping: Chomping) -> Int {
    indent * 4 + Int(chomping.rawValue)
  }
}

/// A parsed document: its bytes, and every node in one flat arena.
///
/// A tree is made by the document parser and never changes. It holds the source, and a node is a
/// stretch of it, so nothing is copied until somebody asks for a text. Every scalar is text; what
/// it means is for a ``Schema`` to say, so that `no` is not false and `010` is not eight.
///
/// Walk it from ``root``. Looking up one key is linear in the entries of its map; positions are
/// worked out when asked for, in the logarithm of the lines plus the length of one line.
public final class DocumentTree: Sendable {
  /// The document's path, relative to the policy repository.
  public let file: String
  /// The document as it was read.
  public let source: [UInt8]
  /// Where each line begins.
  package let lines: LineTable
  /// All comments, in reading order.
  package let comments: [DocumentComment]

  // INVARIANT (arena): records stand in reading order; `next` of a record is greater than its
  // index and at most that of its parent; there is always a first record, the root.
  package let records: [DocumentRecord]

  /// Creates a tree from what the parser has found.
  package init(
    file: String, source: [UInt8], records: [DocumentRecord], lines: LineTable,
    comments: [DocumentComment]
  ) {
    self.file = file
    self.source = source
    self.records =
      records.isEmpty ? [DocumentRecord(form: .empty, start: 0, end: 0, next: 1)] : records
    self.lines = lines
    self.comments = comments
  }

  /// The node that holds all others.
  ///
  /// In a document without content it is an empty scalar.
  public var root: DocumentNode { DocumentNode(tree: self, index: 0) }
}

/// A comment, from its `#` to the end of its line.
package struct DocumentComment: Sendable, Hashable {
  /// The offset of the `#`.
  package let start: Int
  /// The offset just behind the comment.
  package let end: Int
  /// Whether nothing but spaces stands before it on its line.
  package let ownsLine: Bool

  /// Creates a comment.
  package init(start: Int, end: Int, ownsLine: Bool) {
    self.start = start
    self.end = end
    self.ownsLine = ownsLine
  }
}

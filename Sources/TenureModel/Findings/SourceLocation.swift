/// A place in a document: a line and a column, both counted from one.
///
/// Columns count Unicode scalars, as editors and the usual YAML libraries do; `offset` counts
/// bytes from the start of the document.
public struct SourcePosition: Sendable, Hashable {
  /// The line, counted from one.
  public let line: Int
  /// The column, counted in Unicode scalars from one.
  public let column: Int
  /// The number of bytes before this place.
  public let offset: Int

  /// Creates a position.
  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}

/// A stretch of a document, from its first character to just behind its last.
public struct SourceRange: Sendable, Hashable {
  /// Where the stretch begins.
  public let start: SourcePosition
  /// The place just behind its last character.
  public let end: SourcePosition

  /// Creates a range.
  public init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = end
  }
}

/// A stretch of a named document.
///
/// The file is relative to the policy repository.
public struct SourceLocation: Sendable, Hashable {
  /// The document's path, relative to the policy repository.
  public let file: String
  /// The stretch within it.
  public let range: SourceRange

  /// Creates a location.
  public init(file: String, range: SourceRange) {
    self.file = file
    self.range = range
  }

  /// The line on which the stretch begins, counted from one.
  public var line: Int { range.start.line }
  /// The column at which the stretch begins, counted from one.
  public var column: Int { range.start.column }

  /// Whether another stretch begins in this one.
  package func contains(_ other: SourceLocation) -> Bool {
    file == other.file
      && (range.start.offset...range.end.offset).contains(other.range.start.offset)
  }
}

extension SourceLocation: Comparable {
  /// By file, then by place in the file.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file { return left.file < right.file }
    return left.range.start.offset < right.range.start.offset
  }
}

public import TenureModel

/// Writes documents in their canonical layout: what `tenure fmt` does.
///
/// - Two spaces of indentation, also for a list under its key; one space behind a colon, a dash, a
///   comma and before a comment.
/// - Quotes only where the text needs them: double ones, or single ones if the text holds quotes
///   or backslashes.
/// - Maps and lists in brackets stay so, unless their line would be longer than 100 columns.
/// - One blank line stays where there are any; comments stay with what they stand at.
/// - No byte order mark, no `---`, line feeds, a line break at the end.
///
/// Keys are never put into another order. The formatted document has the same nodes, and formatting
/// it again changes nothing.
public enum DocumentFormatter {
  /// The most columns of a line with brackets.
  static let lineColumns = 100

  /// The canonical text of a document.
  public static func format(_ tree: DocumentTree) -> [UInt8] {
    var writer = FormatWriter(tree)
    writer.writeDocument()
    return writer.out
  }
}

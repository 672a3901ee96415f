/// Where the rows of a population are: a table whose columns are facets.
///
/// The header, the names of members or the columns of the database name the facets; their order
/// does not matter. A facet without a column takes its default; an empty cell, `null` and NULL mean
/// that it is not known. Columns that are no facets are left out, and named in the result.
public struct PopulationFacts: Sendable {
  enum Feed: Sendable {
    case csv(TextFeed, header: [String], headerLines: Int)
    case jsonLines(TextFeed)
    case sqlite(SQLiteFeed)
  }

  let feed: Feed

  /// Opens a population.
  ///
  /// - Parameter text: A file of CSV or JSON lines, which its first character tells apart, or `-`
  ///   for standard input; or `sqlite:FILE`, with `?table=NAME` where there are several tables.
  /// - Throws: A `PopulationError` if it cannot be read.
  public init(_ text: String) throws(PopulationError) {
    if text.hasPrefix("sqlite:") {
      feed = .sqlite(try SQLiteFeed(String(text.dropFirst("sqlite:".count))))
      return
    }
    let file = try TextFeed(text)
    switch file.firstByte {
    case UInt8(ascii: "{"):
      file.skipMark()
      feed = .jsonLines(file)
    case UInt8(ascii: "["):
      throw PopulationError(
        "`\(text)` is a list in JSON, not a table", file: text, line: 1,
        help: "write one object on each line, as `jq -c '.[]'` does")
    case nil:
      throw PopulationError(
        "`\(text)` is empty", file: text,
        help: "a table begins with a header, and JSON lines with an object")
    default:
      do {
        let (bytes, lines) = try file.takeHeader()
        feed = .csv(file, header: try CSVDecoder.header(bytes), headerLines: lines)
      } catch {
        throw error.placed(text, line: 1)
      }
    }
  }

  /// The name of the file, for people.
  var path: String {
    switch feed {
    case .csv(let file, _, _), .jsonLines(let file): file.path
    case .sqlite(let query): query.path
    }
  }

  /// Which file it is.
  var identity: FileIdentity? {
    switch feed {
    case .csv(let file, _, _), .jsonLines(let file): file.identity
    case .sqlite(let query): FileIdentity(path: query.path)
    }
  }

  /// How many bytes it has, where that is known.
  var size: Int? {
    switch feed {
    case .csv(let file, _, _), .jsonLines(let file): file.size
    case .sqlite: nil
    }
  }

  /// The columns, where they are known beforehand.
  var columns: [String]? {
    switch feed {
    case .csv(_, let header, _): header
    case .jsonLines: nil
    case .sqlite(let query): query.columns
    }
  }
}

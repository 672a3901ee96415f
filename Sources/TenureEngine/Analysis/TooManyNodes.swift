public import TenureModel

/// A question about all situations at once took more nodes of diagrams than it may.
///
/// Law takes thousands of nodes, the most entangled laws some millions; clauses made to defeat the
/// diagrams take more than any memory holds. So the work ends here. A ruling on one situation needs
/// no diagram, and is given all the same.
public struct TooManyNodes: Error, Sendable, Hashable {
  /// The most nodes that were allowed.
  public let limit: Int
  /// The clause whose tests alone take more; nil if it is all clauses together that do.
  public let clause: String?
  /// Where that clause stands.
  public let location: SourceLocation?

  /// Creates an error.
  public init(limit: Int, clause: String? = nil, location: SourceLocation? = nil) {
    self.limit = limit
    self.clause = clause
    self.location = location
  }

  /// The most nodes of one question unless another number is asked for.
  ///
  /// With all that is kept beside it a node takes up to 256 bytes: so this is some 4 GB. The law of
  /// the Union against that of the United States takes a third.
  public static let usualLimit = 1 << 24
}

public import TenureModel

/// A question about all situations at once took more nodes of diagrams than it may.
///
/// Law takes thousands of nodes, the most entangled laws some millions; clauses made to defeat the
/// diagrams take more than any memory holds. So the work ends here. A ruling on one situation needs
/// no diagram, and is given all the same.
public struct TooManyNodes: Error, Sendable, Hashable {
  /// The most nodes that were allowed.
  public let limit: Int
  /// The clause whose tests alone took most of them; nil if no clause did.
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
  /// With all that is kept beside it a node takes 120 to 256 bytes: so this is 2 to 4 GB. The law
  /// of the Union against that of the United States takes 0.7 GB.
  public static let usualLimit = 1 << 24
}

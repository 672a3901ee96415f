import BigInt
import TenureModel
import TenureReference

/// What stands in a certificate's file: the certificate, and for what it was written.
///
/// One object in JSON a line: a header with the claim and the numbers of what follows, the facets,
/// the regions, the nodes, each after those to which it leads, then the questions. Regions and
/// nodes are numbered in one row: so one number says where a branch leads.
struct CertificateFile {
  /// The version of the form.
  static let version = 3
  /// The most nodes that a certificate may have.
  static let nodeLimit = 1_000_000

  /// How the user named the sides.
  var before: String
  var after: String
  /// The day at which both are asked.
  var day: Day?
  /// The force from which on clauses count.
  var force: Force?
  /// Whether vocabulary, layers and documents are the same, byte for byte.
  var isIdentical: Bool
  var certificate: Certificate
}

extension Certificate {
  /// The number by which a file names a node or a region.
  func place(of target: Target) -> Int {
    switch target {
    case .region(let number): number
    case .node(let number): regions.count + number
    }
  }
}

/// The words for questions, in both directions.
struct QuestionWords {
  let vocabulary: Vocabulary

  /// The names of the questions that stand alone.
  static let verdict = "verdict"
  static let waterfall = "waterfall"

  /// The name of a right.
  func right(_ leaf: Int) -> String { vocabulary.rights?.leafName(leaf) ?? "\(leaf)" }

  /// The name of an act.
  func act(_ leaf: Int) -> String { vocabulary.acts?.leafName(leaf) ?? "\(leaf)" }

  /// The leaf of a name.
  func leaf(_ name: String, in taxonomy: Taxonomy?) -> Int? {
    guard let taxonomy, let term = taxonomy.term(named: name) else { return nil }
    return taxonomy.leafNumber(of: term)
  }
}

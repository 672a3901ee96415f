public import TenureModel

/// The conformance kit: what every plugin owes, tried on its own documents.
///
///     @Test func conforms() throws {
///       try PluginConformance(ConsentTable.self).check()
///     }
///
/// A plugin is never in the path of a ruling, so all that the engine, the diff and the cache rely
/// on is that its lowering keeps the rules of ``ConformanceCheck``. The kit takes the plugin's
/// default document and any further ones, and tries them as they stand, with keys and provisions in
/// other orders, with comments and blank lines, with every key and value in turn replaced by one
/// that nobody can understand, and under vocabularies that lack a facet.
///
/// What it cannot find is what its documents do not show: a provision that stands in none of them
/// is never lowered. Hand in documents that use every section.
///
/// Needs no test framework: ``check()`` throws an error that says what is wrong.
///
/// - Complexity: some ten lowerings for each node of the documents.
public struct PluginConformance: Sendable {
  let plugin: Plugin
  let vocabulary: Vocabulary?
  let ranks: [String]
  let documents: [String]

  /// Prepares the checks of a plugin that is held already, or is no Swift type.
  ///
  /// - Parameters:
  ///   - plugin: The plugin.
  ///   - vocabulary: What can be said; the standard vocabulary if left out.
  ///   - ranks: The ranks of the doctrine that the documents name.
  ///   - documents: Further documents, which must lower without an error.
  public init(
    _ plugin: Plugin, under vocabulary: Vocabulary? = nil, ranks: [String] = [],
    documents: [String] = []
  ) {
    self.plugin = plugin
    self.vocabulary = vocabulary ?? Vocabulary.standard
    self.ranks = ranks
    self.documents = documents
  }

  /// Prepares the checks of a property policy.
  public init<P: PropertyRightsPolicy>(
    _ policy: P.Type, under vocabulary: Vocabulary? = nil, ranks: [String] = [],
    documents: [String] = []
  ) {
    self.init(.property(policy), under: vocabulary, ranks: ranks, documents: documents)
  }

  /// Prepares the checks of a circulation policy.
  public init<P: CirculationPolicy>(
    _ policy: P.Type, under vocabulary: Vocabulary? = nil, ranks: [String] = [],
    documents: [String] = []
  ) {
    self.init(.circulation(policy), under: vocabulary, ranks: ranks, documents: documents)
  }

  /// Prepares the checks of a distribution policy.
  public init<P: DistributionPolicy>(
    _ policy: P.Type, under vocabulary: Vocabulary? = nil, ranks: [String] = [],
    documents: [String] = []
  ) {
    self.init(.distribution(policy), under: vocabulary, ranks: ranks, documents: documents)
  }

  /// Prepares the checks of a governance policy.
  public init<P: GovernancePolicy>(
    _ policy: P.Type, under vocabulary: Vocabulary? = nil, ranks: [String] = [],
    documents: [String] = []
  ) {
    self.init(.governance(policy), under: vocabulary, ranks: ranks, documents: documents)
  }

  /// Runs all checks.
  ///
  /// - Throws: What is wrong, all at once.
  public func check() throws(ConformanceFailure) {
    let violations = violations()
    guard violations.isEmpty else {
      throw ConformanceFailure(plugin: plugin.name, violations: violations)
    }
  }

  /// Runs all checks and says what is wrong; nothing if the plugin conforms.
  public func violations() -> [ConformanceViolation] {
    guard let vocabulary else {
      return [
        ConformanceViolation(check: .declaration, message: "the standard vocabulary is unreadable")
      ]
    }
    var trial = Trial(plugin, LoweringContext(vocabulary: vocabulary, ranks: ranks))
    trial.checkDeclaration()
    for (position, text) in ([plugin.defaultDocument] + documents).enumerated() {
      let name = position == 0 ? "the default document" : "document \(position)"
      guard let sample = trial.accept(text, named: name) else { continue }
      trial.checkRepetition(of: sample)
      trial.checkOrder(of: sample)
      trial.checkMovement(of: sample)
      trial.checkStrictness(with: sample)
      trial.checkVocabularies(with: sample)
      trial.checkMoney(of: sample)
      trial.checkPower(of: sample)
    }
    return trial.violations
  }
}

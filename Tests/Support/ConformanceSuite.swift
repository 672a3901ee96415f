package import Foundation
package import TenureModel

/// The conformance cases of some plugins, each of which must mean what it says.
///
/// A folder has `good` documents, each with the clauses that it means; `bad` ones, each with all
/// that is wrong with it; and perhaps `same`, each with the rulebook that means the same.
package struct ConformanceSuite: Sendable {
  private let plugins: [Plugin]
  private let folder: URL
  private let vocabulary: URL
  private let caseName: @Sendable (Plugin) -> String

  /// Creates a suite.
  ///
  /// - Parameters:
  ///   - plugins: The plugins.
  ///   - folder: Where the cases are.
  ///   - vocabulary: The vocabulary of cases that name no other.
  ///   - caseName: How the names of a plugin's cases begin.
  package init(
    _ plugins: [Plugin], in folder: URL, vocabulary: URL,
    named caseName: @escaping @Sendable (Plugin) -> String
  ) {
    self.plugins = plugins
    self.folder = folder
    self.vocabulary = vocabulary
    self.caseName = caseName
  }

  /// The cases of a kind.
  package func cases(_ kind: String) -> [ConformanceCase] {
    ConformanceCase.all(in: folder.appending(path: kind))
  }

  /// The plugins without a case of a kind.
  package func pluginsWithout(_ kind: String) -> [String] {
    let cases = cases(kind)
    return plugins.map(caseName).filter { name in !cases.contains { $0.isAbout(name) } }
  }

  /// What is wrong if a good document does not mean what its case says; nil if it does.
  package func fault(ofGood test: ConformanceCase) -> String? {
    guard let (vocabulary, lowered) = lower(test) else { return "nothing reads \(test)" }
    guard !lowered.findings.containsError else { return spelled(lowered.findings) }
    let text = spelled(lowered, in: vocabulary)
    return test.check(text) ? nil : text
  }

  /// What is wrong if a bad document is not refused whole, with everything that is wrong and where;
  /// nil if it is.
  package func fault(ofBad test: ConformanceCase) -> String? {
    guard let (_, lowered) = lower(test) else { return "nothing reads \(test)" }
    let text = spelled(lowered.findings)
    guard lowered.findings.containsError else { return "not refused\n\(text)" }
    guard lowered.clauses.isEmpty else { return "not refused whole\n\(text)" }
    guard lowered.findings.allSatisfy({ $0.location != nil }) else { return "nowhere\n\(text)" }
    return test.check(text) ? nil : text
  }

  /// What is wrong if a document and a rulebook do not mean the same; nil if they do.
  ///
  /// `rulebook` reads the rulebooks of the case's pillar.
  package func fault(ofSame test: ConformanceCase, rulebook: (Pillar) -> Plugin?) -> String? {
    guard let plugin = plugin(of: test), let (vocabulary, lowered) = lower(test),
      let reader = rulebook(plugin.pillar),
      let same = ConformanceCase(name: "rulebook", document: test.expectation)
        .lower(by: reader, vocabulary)
    else { return "nothing reads \(test)" }
    guard lowered.findings.isEmpty, !lowered.clauses.isEmpty else {
      return "not accepted\n\(spelled(lowered.findings))"
    }
    func text(_ lowered: LoweredDocument) -> String {
      spelled(lowered, in: vocabulary).replacing(/\s\(lines [0-9]+-[0-9]+\)/, with: "")
    }
    let (own, other) = (text(lowered), text(same))
    return own == other ? nil : "\(own)\nand the rulebook\n\(other)"
  }

  private func plugin(of test: ConformanceCase) -> Plugin? {
    plugins.first { test.isAbout(caseName($0)) }
  }

  private func lower(
    _ test: ConformanceCase
  ) -> (vocabulary: Vocabulary, lowered: LoweredDocument)? {
    let file = test.vocabularyName.map { folder.appending(path: "\($0).yaml") } ?? vocabulary
    guard let vocabulary = Vocabulary.read(file), let plugin = plugin(of: test),
      let lowered = test.lower(by: plugin, vocabulary)
    else { return nil }
    return (vocabulary, lowered)
  }
}

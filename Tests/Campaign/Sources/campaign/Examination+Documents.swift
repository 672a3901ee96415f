import RulebookPlugin
import TenureDocuments
import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport

// The regime as documents: written, parsed, lowered by the rulebook plugin, and ruled.

extension Examination {
  /// What is rightly refused in documents, and yet may stand in a random regime: tests that no
  /// value passes, and bodies that one without declarations names.
  private static let refusable: Set = [
    "empty-range", "out-of-range", "never-in-force", "unknown-body", "unknown-procedure",
  ]

  private static let rulebooks: [Plugin] = [
    .property(RulebookProperty.self), .circulation(RulebookCirculation.self),
    .distribution(RulebookDistribution.self), .governance(RulebookGovernance.self),
  ]

  /// The regime as it comes back from documents.
  func checkDocuments() -> Path.Result {
    let vocabulary = trial.vocabulary
    // Documents cannot say what the vocabulary has no words for.
    let needed: [(Pillar, Any?)] = [
      (.circulation, vocabulary.action), (.property, vocabulary.rights),
      (.governance, vocabulary.acts),
    ]
    let pillars = Set(given[0].clauses.map(\.clause.pillar))
    if needed.contains(where: { $0.1 == nil && pillars.contains($0.0) }) { return .skipped }
    guard !given[0].layers.isEmpty else { return .skipped }
    let documents = RegimeDocuments(given[0])
    do {
      let loader = RegimeLoader(
        source: DocumentsInMemory(documents.texts), plugins: Self.rulebooks)
      let loaded = try loader.regime(documents.topName)
      guard let regime = loaded.value?.regime else {
        let errors = loaded.findings.filter { $0.severity == .error }
        guard let error = errors.first(where: { !Self.refusable.contains($0.id) }) else {
          return errors.isEmpty ? .differs("refused without an error", in: nil) : .skipped
        }
        let place = error.location.map { "\($0.file):\($0.line)" } ?? ""
        return .differs("refused: \(error.message) \(place)", in: nil)
      }
      return compare(regime)
    } catch {
      return .differs("\(error)", in: nil)
    }
  }

  private func compare(_ regime: Regime) -> Path.Result {
    let vocabulary = trial.vocabulary
    guard regime.vocabulary == vocabulary else {
      return .differs("another vocabulary", in: nil)
    }
    let read = RegimeEngine(regime)
    for (place, situation) in trial.situations.enumerated() {
      let found = read.ruling(in: situation)
      let expected = rulings[place]
      let ids = (
        Set(found.deciding.map { read.clauses[$0].clause.id }),
        Set(expected.deciding.map { judge.interpreter.clauses[$0].clause.id })
      )
      if found.outcome == expected.outcome, found.basis == expected.basis, ids.0 == ids.1 {
        continue
      }
      return .differs(
        "FOUND \(text.text(found))\nEXPECTED \(text.text(expected))",
        in: situation.situation(in: vocabulary))
    }
    return .agrees(situations: trial.situations.count)
  }
}

package import TenureModel

/// Numbers the facts of each facet by what some clauses tell apart: two facts with one number are
/// the same to all of them.
package struct FactPartition {
  /// The facets that the clauses test, ascending; `right` is never among them.
  package let facets: [FacetID]
  /// Everything that is told apart.
  package let variables: [Variable]
  private let questions: [FacetID: [Variable]]
  private var numbers: [FacetID: [[Bits]: UInt32]] = [:]

  /// Cuts the facets of one vocabulary by all clauses of some regimes.
  ///
  /// At a fixed day, `date` is told apart no more.
  package init(_ engines: [RegimeEngine], at day: Day?) {
    let guards = engines.flatMap(\.conditions)
    let vocabulary = engines[0].regime.vocabulary
    let space = Space(
      vocabulary: vocabulary, guards: guards, survey: Survey(of: guards, in: vocabulary), day: day)
    self.init(Array(space.variables[..<space.baseLevelCount]))
  }

  /// Tells apart what some variables do.
  init(_ variables: [Variable]) {
    self.variables = variables
    questions = Dictionary(grouping: variables, by: \.facet)
    facets = questions.keys.sorted()
  }

  /// The number of a fact; the first that is met is 0.
  package mutating func number(of fact: Situation.Fact, facet: FacetID) -> UInt32 {
    let classes = (questions[facet] ?? []).map { $0.classes(of: fact) }
    let count = UInt32(truncatingIfNeeded: numbers[facet]?.count ?? 0)
    if let known = numbers[facet]?[classes] { return known }
    numbers[facet, default: [:]][classes] = count
    return count
  }
}

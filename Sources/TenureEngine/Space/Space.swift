import BigInt
import TenureModel

/// The situations of a vocabulary as a family of clauses tells them apart: finitely many boxes of
/// classes, in one order of variables.
///
///     level    0        1        2             …   last
///     facet    action   data     data              persons
///     classes  [sell]   personal? public?          [0, 100 000), [100 000, 1 000 000), …
///              [export]
///              others
///
/// A set facet is one yes/no variable for each block of leaves that no clause tells apart; subsets
/// are never enumerated. A bad order of variables was measured to cost 44 times the nodes. The
/// derived facet `right` comes behind everything and is never counted.
struct Space: Sendable {
  let vocabulary: Vocabulary
  /// The day at which everything is asked, if it is fixed.
  let day: Day?
  let survey: Survey
  /// The variables in their order; a position is a *level*.
  let variables: [Variable]
  /// The levels of each facet.
  let levels: [FacetID: [Int]]
  /// The number of levels that are not derived; those behind are the rights.
  let baseLevelCount: Int
  /// For each facet whether the guards name each leaf, or a term over it; empty if they name none.
  let isNamed: [[Bool]]

  /// In which order the variables stand.
  enum Order {
    /// Those of a facet side by side, the numbers and days last; else what most guards test first.
    case byFacet
    /// As `FrequencyOrder` says, what some guards test foremost.
    case byFrequency(foremost: [Guard])
    /// Those of some facets first, the others as `VariableOrder` says.
    case after([FacetID])
  }

  /// Cuts a vocabulary by guards.
  ///
  /// `survey` is what all clauses name, for the counts, at least what the guards name.
  init(
    vocabulary: Vocabulary, guards: [Guard], order: Order = .byFacet, survey: Survey, day: Day?
  ) {
    var cutter = SpaceCutter(vocabulary: vocabulary, survey: survey, day: day)
    let tests = TestCounts(of: guards, in: vocabulary)
    for (test, count) in zip(tests.tests, tests.counts) { cutter.add(test, count) }
    let variables = cutter.variables()
    self.variables =
      switch order {
      case .byFacet: BlockOrder(guards, in: vocabulary).ordered(variables).variables
      case .byFrequency(let foremost):
        FrequencyOrder(guards, tests, foremost: foremost, in: vocabulary).ordered(variables)
      case .after(let axes): VariableOrder(variables, guards, in: vocabulary).ordered(after: axes)
      }
    self.vocabulary = vocabulary
    self.day = day
    self.survey = survey
    isNamed = cutter.isNamed
    baseLevelCount = self.variables.count { $0.facet != vocabulary.right }
    let ordered = self.variables
    levels = Dictionary(grouping: ordered.indices) { ordered[$0].facet }
  }

  /// The number of cases of the named facets that have no variable here.
  var outsideCases: BigUInt {
    survey.named.reduce(1) { product, facet in
      levels[facet] == nil
        ? product * survey.cases(of: facet, in: vocabulary, at: day) : product
    }
  }

  /// The class of every variable in a situation.
  func codes(of situation: TotalSituation) -> [Int] {
    variables.map { $0.facet == vocabulary.right ? 0 : $0.code(of: situation[$0.facet]) }
  }
}

/// Collects what guards tell apart, and makes variables of it.
private struct SpaceCutter {
  let vocabulary: Vocabulary
  let survey: Survey
  let day: Day?
  var leaves: [FacetID: LeafPartition] = [:]
  var flags: Set<FacetID> = []
  var cuts: [FacetID: Set<Cut>] = [:]
  var days: [FacetID: Set<Day>] = [:]
  var uses: [Int]
  /// For each facet whether some term that is named stands over each leaf; empty if none is.
  private(set) var isNamed: [[Bool]]

  init(vocabulary: Vocabulary, survey: Survey, day: Day?) {
    self.vocabulary = vocabulary
    self.survey = survey
    self.day = day
    uses = Array(repeating: 0, count: vocabulary.facets.count)
    isNamed = Array(repeating: [], count: vocabulary.facets.count)
  }

  /// Cuts by a test that occurs so many times.
  mutating func add(_ test: FacetTest, _ count: Int) {
    let facet = test.facet
    uses[facet.index] += count
    switch test.condition {
    case .under(let terms), .hasAny(let terms), .hasNone(let terms), .hasOnly(let terms):
      split(facet) { partition, taxonomy in
        let leaves = taxonomy.leaves(under: terms)
        partition.split(by: leaves)
        return leaves
      }
    case .hasAll(let terms):
      split(facet) { partition, taxonomy in
        for term in terms { partition.split(by: taxonomy[term].leaves) }
        return taxonomy.leaves(underAnyOf: terms)
      }
    case .isEmpty: split(facet) { _, _ in .empty }
    case .sameAs(let other):
      for facet in [facet, other] {
        split(facet) { partition, _ in
          partition.splitAll()
          return .empty
        }
      }
    case .flag: flags.insert(facet)
    case .within(let range):
      guard case .quantity(let domain) = vocabulary[facet].kind else { return }
      for cut in [Cut.lower(of: range, in: domain), Cut.upper(of: range, in: domain)] {
        guard let cut, cut.isInside(domain) else { continue }
        cuts[facet, default: []].insert(cut)
      }
    case .during(let range):
      if facet == vocabulary.date, day != nil { return }
      for day in [range.from, range.before] {
        if let day { days[facet, default: []].insert(day) }
      }
    }
  }

  /// Splits the leaves of a facet, and notes those that were named.
  private mutating func split(
    _ facet: FacetID, _ body: (inout LeafPartition, Taxonomy) -> LeafSet
  ) {
    guard let taxonomy = vocabulary.taxonomy(of: facet) else { return }
    let leaves = body(
      &leaves[facet, default: LeafPartition(leafCount: taxonomy.leafCount)], taxonomy)
    if leaves.isEmpty { return }
    if isNamed[facet.index].isEmpty {
      isNamed[facet.index] = Array(repeating: false, count: taxonomy.leafCount)
    }
    for range in leaves.ranges { for leaf in range { isNamed[facet.index][leaf] = true } }
  }

  /// The variables, those of a facet side by side.
  func variables() -> [Variable] {
    var variables: [Variable] = []
    for (facet, partition) in leaves { variables += termVariables(facet, partition.classes()) }
    for facet in flags {
      variables.append(Variable(facet: facet, content: .flag, weights: [1, 1]))
    }
    for (facet, cuts) in cuts { variables.append(numberVariable(facet, cuts.sorted())) }
    for (facet, days) in days { variables.append(dayVariable(facet, days.sorted())) }
    func key(_ variable: Variable) -> (Int, Int, Int, Int, Int) {
      let facet = variable.facet
      let isDerived = facet == vocabulary.right ? 1 : 0
      var first = 0
      if case .block(let leaves) = variable.content { first = leaves.first ?? 0 }
      return (
        isDerived, variable.isNumeric ? 1 : 0, -uses[facet.index], facet.index, first
      )
    }
    return variables.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func termVariables(_ facet: FacetID, _ classes: [LeafSet]) -> [Variable] {
    if case .set = vocabulary[facet].kind {
      return classes.map { block in
        Variable(
          facet: facet, content: .block(block), weights: [1, (BigUInt(1) << block.count) - 1])
      }
    }
    return [
      Variable(
        facet: facet, content: .terms(classes), weights: classes.map { BigUInt(cases: $0.count) })
    ]
  }

  private func numberVariable(_ facet: FacetID, _ cuts: [Cut]) -> Variable {
    var domain = Facet.Quantity()
    if case .quantity(let quantity) = vocabulary[facet].kind { domain = quantity }
    let all = survey.cuts(of: facet)
    let weights = intervalWeights(
      cuts.map { cut in all.partitioningIndex { $0 >= cut } }, all.count)
    return Variable(facet: facet, content: .numbers(cuts, domain), weights: weights)
  }

  private func dayVariable(_ facet: FacetID, _ days: [Day]) -> Variable {
    let all = survey.days(of: facet)
    let weights = intervalWeights(
      days.map { day in all.partitioningIndex { $0 >= day } }, all.count)
    return Variable(facet: facet, content: .days(days), weights: weights)
  }

  /// How many of the intervals between all cuts lie in each interval between the given ones, whose
  /// positions among all cuts are given.
  private func intervalWeights(_ positions: [Int], _ cutCount: Int) -> [BigUInt] {
    var weights: [BigUInt] = []
    var start = 0
    for position in positions + [cutCount] {
      weights.append(BigUInt(cases: position - start + 1))
      start = position + 1
    }
    return weights
  }
}

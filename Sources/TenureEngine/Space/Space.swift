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
/// are never enumerated, and the blocks stand as `BlockOrder` says. Numbers and days stand last: a
/// bad order was measured to cost 44 times the nodes. The derived facet `right` comes behind
/// everything and is never counted.
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
  /// The leaves of each facet that the guards name.
  let named: [FacetID: LeafSet]

  /// Cuts a vocabulary by guards.
  ///
  /// `survey` is what all clauses name, for the counts, at least what the guards name. The facets
  /// of `foremost` come first in the order: the guards of clauses that changed. Where there are
  /// `axes`, these come first, and the order is that of `VariableOrder`.
  init(
    vocabulary: Vocabulary, guards: [Guard], foremost: [Guard] = [], axes: [FacetID] = [],
    survey: Survey, day: Day?
  ) {
    var cutter = SpaceCutter(vocabulary: vocabulary, survey: survey, day: day)
    for condition in guards { cutter.add(condition) }
    var urgent: [FacetID: Int] = [:]
    for condition in foremost {
      condition.forEachTest { urgent[$0.facet, default: 0] += 1 }
    }
    var variables = cutter.variables(urgent: urgent)
    variables =
      axes.isEmpty
      ? BlockOrder(guards, in: vocabulary).ordered(variables)
      : VariableOrder(variables, guards, in: vocabulary).ordered(after: axes)
    self.vocabulary = vocabulary
    self.day = day
    self.survey = survey
    self.variables = variables
    named = cutter.named
    baseLevelCount = variables.count { $0.facet != vocabulary.right }
    levels = Dictionary(grouping: variables.indices) { variables[$0].facet }
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
  var uses: [FacetID: Int] = [:]
  /// The leaves under the terms that are named.
  var named: [FacetID: LeafSet] = [:]

  mutating func add(_ condition: Guard) {
    condition.forEachTest { add($0) }
  }

  mutating func add(_ test: FacetTest) {
    let facet = test.facet
    uses[facet, default: 0] += 1
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
    named[facet] = named[facet]?.union(leaves) ?? leaves
  }

  func variables(urgent: [FacetID: Int]) -> [Variable] {
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
        isDerived, variable.isNumeric ? 1 : 0, -(urgent[facet] ?? 0),
        -(uses[facet] ?? 0), facet.index << 20 + first
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

import TenureEngine
import TenureModel

/// Everything that the threads of a comparison need, made ready once.
struct ComparisonPlan: Sendable {
  /// The verdicts of the two regimes.
  let batches: [BatchRuling]
  /// The rights that change; nil if they are not counted.
  let holdings: HoldingChanges?
  /// What decides who is paid; nil if there is no income.
  let money: MoneyPlan?
  let day: Day?
  let options: PopulationComparison.Options

  var vocabulary: Vocabulary { batches[0].engine.regime.vocabulary }

  /// Everything that must be told apart in the cells of rows.
  var variables: [Variable] {
    (batches + (holdings?.parts.map(\.batch) ?? [])).flatMap(\.variables)
      + (money?.partition.variables ?? [])
  }
}

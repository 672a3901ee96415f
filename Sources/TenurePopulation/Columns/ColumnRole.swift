/// What a column of a table is to a comparison.
enum ColumnRole: Sendable, Hashable {
  /// A facet, by its position among the columns that are read.
  case facet(Int)
  /// The income of the row.
  case income
  /// Both.
  case facetAndIncome(Int)
  /// The name of the row.
  case key
  /// None of its business.
  case ignored
}

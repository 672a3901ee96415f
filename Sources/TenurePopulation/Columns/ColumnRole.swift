/// What a column of a table is to a comparison.
enum ColumnRole: Sendable, Hashable {
  /// A facet, by its position among the columns that are read.
  case facet(Int)
  /// The income of the row.
  case income
  /// The name of the row.
  case key
  /// Several of these at once.
  case several(facet: Int?, isIncome: Bool, isKey: Bool)
  /// None of its business.
  case ignored

  /// The role of a column that is all of this at once.
  init(facet: Int?, isIncome: Bool, isKey: Bool) {
    switch (facet, isIncome, isKey) {
    case (let facet?, false, false): self = .facet(facet)
    case (nil, true, false): self = .income
    case (nil, false, true): self = .key
    case (nil, false, false): self = .ignored
    default: self = .several(facet: facet, isIncome: isIncome, isKey: isKey)
    }
  }

  /// The facet that it gives.
  var facet: Int? {
    switch self {
    case .facet(let position): position
    case .several(let position, _, _): position
    case .income, .key, .ignored: nil
    }
  }

  /// Whether it names the row.
  var isKey: Bool {
    switch self {
    case .key: true
    case .several(_, _, let isKey): isKey
    case .facet, .income, .ignored: false
    }
  }
}

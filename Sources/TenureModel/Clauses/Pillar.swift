/// One of the four systems of rules that make a regime.
public enum Pillar: String, Sendable, Hashable, CaseIterable {
  /// Who holds which right in the data.
  case property
  /// What may, must and must not happen to it.
  case circulation
  /// Who gets which share of the income.
  case distribution
  /// Who may make and change the rules.
  case governance
}

extension Pillar: Comparable {
  /// In the order in which a regime lists them.
  public static func < (left: Pillar, right: Pillar) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .property: 0
    case .circulation: 1
    case .distribution: 2
    case .governance: 3
    }
  }
}

public import TenureModel

/// What two waterfalls pay over all incomes of at least zero, with the claims fixed: straight
/// pieces, exact, before rounding.
public struct IncomeProfile: Sendable, Hashable {
  /// A straight line: so much at an income of zero, and so much more for each unit of income.
  public struct Line: Sendable, Hashable {
    /// What each further unit of income gives.
    public let slope: Rational
    /// Where the line meets an income of zero, in minor units.
    public let intercept: Rational

    /// The height at an income, in minor units.
    public func value(at income: Rational) -> Rational { intercept + slope * income }
  }

  /// A range of incomes on which nothing changes its slope.
  public struct Piece: Sendable, Hashable {
    /// The first income, in minor units.
    public let from: Rational
    /// The last income, in minor units, which the next piece has as well; nil if there is no end.
    public let upTo: Rational?
    /// What each payee gets by the first waterfall.
    public let before: [Payee: Line]
    /// What each payee gets by the second.
    public let after: [Payee: Line]

    /// What each payee gains, or loses if below zero; payees for whom nothing changes are left
    /// out.
    public var gains: [Payee: Line] {
      var gains: [Payee: Line] = [:]
      for payee in Set(before.keys).union(after.keys) {
        let (old, new) = (before[payee], after[payee])
        let line = Line(
          slope: (new?.slope ?? .zero) - (old?.slope ?? .zero),
          intercept: (new?.intercept ?? .zero) - (old?.intercept ?? .zero))
        if line.slope.signum != 0 || line.intercept.signum != 0 { gains[payee] = line }
      }
      return gains
    }
  }

  /// The pieces, ascending; together they cover all incomes.
  public let pieces: [Piece]

  /// The incomes at which some slope changes, ascending.
  public var breakpoints: [Rational] { pieces.dropFirst().map(\.from) }

  /// Works out the pieces of two waterfalls.
  ///
  /// - Throws: as ``WaterfallComparison/compare(_:_:currency:claims:)`` does, and if a figure is
  ///   missing.
  public init<First, Second>(
    _ before: Waterfall<First>, _ after: Waterfall<Second>, currency: Currency,
    claims: Claims = Claims()
  ) throws(WaterfallError) {
    let explorer = PieceExplorer(
      variableCount: 1, limit: WaterfallComparison.pieceLimit)
    let inputs = ExactRun.Inputs(
      income: LinearForm(variable: 0, count: 1),
      figures: claims.figures.mapValues { LinearForm(Rational($0), count: 1) },
      recovered: claims.recovered.mapValues { LinearForm(Rational($0), count: 1) },
      balances: claims.balances.mapValues { LinearForm(Rational($0), count: 1) })
    var pieces: [Piece] = []
    try explorer.explore { () throws(WaterfallError) -> Bool in
      var first = ExactRun(inputs, claims: claims, currency: currency, explorer: explorer)
      let own = try first.totals(of: before)
      var second = ExactRun(inputs, claims: claims, currency: currency, explorer: explorer)
      let other = try second.totals(of: after)
      let (from, upTo) = Self.range(explorer.constraints)
      pieces.append(
        Piece(
          from: from, upTo: upTo, before: own.mapValues(Self.line),
          after: other.mapValues(Self.line)))
      return true
    }
    self.pieces = Self.joined(pieces.sorted { $0.from < $1.from })
  }

  private static func line(_ form: LinearForm) -> Line {
    Line(slope: form.coefficients[0], intercept: form.constant)
  }

  private static func range(_ constraints: [LinearForm]) -> (Rational, Rational?) {
    var from = Rational.zero
    var upTo: Rational?
    for form in constraints {
      let zero = -form.constant / form.coefficients[0]
      if form.coefficients[0].signum > 0 {
        from = max(from, zero)
      } else {
        upTo = min(upTo ?? zero, zero)
      }
    }
    return (from, upTo)
  }

  /// Neighbours with the same lines become one.
  private static func joined(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    for piece in pieces {
      if let last = result.last, last.before == piece.before, last.after == piece.after {
        result[result.count - 1] = Piece(
          from: last.from, upTo: piece.upTo, before: last.before, after: last.after)
      } else {
        result.append(piece)
      }
    }
    return result
  }
}

package import TenureModel

/// What a row of a population is told, in one number: the verdict and the first clause that decides
/// it.
///
/// The clause is the first, in the order of `RegimeEngine.clauses`, of those that speak on the act
/// and are undefeated. Where completions of a row differ, the verdict is `depends`; where they
/// differ in the clause, there is none. So a clause that is named decides in every completion.
package struct RowAnswer: Hashable, Sendable {
  /// The verdict in the lowest three bits, then the position of the clause plus one.
  package let number: UInt32

  /// The verdicts by their codes; those of `ActValue` first.
  package static let verdicts: [Verdict] = (0...5).map { verdict(ofCode: $0) }
  /// How many bits the verdict takes.
  package static let verdictBits: UInt32 = 3

  static let depends: UInt32 = 5

  /// An answer by its number.
  package init(number: UInt32) { self.number = number }

  init(verdict: Int, clause: Int?) {
    number = UInt32(verdict) | UInt32((clause ?? -1) + 1) << Self.verdictBits
  }

  /// The code of the verdict.
  package var verdictCode: Int { Int(number & (1 << Self.verdictBits - 1)) }

  /// The verdict.
  package var verdict: Verdict { Self.verdict(ofCode: verdictCode) }

  /// The verdict of a code; as a switch, so that a ruling looks nothing up.
  static func verdict(ofCode code: Int) -> Verdict {
    switch code {
    case 0: .silent
    case 1: .permitted
    case 2: .prohibited
    case 3: .required
    case 4: .contested
    default: .depends
    }
  }

  /// The position of the first deciding clause; nil if there is none that all completions share.
  package var clause: Int? {
    let clause = number >> Self.verdictBits
    return clause == 0 ? nil : Int(clause) - 1
  }

  /// What two completions have in common.
  func joined(with other: RowAnswer) -> RowAnswer {
    if self == other { return self }
    let mask = (1 as UInt32) << Self.verdictBits - 1
    let verdict = number & mask == other.number & mask ? number & mask : Self.depends
    let clause = number & ~mask == other.number & ~mask ? number & ~mask : 0
    return RowAnswer(number: verdict | clause)
  }

  /// Whether no further completion can change it.
  var isOpen: Bool { number == Self.depends }
}

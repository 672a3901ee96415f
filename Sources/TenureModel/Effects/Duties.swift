/// Something that must be done, perhaps within a time.
public struct Duty: Sendable, Hashable {
  /// Its name in kebab-case, such as `impact-assessment`.
  public let name: String
  /// The time within which it must be done, if one is set.
  public let within: Period?

  /// Creates a duty.
  public init(_ name: String, within: Period? = nil) {
    self.name = name
    self.within = within
  }
}

extension Duty: Comparable {
  /// By name, then by deadline as it is written.
  public static func < (left: Duty, right: Duty) -> Bool {
    if left.name != right.name { return left.name < right.name }
    return (left.within?.description ?? "") < (right.within?.description ?? "")
  }
}

/// When a duty falls due, seen from the act.
public enum DutyPhase: String, Sendable, Hashable, CaseIterable {
  /// Before the act.
  case before
  /// With the act, and as long as it lasts.
  case with
  /// After the act.
  case after
}

/// The duties that stand before, with and after an act.
///
/// Each list is a set: sorted, no duty twice.
public struct Duties: Sendable, Hashable {
  /// To be done before.
  public private(set) var before: [Duty]
  /// To be done with the act.
  public private(set) var with: [Duty]
  /// To be done after.
  public private(set) var after: [Duty]

  /// No duties.
  public static let none = Duties()

  /// Creates duties; each list is sorted and doubles are dropped.
  public init(before: [Duty] = [], with: [Duty] = [], after: [Duty] = []) {
    self.before = Set(before).sorted()
    self.with = Set(with).sorted()
    self.after = Set(after).sorted()
  }

  /// Whether there is none.
  public var isEmpty: Bool { before.isEmpty && with.isEmpty && after.isEmpty }

  /// The duties of a phase.
  public subscript(_ phase: DutyPhase) -> [Duty] {
    switch phase {
    case .before: before
    case .with: with
    case .after: after
    }
  }

  /// The duties of both.
  public func union(_ other: Duties) -> Duties {
    if other.isEmpty { return self }
    if isEmpty { return other }
    return Duties(
      before: before + other.before, with: with + other.with, after: after + other.after)
  }

  /// The duties that stand in both.
  public func intersection(_ other: Duties) -> Duties {
    Duties(
      before: before.filter(Set(other.before).contains),
      with: with.filter(Set(other.with).contains),
      after: after.filter(Set(other.after).contains))
  }

  /// Whether every duty of this stands in the other too.
  public func isSubset(of other: Duties) -> Bool {
    DutyPhase.allCases.allSatisfy { Set(self[$0]).isSubset(of: other[$0]) }
  }
}

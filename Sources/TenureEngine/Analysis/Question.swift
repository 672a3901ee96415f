package import TenureModel

/// One of the separate questions that a ruling answers, in a form that two regimes share.
enum Question: Hashable {
  /// May, must or must not the act be done?
  case act
  /// Is a duty of the actor collected?
  case duty(DutyPhase, Duty)
  /// Has the actor a right (by leaf number)?
  case right(Int)
  /// Is a duty of the holder collected?
  case holderDuty(DutyPhase, Duty)
  /// How many times does a step run?
  case step(WaterfallOutcome.Step)
  /// Which rival steps are left unsettled?
  case rivals
  /// How may a body perform an act?
  case power(PowersOutcome.Question)

  var isOfRight: Bool { if case .right = self { true } else { false } }

  var pillar: Pillar {
    switch self {
    case .act, .duty: .circulation
    case .right, .holderDuty: .property
    case .step, .rivals: .distribution
    case .power: .governance
    }
  }
}

/// Numbers for values that have no natural one, shared by the two sides of a comparison.
final class Interner<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int] = [:]

  /// Starts with values that have the first numbers.
  init(_ values: [Value] = []) {
    for value in values { _ = number(of: value) }
  }

  /// The number of a value.
  func number(of value: Value) -> Int {
    if let known = numbers[value] { return known }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }
}

/// The verdicts as numbers of leaves.
enum ActValue {
  static let verdicts: [Verdict] = [.silent, .permitted, .prohibited, .required, .contested]
  /// Whether the verdict lets the act be done, by number.
  static let gives = [false, true, false, true, false]

  static func value(permits: Bool, prohibits: Bool, obliges: Bool) -> Int {
    if prohibits { return permits || obliges ? 4 : 2 }
    if obliges { return 3 }
    return permits ? 1 : 0
  }
}

/// The states of a right as numbers of leaves.
enum RightValue {
  static let states: [RightState] = [.none, .held, .withheld, .contested]

  static func value(grants: Bool, withholds: Bool) -> Int {
    if grants { return withholds ? 3 : 1 }
    return withholds ? 2 : 0
  }
}

extension AnyEffect {
  var circulation: CirculationEffect? {
    if case .circulation(let effect) = self { effect } else { nil }
  }
  var property: RightsEffect? { if case .property(let effect) = self { effect } else { nil } }
  var distribution: DistributionEffect? {
    if case .distribution(let effect) = self { effect } else { nil }
  }
  var governance: GovernanceEffect? {
    if case .governance(let effect) = self { effect } else { nil }
  }

  /// What a clause says on the act: prohibit against permit and oblige.
  var conductAnswer: Int? {
    switch circulation?.conduct {
    case .permit, .oblige: 1
    case .prohibit: 0
    case .attach, nil: nil
    }
  }
}

extension DistributionEffect {
  /// The step as outcomes hold it.
  package func outcomeStep(under terms: DistributionDeclarations) -> WaterfallOutcome.Step {
    WaterfallOutcome.Step(order: order, step: step, terms: terms)
  }
}

extension GovernanceEffect {
  /// Whether it speaks on a body.
  func concerns(_ body: String) -> Bool {
    switch power {
    case .empower(let empowered, _, _): empowered == body
    case .disempower(.any): true
    case .disempower(.body(let other)): other == body
    }
  }

  /// How the effect lets a body act, with its procedure written out; nil for a red line.
  func way(under declarations: GovernanceDeclarations) -> PowersOutcome.Way? {
    guard case .empower(_, let reference, let lasts) = power else { return nil }
    guard case .procedure(let name) = reference else {
      return PowersOutcome.Way(steps: nil, bodies: [:], lasts: lasts)
    }
    let steps = declarations.procedures[name] ?? []
    var bodies: [String: [GovernanceDeclarations.Seats]] = [:]
    for body in steps.flatMap(\.bodies) { bodies[body] = declarations.bodies[body] ?? [] }
    return PowersOutcome.Way(steps: steps, bodies: bodies, lasts: lasts)
  }
}

extension ProcedureStep {
  /// The bodies that vote in a step.
  var bodies: [String] {
    switch self {
    case .vote(let vote): [vote.body]
    case .any(let steps), .all(let steps): steps.flatMap(\.bodies)
    case .propose, .agree, .hear, .notice: []
    }
  }
}

public import TenureModel

/// The steps that an income runs down, each with a label of the caller's.
///
/// A label says where a step comes from, such as the id of a clause; it changes nothing. The order
/// in which steps are given changes nothing either.
public struct Waterfall<Label: Hashable & Sendable>: Sendable {
  /// A step, and where it comes from.
  public struct Step: Sendable, Hashable {
    /// When it runs, what it does, in which currency and with which rounding.
    public let content: WaterfallOutcome.Step
    /// Where it comes from.
    public let label: Label

    /// Creates a step.
    public init(_ content: WaterfallOutcome.Step, label: Label) {
      self.content = content
      self.label = label
    }
  }

  /// The steps, in the order in which they run; equal orders see the same rest.
  public let steps: [Step]
  /// Rival steps between which the doctrine does not choose: they pay nothing.
  public let contested: [Set<WaterfallOutcome.Step>]

  /// Creates a waterfall; a step that stands twice applies twice.
  public init(_ steps: [Step], contested: Set<Set<WaterfallOutcome.Step>> = []) {
    let keyed = steps.map { (step: $0, key: String(describing: $0.content.step)) }
    self.steps = keyed.sorted {
      ($0.step.content.order, $0.key) < ($1.step.content.order, $1.key)
    }.map(\.step)
    let sets = contested.map { set in
      (set: set, key: set.map { "\($0.order) \($0.step)" }.sorted())
    }
    self.contested = sets.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.set)
  }

  /// Creates the waterfall of a ruling.
  ///
  /// The closure gives the label of a step, and of its further copies, which count from zero.
  public init(_ outcome: WaterfallOutcome, label: (WaterfallOutcome.Step, Int) -> Label) {
    var steps: [Step] = []
    for (step, count) in outcome.steps {
      for copy in 0..<max(count, 0) { steps.append(Step(step, label: label(step, copy))) }
    }
    self.init(steps, contested: outcome.contested)
  }
}

extension Waterfall where Label == String {
  /// Creates the waterfall of a ruling, with labels that say what each step is: `20 levy to state`.
  public init(_ outcome: WaterfallOutcome) {
    self.init(outcome) { step, _ in "\(step.order) \(step.step.phrase)" }
  }
}

extension WaterfallStep {
  /// What the step is, in a few words.
  var phrase: String {
    switch self {
    case .levy(let payee, _, _): "levy to \(payee.name)"
    case .recoup(let payee, _): "recoup to \(payee.name)"
    case .split: "split"
    case .cap(let payee, _, _): "cap on \(payee.name)"
    case .floor(let payee, _, _): "floor for \(payee.name)"
    case .dividend(let fund, let payee, _, _): "dividend of \(fund) to \(payee.name)"
    }
  }
}

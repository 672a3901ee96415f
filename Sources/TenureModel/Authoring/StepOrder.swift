/// The order in which the steps of a list run: as they stand, ten apart, unless one says its own.
///
/// A step whose name stood before runs where that one runs: they are rivals. A step that says its
/// order is not moved when another is put before it, so documents with a history say it.
public struct StepOrder: Sendable {
  /// How far apart two steps are that do not say their order.
  public static let spacing = 10

  private var last: Int
  private var orders: [String: Int] = [:]

  /// Begins a list; its first step runs at ten after the start, unless it says its own order.
  public init(after start: Int = 0) { last = start }

  /// The same list going on, at a place at least as far down.
  public func skipping(to start: Int) -> StepOrder {
    var next = self
    next.last = max(last, start)
    return next
  }

  /// The key `order` of a provision.
  public static let field = Field.optional(
    "order", Schema<Int>.wholeNumber(atLeast: 0, atMost: 1_000_000).located,
    "when the step runs; after the one before it if left out")
  /// The key `step` of a provision.
  public static let stepField = Field.optional(
    "step", Schema<String>.identifier,
    "the name of the step, if other provisions are its rivals; the id if left out")

  /// The order of the next step.
  ///
  /// - Parameters:
  ///   - provision: The provision that the step is of.
  ///   - keys: What it says of its place.
  ///   - reader: Where it is reported that a list does not run as it stands.
  /// - Returns: The order.
  public mutating func next<Own>(
    _ provision: Provision<Own>, _ keys: StepKeys, _ reader: inout ProvisionReader
  ) -> Int {
    let given = keys.order
    let step = keys.name ?? provision.id
    let former = orders[step]
    let order = given?.value ?? former ?? last + Self.spacing
    if let given, given.value < last {
      reader.report(
        Finding(
          "order-descends", "this runs at \(given.value), before what stands above it, at \(last)",
          at: given.location, help: "move it up: the list runs as it stands"))
    }
    if former == nil { orders[step] = order }
    last = max(last, order)
    return order
  }
}

/// What a provision says of the place of its step: the keys `order` and `step`.
public struct StepKeys: Sendable {
  /// When the step runs; after the one before it if nil.
  public let order: Located<Int>?
  /// The name of the step; the id of the provision if nil.
  public let name: String?

  /// Creates the values of both keys.
  public init(order: Located<Int>?, name: String?) {
    self.order = order
    self.name = name
  }
}

extension Provision {
  /// A clause of the provision that runs a step of a waterfall.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - order: When it runs; see `StepOrder`.
  ///   - keys: What the provision says of the place of its step.
  ///   - part: What tells it from the provision's other steps; the id becomes `ID.PART`, and so
  ///     does the name.
  /// - Returns: The clause.
  public func clause(
    _ step: WaterfallStep, order: Int, _ keys: StepKeys, part: String? = nil
  ) -> Clause<DistributionEffect> {
    let name = keys.name ?? id
    return clause(
      DistributionEffect(step, order: order, stepName: part.map { "\(name).\($0)" } ?? name),
      part: part)
  }
}

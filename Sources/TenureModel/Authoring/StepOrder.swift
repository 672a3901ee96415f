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
  ///   - given: The order that the document says.
  ///   - step: The name of the step: the id of the provision, unless it says another.
  ///   - reader: Where it is reported that a list does not run as it stands.
  /// - Returns: The order.
  public mutating func next(
    _ given: Located<Int>?, step: String, _ reader: inout ProvisionReader
  ) -> Int {
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

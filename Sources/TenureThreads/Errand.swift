/// One work that another thread does while the one that began it goes on.
package final class Errand<Value: Sendable>: Sendable {
  private let made = Delivery<Value>()
  private let order: Order

  /// Begins a work.
  ///
  /// If no thread stands by, it is done when it is asked for.
  package convenience init(_ body: @escaping @Sendable () -> Value) {
    self.init(on: Standby.threads(1).first, body)
  }

  init(on standby: Standby?, _ body: @escaping @Sendable () -> Value) {
    order = Order { [made] in made.put(body()) }
    standby?.post(order)
  }

  /// Waits until somebody has begun, or begins: for a work that tells something before its end.
  package func begin() {
    Patience.wait { order.isTaken }
    order.run()
  }

  /// Waits for the work, or does it if nobody has begun.
  ///
  /// - Returns: What it made.
  package func finish() -> Value {
    order.run()
    return made.value
  }
}

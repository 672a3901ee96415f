internal import Synchronization

/// Something that one thread makes and another waits for.
package final class Delivery<Value: Sendable>: @unchecked Sendable {
  private let lock = Lock()
  private let isThere = Atomic(false)
  // Written once, before `isThere`.
  private var delivered: Value?

  /// Creates one that nothing was delivered to yet.
  package init() {}

  /// Hands something over, once.
  package func put(_ value: Value) {
    lock.withLock {
      delivered = value
      isThere.store(true, ordering: .releasing)
      lock.signal()
    }
  }

  /// What was delivered, as soon as it is.
  package var value: Value {
    Patience.wait { isThere.load(ordering: .acquiring) }
    return lock.withLock {
      while true {
        if let delivered { return delivered }
        lock.wait()
      }
    }
  }
}

internal import Synchronization

/// A work that whoever comes first does.
final class Order: Sendable {
  private let body: @Sendable () -> Void
  private let taken = Atomic(false)

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// Whether somebody has begun.
  var isTaken: Bool { taken.load(ordering: .relaxed) }

  /// Does the work, unless somebody has begun.
  func run() {
    if !taken.exchange(true, ordering: .acquiringAndReleasing) { body() }
  }
}

/// A thread that stands by for short works: to start one for each would take as long as the work.
final class Standby: @unchecked Sendable {
  private static let roster = Lock()
  // Guarded by the roster.
  nonisolated(unsafe) private static var mustered: [Standby] = []

  private let lock = Lock()
  private var orders: [Order] = []
  private let waiting = Atomic(0)

  private init() {}

  /// Threads that stand by, started when they are first asked for.
  ///
  /// - Parameter count: How many are wanted.
  /// - Returns: So many, but no more than there are processors beside the caller's.
  static func threads(_ count: Int) -> [Standby] {
    let count = max(0, min(count, Crew.processorCount - 1))
    return roster.withLock {
      while mustered.count < count {
        let standby = Standby()
        guard WorkerThread({ standby.serve() }) != nil else { break }
        mustered.append(standby)
      }
      return Array(mustered.prefix(count))
    }
  }

  /// Gives an order.
  func post(_ order: Order) {
    lock.withLock {
      orders.append(order)
      waiting.add(1, ordering: .releasing)
      lock.signal()
    }
  }

  private func serve() {
    while true {
      Patience.wait { waiting.load(ordering: .acquiring) > 0 }
      next().run()
    }
  }

  private func next() -> Order {
    lock.withLock {
      while orders.isEmpty { lock.wait() }
      waiting.subtract(1, ordering: .relaxed)
      return orders.removeFirst()
    }
  }
}

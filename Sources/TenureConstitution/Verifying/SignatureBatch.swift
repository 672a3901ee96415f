internal import Synchronization
internal import TenureThreads

/// Signatures that two threads check together: one that was started for it, and the one that waits
/// for the result.
final class SignatureBatch: Sendable {
  let checks: [SignatureCheck]
  private let next = Atomic(0)
  private let failure = Atomic(Int.max)

  /// Fewer are not worth a thread.
  private static let worthwhile = 8

  init(_ checks: [SignatureCheck]) { self.checks = checks }

  /// Begins to check them in another thread; nil if there is none for it.
  func start() -> WorkerThread? {
    checks.count >= Self.worthwhile ? WorkerThread { self.work() } : nil
  }

  /// Helps to check them, and waits for the other thread.
  ///
  /// - Returns: The first that does not hold, by its place; nil if all do.
  func finish(_ thread: WorkerThread?) -> Int? {
    work()
    thread?.join()
    let place = failure.load(ordering: .relaxed)
    return place == .max ? nil : place
  }

  /// Takes one after the other until none is left.
  private func work() {
    while true {
      let place = next.add(1, ordering: .relaxed).oldValue
      guard place < checks.count else { return }
      if !checks[place].holds { failure.min(place, ordering: .relaxed) }
    }
  }
}

internal import Glibc
internal import Synchronization

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
  func start() -> pthread_t? {
    guard checks.count >= Self.worthwhile else { return nil }
    var thread = pthread_t()
    let task = unsafe Unmanaged.passRetained(self)
    let status = unsafe pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer = unsafe pointer else { return nil }
        unsafe Unmanaged<SignatureBatch>.fromOpaque(pointer).takeRetainedValue().work()
        return nil
      }, task.toOpaque())
    guard status == 0 else {
      unsafe task.release()
      return nil
    }
    return thread
  }

  /// Helps to check them, and waits for the other thread.
  ///
  /// - Returns: The first that does not hold, by its place; nil if all do.
  func finish(_ thread: pthread_t?) -> Int? {
    work()
    if let thread { pthread_join(thread, nil) }
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

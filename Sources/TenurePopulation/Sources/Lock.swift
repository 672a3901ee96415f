import Glibc
import Synchronization

/// Mutual exclusion between the threads of one comparison.
final class Lock: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    changed = .allocate(capacity: 1)
    changed.initialize(to: pthread_cond_t())
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(changed)
    mutex.deallocate()
    changed.deallocate()
  }

  /// Does something that no other thread does at the same time.
  func withLock<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Waits, within `withLock`, until another thread says that something changed.
  func wait() { pthread_cond_wait(changed, mutex) }

  /// Tells all that wait that something changed.
  func signal() { pthread_cond_broadcast(changed) }
}

/// Threads that do one work together.
package enum Crew {
  private final class Task {
    let body: @Sendable (Int) -> Void
    let number: Int

    init(_ body: @escaping @Sendable (Int) -> Void, _ number: Int) {
      self.body = body
      self.number = number
    }
  }

  /// Runs a body on so many threads, this one among them, and waits for all.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for number in 1..<max(1, count) {
      var thread = pthread_t()
      let task = Unmanaged.passRetained(Task(body, number))
      let status = pthread_create(
        &thread, nil,
        { pointer in
          guard let pointer else { return nil }
          let task = Unmanaged<Task>.fromOpaque(pointer).takeRetainedValue()
          task.body(task.number)
          return nil
        }, task.toOpaque())
      if status == 0 { threads.append(thread) } else { task.release() }
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Calls a closure once with each number below a count, on as many threads as there are
  /// processors, at most four, and waits for all.
  package static func share(_ count: Int, _ part: @escaping @Sendable (Int) -> Void) {
    let threads = min(count, processorCount, 4)
    guard threads > 1 else {
      for number in 0..<count { part(number) }
      return
    }
    let next = Counter()
    run(threads) { _ in
      while true {
        let number = next.take()
        guard number < count else { return }
        part(number)
      }
    }
  }

  /// Hands out numbers, each once.
  private final class Counter: Sendable {
    private let next = Atomic(0)

    func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
  }

  /// How many processors there are.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

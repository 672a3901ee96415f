import Glibc

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

  /// Calls a body once with each number below a count, on all processors.
  package static func forEach(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    _ = map(count, body)
  }

  /// What a body makes of each number below a count, on all processors: each thread takes the next
  /// number that none has taken.
  package static func map<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    let board = Board<Value>(count)
    run(min(processorCount, count)) { _ in
      while let number = board.take() { board.put(body(number), at: number) }
    }
    return board.values
  }

  /// The numbers that are taken, and what was made of them.
  private final class Board<Value: Sendable>: @unchecked Sendable {
    private let lock = Lock()
    private var next = 0
    private var found: [Value?]

    init(_ count: Int) { found = Array(repeating: nil, count: count) }

    func take() -> Int? {
      lock.withLock {
        guard next < found.count else { return nil }
        next += 1
        return next - 1
      }
    }

    func put(_ value: Value, at number: Int) { lock.withLock { found[number] = value } }

    /// In order, once all threads are done.
    var values: [Value] { found.compactMap { $0 } }
  }

  /// How many processors there are.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

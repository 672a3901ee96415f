internal import CProcess

/// Threads that do one work together.
package enum Crew {
  /// By how much the memory of a process that runs several threads grows at once, in bytes.
  private static let memoryStep: Int32 = 32 << 20

  /// Makes the process ready for several threads.
  package static func muster() { cprocess_grow_memory_by(memoryStep) }

  /// Runs a body on so many threads, this one among them, and waits for all.
  package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let threads = (1..<max(1, count)).compactMap { number in WorkerThread { body(number) } }
    body(0)
    for thread in threads { thread.join() }
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
    let work: @Sendable () -> Void = {
      while let number = board.take() { board.put(body(number), at: number) }
    }
    let helpers = Standby.threads(count - 1).map { Errand(on: $0, work) }
    work()
    for helper in helpers { helper.finish() }
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

  /// On how many processors the process may run.
  package static let processorCount = max(1, Int(cprocess_processor_count()))
}

internal import Synchronization
internal import TenureThreads

/// A thread that finds values ahead of the one that needs them: where it was begun is not where
/// somebody follows it.
///
/// At most sixteen thousand or so are found in advance. The thread ends when it has found all, or
/// when nobody holds the course any more.
final class Course<Value: Sendable>: Sendable {
  fileprivate let relay: Relay<Value>
  private let thread: WorkerThread

  /// Begins to find values; nil if there is no thread for it.
  ///
  /// - Parameter find: Finds them, and tells each one; once it hears that nobody listens any more,
  ///   it ends.
  init?(_ find: @escaping @Sendable (_ tell: (Value) -> Bool) -> Void) {
    let relay = Relay<Value>()
    let thread = WorkerThread {
      var told: [Value] = []
      find { value in
        told.append(value)
        guard told.count == Relay<Value>.batch else { return !relay.isClosed }
        defer { told.removeAll(keepingCapacity: true) }
        return relay.put(told)
      }
      _ = relay.put(told)
      relay.end()
    }
    guard let thread else { return nil }
    self.relay = relay
    self.thread = thread
  }

  deinit {
    relay.close()
    thread.join()
  }
}

/// Takes the values of a course, one after the other; a course is followed by one forerunner.
final class Forerunner<Value: Sendable> {
  private let course: Course<Value>
  private var values: [Value] = []
  private var place = 0
  /// Whether all values were taken.
  private(set) var hasEnded = false

  /// Follows a course from its beginning.
  init(_ course: Course<Value>) { self.course = course }

  /// The next value, once there is one; nil at the end.
  func next() -> Value? {
    guard let value = peek() else { return nil }
    place += 1
    return value
  }

  /// The next value, which is not taken.
  func peek() -> Value? {
    if place < values.count { return values[place] }
    guard !hasEnded, let next = course.relay.take() else {
      hasEnded = true
      return nil
    }
    values = next
    place = 0
    return values.first
  }

  /// Takes the next values for as long as a condition holds; the last of them, and their number.
  func skip(while condition: (Value) -> Bool) -> (last: Value, count: Int)? {
    var last: Value?
    var count = 0
    while let value = peek(), condition(value) {
      last = value
      count += 1
      place += 1
    }
    return last.map { ($0, count) }
  }
}

/// Values on their way from one thread to another, in order, some at a time.
private final class Relay<Value: Sendable>: @unchecked Sendable {
  private let lock = Lock()
  // Both guarded by the lock. Never do both threads wait: what one waits for, the other can do.
  private var waiting: [[Value]] = []
  private var hasEnded = false
  private let closed = Atomic(false)

  /// How many values are handed on at once: to wake another thread takes microseconds.
  static var batch: Int { 64 }
  /// How many batches may wait to be taken.
  private static var waitingBatches: Int { 256 }

  /// Whether nobody takes any more.
  var isClosed: Bool { closed.load(ordering: .relaxed) }

  /// Adds a batch, once there is room; false if nobody takes any more.
  func put(_ batch: [Value]) -> Bool {
    lock.withLock {
      while waiting.count == Self.waitingBatches, !isClosed { lock.wait() }
      guard !isClosed else { return false }
      if !batch.isEmpty {
        waiting.append(batch)
        lock.signal()
      }
      return true
    }
  }

  /// Says that no more batches come.
  func end() {
    lock.withLock {
      hasEnded = true
      lock.signal()
    }
  }

  /// The next batch, once there is one; nil at the end.
  func take() -> [Value]? {
    lock.withLock {
      while waiting.isEmpty, !hasEnded { lock.wait() }
      let wasFull = waiting.count == Self.waitingBatches
      let batch = waiting.isEmpty ? nil : waiting.removeFirst()
      if wasFull { lock.signal() }
      return batch
    }
  }

  /// Says that nobody takes any more.
  func close() {
    lock.withLock {
      closed.store(true, ordering: .relaxed)
      lock.signal()
    }
  }
}

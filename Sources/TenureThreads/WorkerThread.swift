internal import CProcess
internal import Glibc

/// A thread that does one work.
package struct WorkerThread: Sendable {
  private let id: pthread_t

  private final class Task {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread, on another processor if there is one; nil if there is no thread to be had.
  package init?(_ body: @escaping @Sendable () -> Void) {
    var id = pthread_t()
    let task = Unmanaged.passRetained(Task(body))
    let status = cprocess_create_thread(
      &id,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Task>.fromOpaque(pointer).takeRetainedValue().body()
        return nil
      }, task.toOpaque())
    guard status == 0 else {
      task.release()
      return nil
    }
    self.id = id
  }

  /// Waits for the end of the thread; to be called once.
  package func join() { pthread_join(id, nil) }
}

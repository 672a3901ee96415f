internal import Glibc

/// How long a thread stays awake for what another is about to do: to fall asleep and be woken takes
/// up to half a millisecond where processors are virtual.
enum Patience {
  /// In nanoseconds.
  private static let span = 2_000_000

  /// Waits until a condition holds or patience ends, and lets other threads work meanwhile.
  static func wait(for condition: () -> Bool) {
    guard !condition() else { return }
    let end = now() + span
    repeat {
      for _ in 0..<8 {
        if condition() { return }
        sched_yield()
      }
    } while now() < end
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}

import Glibc
import Synchronization

/// A word to the person who waits: on standard error, only if it is a terminal, only after a
/// second.
///
/// A timer's signal writes it, so that work needs not be sliced nor a thread be started.
enum Progress {
  private static let isShown = Atomic<Bool>(false)

  /// Starts the timer, if there is a person to wait.
  static func start() {
    guard isatty(STDERR_FILENO) == 1 else { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Progress.show() }
    action.sa_flags = Int32(SA_RESTART)
    sigaction(SIGALRM, &action, nil)
    var timer = itimerval()
    timer.it_value.tv_sec = 1
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
  }

  /// Stops the timer, and takes the word back.
  static func stop() {
    var timer = itimerval()
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    guard isShown.exchange(false, ordering: .relaxed) else { return }
    write("\r\u{1B}[K")
  }

  /// Says how far the work is, if anything was said yet; from any thread.
  static func count(_ done: Int, _ noun: String) {
    guard isShown.load(ordering: .relaxed) else { return }
    let text = "\r\u{1B}[K\(done) \(noun)…"
    var bytes = Array(text.utf8)
    _ = bytes.withUnsafeMutableBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func show() {
    isShown.store(true, ordering: .relaxed)
    write("working on it, this may take a while…")
  }

  /// Writes a constant text, which is allowed in a signal's handler.
  private static func write(_ text: StaticString) {
    _ = Glibc.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }
}

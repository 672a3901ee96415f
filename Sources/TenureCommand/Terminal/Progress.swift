import Glibc
import Synchronization

/// A word to the person who waits: on standard error, only if it is a terminal, only after a
/// second.
///
/// A timer's signal writes it, so that work needs not be sliced nor a thread be started.
enum Progress {
  private static let isShown = Atomic<Bool>(false)
  private static let isWanted = Atomic<Bool>(false)

  /// Starts the timer, if there is a person to wait.
  static func start() {
    guard isatty(STDERR_FILENO) == 1 else { return }
    isWanted.store(true, ordering: .relaxed)
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
    isWanted.store(false, ordering: .relaxed)
    guard isShown.exchange(false, ordering: .relaxed) else { return }
    write("\r\u{1B}[K")
  }

  /// Says how far long work has come, once the person has waited for a second.
  static func update(_ text: @autoclosure () -> String) {
    guard isWanted.load(ordering: .relaxed), isShown.load(ordering: .relaxed) else { return }
    let line = "\r\u{1B}[K" + text()
    _ = line.utf8CString.withUnsafeBufferPointer {
      Glibc.write(STDERR_FILENO, $0.baseAddress, line.utf8.count)
    }
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

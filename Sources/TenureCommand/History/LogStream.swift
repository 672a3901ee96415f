import Glibc
import TenureReport

/// The entries of a history as they are found: the first at once, then as often as a reader can
/// follow.
final class LogStream {
  private let session: Session
  private var isFirst = true
  private var flushed = timespec()
  private(set) var count = 0
  /// How many commits were looked at.
  private(set) var visited = 0

  /// How long written entries may wait, in nanoseconds.
  private static let patience = 100_000_000
  /// After how many commits the person who waits is told.
  private static let progressStep = 512

  init(_ session: Session) { self.session = session }

  /// Notes that one more commit was looked at.
  func visit() {
    visited += 1
    guard visited % Self.progressStep == 0 else { return }
    let (visited, count) = (visited, count)
    Progress.update(
      "\(NumberText.grouped(String(visited))) commits, \(NumberText.grouped(String(count))) shown")
  }

  /// Writes an entry; entries of several lines are parted by empty ones.
  func write(_ text: @autoclosure () -> String, json: @autoclosure () -> JSONValue) {
    count += 1
    if session.output.isTerminal { Progress.stop() }
    switch session.format {
    case .json: session.output.write(json().line + "\n")
    case .text: session.output.write((isFirst ? "" : "\n") + text())
    }
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now)
    let waited = (now.tv_sec - flushed.tv_sec) * 1_000_000_000 + now.tv_nsec - flushed.tv_nsec
    guard isFirst || waited > Self.patience else { return }
    isFirst = false
    flushed = now
    session.output.flush()
  }
}

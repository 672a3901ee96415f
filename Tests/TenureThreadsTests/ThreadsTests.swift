import Glibc
import Testing

@testable import TenureThreads

struct ThreadsTests {
  @Test func resultsStandInOrder() {
    for count in [0, 1, 2, 3, 100] {
      #expect(Crew.map(count) { $0 * $0 } == (0..<count).map { $0 * $0 })
    }
  }

  @Test func worksMayShareTheirWork() {
    let sums = Crew.map(20) { outer in
      Crew.map(20) { inner in outer * inner }.reduce(0, +)
    }
    #expect(sums == (0..<20).map { $0 * 190 })
  }

  @Test func errandsRunOnce() {
    let calls = Counter()
    let errands = (0..<50).map { number in
      Errand {
        calls.count()
        return number
      }
    }
    #expect(errands.map { $0.finish() } == Array(0..<50))
    #expect(errands.map { $0.finish() } == Array(0..<50))
    #expect(calls.value == 50)
  }

  @Test func anErrandTellsSomethingBeforeItsEnd() throws {
    let early = Delivery<Int>()
    let late = Delivery<Int>()
    let errand = Errand {
      early.put(1)
      return 2
    }
    errand.begin()
    #expect(early.value == 1)
    #expect(errand.finish() == 2)
    // Whoever waits longer than patience lasts sleeps, and is woken.
    let thread = try #require(
      WorkerThread {
        usleep(5_000)
        late.put(3)
      })
    #expect(late.value == 3)
    thread.join()
  }
}

private final class Counter: @unchecked Sendable {
  private let lock = Lock()
  private(set) var value = 0

  func count() { lock.withLock { value += 1 } }
}

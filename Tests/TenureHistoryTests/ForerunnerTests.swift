import Synchronization
import Testing

@testable import TenureHistory

@Suite struct Forerunners {
  private func forerunner(
    _ find: @escaping @Sendable (_ tell: (Int) -> Bool) -> Void
  ) throws -> Forerunner<Int> {
    Forerunner(try #require(Course(find)))
  }

  @Test(arguments: [0, 1, 63, 64, 65, 10_000])
  func `all values come, in order, and then the end`(count: Int) throws {
    let numbers = try forerunner { tell in
      for number in 0..<count { guard tell(number) else { return } }
    }
    for number in 0..<count {
      #expect(numbers.peek() == number)
      #expect(numbers.next() == number)
    }
    #expect(!numbers.hasEnded)
    for _ in 0..<3 { #expect(numbers.next() == nil) }
    #expect(numbers.hasEnded)
  }

  @Test func `some may be skipped together`() throws {
    let numbers = try forerunner { tell in
      for number in 0..<1_000 { guard tell(number) else { return } }
    }
    let first = numbers.skip { $0 < 300 }
    #expect(first?.last == 299)
    #expect(first?.count == 300)
    #expect(numbers.skip { $0 < 300 } == nil)
    #expect(numbers.next() == 300)
    #expect(numbers.skip { _ in true }?.last == 999)
    #expect(numbers.next() == nil)
  }

  @Test(arguments: [0, 1, 100, 5_000])
  func `who is given up stops`(taken: Int) throws {
    final class Count: Sendable { let told = Atomic(0) }
    let count = Count()
    do {
      let numbers = try forerunner { tell in
        var number = 0
        while tell(number) {
          number += 1
          count.told.store(number, ordering: .relaxed)
        }
      }
      for number in 0..<taken { #expect(numbers.next() == number) }
    }
    // The thread is waited for, so it has ended: with no more than may be found in advance.
    let told = count.told.load(ordering: .relaxed)
    #expect((taken...(taken + 17_000)).contains(told + 1), "\(told)")
  }
}

internal import Synchronization

/// How work that falls into independent parts is done: one part after the other, or several at
/// once.
///
/// Documents know no threads; whoever loads them may.
public struct WorkSharing: Sendable {
  /// Calls a closure once with each number below a count.
  public typealias Share = @Sendable (Int, @escaping @Sendable (Int) -> Void) -> Void

  private let share: Share?

  /// One part after the other, in order.
  public static let alone = WorkSharing(share: nil)

  private init(share: Share?) { self.share = share }

  /// Creates a way to share work.
  ///
  /// - Parameter share: Calls the closure with all numbers, in any order and on any threads, and
  ///   returns when all calls have.
  public init(_ share: @escaping Share) { self.share = share }

  /// What a closure makes of each item, in the order of the items.
  ///
  /// - Parameters:
  ///   - items: The items.
  ///   - size: About how much work an item is: large ones are begun first, so that no thread is
  ///     left with one at the end.
  ///   - make: Makes a result.
  /// - Returns: The results.
  func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], size: (Item) -> Int, _ make: @escaping @Sendable (Item) -> Result
  ) -> [Result] {
    guard let share else { return items.map(make) }
    let sizes = items.map(size)
    let order = items.indices.sorted { sizes[$0] > sizes[$1] }
    let results = Results<Result>(count: items.count)
    share(items.count) { number in results.set(order[number], make(items[order[number]])) }
    return results.all
  }

  /// Results, filled in by several threads.
  private final class Results<Result: Sendable>: Sendable {
    private let values: Mutex<[Result?]>

    init(count: Int) { values = Mutex(Array(repeating: nil, count: count)) }

    var all: [Result] { values.withLock { $0.compactMap { $0 } } }

    func set(_ place: Int, _ result: Result) { values.withLock { $0[place] = result } }
  }
}

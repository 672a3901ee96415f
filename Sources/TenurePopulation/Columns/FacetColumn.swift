import TenureEngine
import TenureModel

/// The column of a facet as one thread reads it: cells in, numbers of facts out.
///
/// Each text is understood once. Numbers fall into the intervals that the regimes tell apart, and
/// each interval is one fact.
final class FacetColumn {
  /// The most different texts that are remembered; more are understood anew.
  private static let textLimit = 1 << 20

  let facet: FacetID
  private let cells: CellText
  private let rulers: [BatchRuler]
  private var numbers: [Situation.Fact: Int] = [:]
  /// The facts by their numbers.
  private(set) var facts: [Situation.Fact] = []
  /// The number of the fact in rows that do not give the facet at all.
  private(set) var absent = 0
  private let intervals: NumberIntervals?

  /// What was met before.
  let quick: UnsafeMutablePointer<QuickCells>
  /// The facts of the rows of a chunk.
  var codes: UnsafeMutablePointer<UInt32> { quick.pointee.codes }

  /// `variables` are what must be told apart, and `absent` is the value in rows that do not give
  /// the facet; nil if it is not known there.
  init(
    _ facet: FacetID, in vocabulary: Vocabulary, _ variables: [Variable], _ rulers: [BatchRuler],
    absent value: FacetValue?
  ) {
    self.facet = facet
    self.rulers = rulers
    cells = CellText(facet, in: vocabulary)
    intervals = NumberIntervals(facet, in: vocabulary, variables)
    quick = .allocate(capacity: 1)
    quick.initialize(to: QuickCells(intervals, rowLimit: BatchRuler.rowLimit))
    absent = number(of: value.map { .known($0) } ?? .unknown)
    for ruler in rulers { ruler.setColumn(codes, of: facet) }
  }

  deinit {
    quick.pointee.free()
    quick.deallocate()
  }

  /// Understands a cell that was not met before, behind which eight bytes must be readable, and
  /// says the number of its fact.
  @inline(never)
  func understand(
    _ text: UnsafePointer<UInt8>, _ count: Int
  ) throws(PopulationError) -> Int {
    let bytes = UnsafeBufferPointer(start: text, count: count)
    let fact = try cells.fact(String(decoding: bytes, as: UTF8.self))
    let number: Int
    if let intervals, case .known(.quantity(let value)) = fact {
      let interval = intervals.interval(of: value)
      if quick.pointee[interval] < 0 { quick.pointee[interval] = self.number(of: fact) }
      number = quick.pointee[interval]
    } else {
      number = self.number(of: fact)
    }
    if quick.pointee.texts.count < Self.textLimit {
      quick.pointee.texts.add(text, count, number: number)
    }
    return number
  }

  private func number(of fact: Situation.Fact) -> Int {
    if let known = numbers[fact] { return known }
    let number = facts.count
    numbers[fact] = number
    facts.append(fact)
    for ruler in rulers { ruler.add(fact, to: facet) }
    return number
  }
}

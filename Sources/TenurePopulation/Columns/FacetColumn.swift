import TenureEngine
import TenureModel

/// The column of a facet as one thread reads it: cells in, numbers of facts out.
///
/// Each text is understood once. Numbers fall into the intervals that the regimes tell apart, and
/// each interval is one fact.
final class FacetColumn {
  /// The most different texts that are remembered; more are understood anew.
  private static let textLimit = 1 << 20
  /// The most bytes that a cell may have.
  private static let cellLimit = 1 << 16

  let facet: FacetID
  private let cells: CellText
  private let rulers: [BatchRuler]
  private var numbers: [Situation.Fact: Int] = [:]
  /// The facts by their numbers.
  private(set) var facts: [Situation.Fact] = []
  /// The number of the fact in rows that do not give the facet at all.
  private(set) var absent = 0
  private let intervals: NumberIntervals?
  private let isDate: Bool

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
    isDate = vocabulary[facet].kind == .date
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
    if let intervals, let value = CellNumber.decimal(text, count), intervals.admits(value) {
      return number(of: value, in: intervals)
    }
    let number = number(of: try fact(text, count))
    if quick.pointee.texts.count < Self.textLimit {
      quick.pointee.texts.add(text, count, number: number)
    }
    return number
  }

  private func fact(
    _ text: UnsafePointer<UInt8>, _ count: Int
  ) throws(PopulationError) -> Situation.Fact {
    if isDate, let day = CellNumber.day(text, count) { return .known(.date(day)) }
    guard count <= Self.cellLimit else {
      throw PopulationError(
        "a cell has \(count) bytes, and no value has more than \(Self.cellLimit)",
        help: "a quote may have been left open")
    }
    return try cells.fact(
      String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
  }

  /// The number of the fact that a quantity has some value.
  private func number(of value: ExactDecimal, in intervals: NumberIntervals) -> Int {
    let interval = intervals.interval(of: value)
    let known = quick.pointee[interval]
    if known >= 0 { return known }
    let number = number(of: .known(.quantity(value)))
    quick.pointee[interval] = number
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

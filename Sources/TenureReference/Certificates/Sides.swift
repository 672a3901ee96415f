/// The sides of a comparison that have something.
struct Sides: OptionSet, Hashable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// One side: 0 the first, 1 the second.
  init(_ side: Int) { self.init(rawValue: 1 << UInt8(side)) }

  static let both: Sides = [Sides(0), Sides(1)]
}

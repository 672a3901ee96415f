extension BoxCounter {
  /// How coalitions in boxes are best counted, and what it costs.
  struct Plan {
    /// The dimensions that the table has, the widest last.
    let dense: [Int]
    /// The dimensions in which all seats weigh the same, with that weight.
    private let uniform: [(dimension: Int, weight: Int)]
    /// The widths of the table.
    let widths: [Int]
    /// The largest coalition in the table, if sizes are told apart.
    let largestSize: Int?
    /// Whether the table has small coalitions only, and large ones are those of all others.
    let isMirrored: Bool
    /// How many seats there are.
    let seatCount: Int
    /// The words of the table, or more than any limit.
    let words: Int
    /// The additions of words, from above.
    let additions: Double
    private let totalWeight: Int

    /// Makes a plan for the boxes that will be asked for.
    init(_ kinds: [Kind], boxes: [[Int]], bySize: Bool) {
      let places = 0..<(boxes.first?.count ?? 0)
      let widths = places.map { place in boxes.reduce(1) { max($0, $1[place]) } }
      seatCount = kinds.reduce(0) { $0 + $1.count }
      var uniform: [(dimension: Int, weight: Int)] = []
      for dimension in widths.indices {
        let weights = Set(kinds.map { $0.weights[dimension] })
        if weights.count == 1, let weight = weights.first, weight > 0 {
          uniform.append((dimension, weight))
        }
      }
      // Without sizes a bound on them needs a dimension, unless there is nothing else.
      if !bySize, uniform.count < widths.count { uniform = [] }
      self.uniform = uniform
      let dense = widths.indices.filter { place in !uniform.contains { $0.dimension == place } }
        .sorted { widths[$0] < widths[$1] }
      self.dense = dense
      let last = dense.last ?? 0
      let reach = Self.reach(dense.isEmpty ? [] : kinds.map { ($0.weights[last], $0.count) })
      let total = reach[reach.count - 1]
      totalWeight = total
      let denseWidths = dense.map { widths[$0] }
      guard !dense.isEmpty else {
        (self.widths, largestSize, isMirrored, words, additions) = ([], nil, false, 0, 0)
        return
      }
      let seats = seatCount
      func cost(_ widths: [Int], _ size: Int?) -> Int {
        TableShape.wordCount(seats: seats, widths: widths, largestSize: size) ?? .max
      }
      func largest(_ width: Int) -> Int {
        max(0, (reach.firstIndex { $0 >= width } ?? seats + 1) - 1)
      }
      var best = (widths: denseWidths, size: Int?.none, isMirrored: false)
      if bySize {
        var size = min(seats, largest(widths[last]))
        for (dimension, weight) in uniform { size = min(size, (widths[dimension] - 1) / weight) }
        best.size = size
        if dense.count == 1, uniform.isEmpty {
          let least = boxes.reduce(widths[last]) { min($0, $1[last]) }
          let width = max(widths[last], total - least + 1)
          let half = min(seats / 2, largest(width))
          if cost([width], half) < cost(denseWidths, size) { best = ([width], half, true) }
        }
      }
      (self.widths, largestSize, isMirrored) = best
      words = cost(best.widths, best.size)
      let width = Double(best.widths.last ?? 1)
      let fill = reach.enumerated().reduce(0.0) { sum, entry in
        sum + min(Double(entry.element), width) / width * Double(entry.offset) / Double(seats)
      }
      additions = Double(words) * fill
    }

    /// The least weight of so many seats, for all numbers of seats.
    private static func reach(_ kinds: [(weight: Int, count: Int)]) -> [Int] {
      var reach = [0]
      for (weight, count) in kinds.sorted(by: { $0.weight < $1.weight }) {
        for _ in 0..<count { reach.append(reach[reach.count - 1] + weight) }
      }
      return reach
    }

    /// The bounds on the coalition of all other seats that make a box of one dimension.
    func mirror(_ bounds: [Int]) -> [Int] { bounds.map { totalWeight - $0 + 1 } }

    /// The size that a coalition must stay under.
    func sizeBound(_ bounds: [Int]) -> Int {
      uniform.reduce(seatCount + 1) { bound, place in
        min(bound, (bounds[place.dimension] - 1) / place.weight + 1)
      }
    }
  }
}

import TenureModel

/// Transactions on the fast path.
struct CompiledRun {
  let operations: [CompiledWaterfall.Operation]
  let payeeCount: Int
  /// What each payee has recovered.
  var recovered: [Int]
  /// Whether what one transaction recovers counts for the next.
  let carriesOver: Bool

  init(
    operations: [CompiledWaterfall.Operation], payeeCount: Int, recovered: [Int],
    carriesOver: Bool
  ) {
    self.operations = operations
    self.payeeCount = payeeCount
    self.recovered = recovered
    self.carriesOver = carriesOver
  }

  mutating func run(
    _ incomes: [Int], _ columns: [[Int]], _ payees: [Payee],
    _ body: (Int, UnsafeBufferPointer<Int>) -> Void
  ) throws(WaterfallError) -> CompiledWaterfall.Totals {
    // Place 0 is the rest, the others are the payees'; the last is what is unassigned.
    let state = Buffer(payeeCount + 1)
    let parts = Buffer(payeeCount + 1)
    let left = Buffer(payeeCount)
    let figures = Buffer(columns.count)
    let totals = Buffer(payeeCount)
    let first = recovered
    defer { for buffer in [state, parts, left, figures, totals] { buffer.free() } }
    for index in incomes.indices {
      let income = incomes[index]
      if !carriesOver { recovered = first }
      guard income.magnitude <= UInt(1) << 61 else { throw WaterfallError(.overflow) }
      for column in columns.indices { figures.numbers[column] = columns[column][index] }
      for place in 0..<payeeCount { left.numbers[place] = recovered[place] }
      try step(abs(income), isMirrored: income < 0, state, parts, left, figures)
      let paid = UnsafeMutableBufferPointer(rebasing: state.numbers[1...])
      paid[payeeCount - 1] &+= state.numbers[0]
      var sum = 0
      for place in 0..<payeeCount {
        if income < 0 { paid[place] = -paid[place] }
        sum &+= paid[place]
        let (total, overflows) = totals.numbers[place].addingReportingOverflow(paid[place])
        guard !overflows else { throw WaterfallError(.overflow) }
        totals.numbers[place] = total
      }
      guard sum == income else { throw WaterfallError(.notConserved) }
      body(index, UnsafeBufferPointer(paid))
    }
    let result = Dictionary(zip(payees, recovered)) { first, _ in first }
    return CompiledWaterfall.Totals(payees, Array(totals.numbers), recovered: result)
  }

  private mutating func step(
    _ income: Int, isMirrored: Bool, _ state: Buffer, _ parts: Buffer, _ left: Buffer,
    _ figures: Buffer
  ) throws(WaterfallError) {
    let state = state.numbers
    for place in state.indices { state[place] = 0 }
    state[0] = income
    let columns = UnsafeBufferPointer(figures.numbers)
    for operation in operations {
      switch operation {
      case .levy(let target, let amount, let isOfGross):
        let asked = try amount.value(of: isOfGross ? income : state[0], figures: columns)
        Self.move(Self.cut(asked, to: state[0], amount.unit), state, from: 0, to: target)
      case .recoup(let target, let amount):
        let whole = try amount.value(of: income, figures: columns)
        var asked = whole
        if target > 0 {
          let before = min(max(left.numbers[target - 1], 0), whole)
          left.numbers[target - 1] -= before
          asked -= before
        }
        let taken = Self.cut(asked, to: state[0], amount.unit)
        if target > 0 {
          let (sum, overflows) = recovered[target - 1].addingReportingOverflow(
            isMirrored ? -taken : taken)
          guard !overflows else { throw WaterfallError(.overflow) }
          recovered[target - 1] = sum
        }
        Self.move(taken, state, from: 0, to: target)
      case .split(let operation):
        let unit = operation.unit
        let pot = unit == 1 ? state[0] : state[0] / unit
        do { try operation.split.split(pot, into: parts.numbers) } catch {
          throw WaterfallError(.weightBelowZero)
        }
        state[0] -= pot * unit
        let places = operation.places
        for index in places.indices { state[places[index]] += parts.numbers[index] * unit }
      case .cap(let source, let amount, let over):
        let asked = try max(state[source] - amount.value(of: income, figures: columns), 0)
        Self.move(
          Self.cut(asked, to: max(state[source], 0), amount.unit), state, from: source,
          to: over)
      case .floor(let target, let amount, let source):
        let asked = try max(amount.value(of: income, figures: columns) - state[target], 0)
        let available = max(state[source], 0)
        Self.move(Self.cut(asked, to: available, amount.unit), state, from: source, to: target)
      }
    }
  }

  /// What is asked, as far as whole units of what is there reach.
  private static func cut(_ asked: Int, to available: Int, _ unit: Int) -> Int {
    asked <= available ? asked : min(available / unit * unit, asked)
  }

  private static func move(
    _ amount: Int, _ state: UnsafeMutableBufferPointer<Int>, from source: Int, to target: Int
  ) {
    state[source] -= amount
    state[target] += amount
  }

  /// Numbers outside the arrays, which would be copied or counted at each step.
  struct Buffer {
    let numbers: UnsafeMutableBufferPointer<Int>

    init(_ count: Int) {
      numbers = .allocate(capacity: count)
      numbers.initialize(repeating: 0)
    }

    func free() { numbers.deallocate() }
  }
}

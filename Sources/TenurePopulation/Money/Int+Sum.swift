extension Int {
  /// Adds an amount, and notes if the sum is too large; it then means nothing.
  @inline(__always)
  mutating func add(_ amount: Int, noting overflows: inout Bool) {
    let (sum, isTooLarge) = addingReportingOverflow(amount)
    if isTooLarge { overflows = true }
    self = sum
  }
}

import Glibc

/// The rows that are printed: what was measured, and how it stands to its target.
struct Table {
  private let widths = [36, 12, 12, 12, 12, 6]

  init() {
    add(row: ["", "target", "median", "least", "most", ""])
  }

  /// Prints a row at once: a figure that has gone wrong can take minutes.
  private func add(row: [String]) {
    let cells = zip(row, widths).enumerated().map { column, cell in
      let space = String(repeating: " ", count: max(1, cell.1 - cell.0.count))
      return column == 0 ? cell.0 + space : space + cell.0
    }
    print(cells.joined())
    fflush(nil)
  }

  /// Adds times; the target, if there is one, is in milliseconds.
  func add(_ name: String, target: Double?, _ sample: Sample) {
    let isMet = target.map { sample.median * 1000 <= $0 } ?? true
    add(
      row: [name, target.map { "≤ \($0.short) ms" } ?? ""]
        + [sample.median, sample.least, sample.most].map { "\(($0 * 1000).short) ms" }
        + [isMet ? "" : "over"])
  }

  /// Adds an amount of memory, in bytes; the target is in mebibytes.
  func add(_ name: String, target: Double, mebibytes bytes: Int) {
    let amount = Double(bytes) / 1_048_576
    add(row: [
      name, "≤ \(target.short) MiB", "\(amount.short) MiB", "", "", amount <= target ? "" : "over",
    ])
  }

  /// Adds a number that a program wrote as a member of JSON.
  func add(_ name: String, count json: String, of member: String) {
    let digits = json.rest(after: "\"\(member)\":").prefix { $0.isNumber || $0 == " " }
    add(row: [name, "", String(digits.filter(\.isNumber)), "", "", ""])
  }

  /// Adds a rate: so many things in each run.
  ///
  /// The target is things a second.
  func add(_ name: String, rate target: Double, of count: Int, _ sample: Sample) {
    let rates = [sample.median, sample.most, sample.least].map { Double(count) / $0 }
    add(
      row: [name, "≥ \(target.short)/s"] + rates.map { "\($0.short)/s" }
        + [rates[0] >= target ? "" : "under"])
  }
}

extension String {
  /// What stands behind the first occurrence of a text; nothing if it does not occur.
  fileprivate func rest(after text: String) -> Substring {
    firstRange(of: text).map { self[$0.upperBound...] } ?? ""
  }
}

extension Double {
  /// Three digits that count; whole numbers from 100 on.
  var short: String {
    guard self >= 0.001, self < 1e12 else { return "\(self)" }
    if self >= 100 { return "\(Int(rounded()))" }
    let scale: Double = self >= 10 ? 10 : self >= 1 ? 100 : 1000
    let scaled = (self * scale).rounded() / scale
    return scaled == scaled.rounded() ? "\(Int(scaled))" : "\(scaled)"
  }
}

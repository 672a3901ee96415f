/// Checks that a table has the columns without which a comparison would mean nothing.
struct ColumnCheck {
  private let key: String?
  private let income: String?
  private let facets: Set<String>

  /// - Parameters:
  ///   - options: What the user asked for.
  ///   - facets: The names of all facets.
  init(_ options: PopulationComparison.Options, facets: [String]) {
    key = options.rowsFile == nil ? nil : options.key
    income = options.income?.column
    self.facets = Set(facets)
  }

  /// Checks the columns of a table, or the members that some line of JSON has.
  ///
  /// - Throws: Which one is missing.
  func check(_ columns: Set<String>, of facts: PopulationFacts) throws(PopulationError) {
    if let key, !columns.contains(key) {
      throw missing(
        key, facts,
        help: key.contains(",")
          ? "name one column of the table after `--key`"
          : "name a column of the table after `--key`, or leave it out to number the rows")
    }
    if let income, !columns.contains(income) {
      throw missing(
        income, facts,
        help: "name a column of the table after `--income`, or give an amount such as 10.00EUR")
    }
    guard columns.isDisjoint(with: facets) else { return }
    let only = columns.count == 1 ? columns.first : nil
    throw PopulationError(
      "no column of the table is a facet", file: facts.path,
      help: only.map { $0.contains(";") || $0.contains("\t") } == true
        ? "cells stand with commas between them, not `;` or tabs"
        : "name columns as the facets are named, such as `action`")
  }

  private func missing(
    _ name: String, _ facts: PopulationFacts, help: String
  ) -> PopulationError {
    let what = facts.columns == nil ? "no row has a member" : "there is no column"
    return PopulationError("\(what) `\(name.prefix(40))`", file: facts.path, help: help)
  }
}

import TenureEngine
import TenureModel

/// The SQL that turns the columns of a table into the codes of questions.
///
/// A code is NULL where a cell is no value of its facet.
struct FactExpressions {
  let dialect: SQLDialect
  let vocabulary: Vocabulary
  /// The facets that the table has a column for.
  let given: Set<FacetID>

  /// The word that stands for a set that is not known, between the layers of a query.
  private static let unknownSet = "?"

  /// The column of a facet, as the table has it.
  func column(_ facet: FacetID) -> String { dialect.name(vocabulary[facet].name) }

  /// The column in which a set stands once it is cleaned.
  func setColumn(_ facet: FacetID) -> String { dialect.name("set " + vocabulary[facet].name) }

  /// The column of a facet once sets are cleaned.
  func cleanColumn(_ facet: FacetID) -> String {
    if case .set = vocabulary[facet].kind { setColumn(facet) } else { column(facet) }
  }

  /// The code of a question in a row.
  func code(of step: DecisionTables.Step) -> String {
    let variable = step.variable
    guard given.contains(variable.facet) else { return today(step) }
    let open = step.mayBeOpen ? variable.arity : nil
    switch variable.content {
    case .terms(let classes): return terms(classes, step, open)
    case .block(let leaves): return block(leaves, variable.facet, open)
    case .flag: return flag(variable.facet, open)
    case .numbers(let cuts, let domain): return number(cuts, domain, variable.facet, open)
    case .days(let days): return day(days, variable.facet, open)
    }
  }

  /// The code where the table has no column: of the facets that are then asked about, `date` alone.
  private func today(_ step: DecisionTables.Step) -> String {
    guard case .days(let days) = step.variable.content else { return "NULL" }
    return tree(days.count, 0) { "CURRENT_DATE >= \(dialect.day("\(days[$0])"))" }
  }

  private func cases(_ branches: [(when: String, then: String)]) -> String {
    "CASE " + branches.map { "WHEN \($0.when) THEN \($0.then)" }.joined(separator: " ") + " END"
  }

  /// Where a column of text is not known.
  private func isUnknown(_ column: String) -> String {
    "\(column) IS NULL OR \(column) IN ('', \(dialect.text(Vocabulary.unknownWord)))"
  }

  private func isOneOf(_ column: String, _ names: [String]) -> String {
    names.count == 1
      ? "\(column) = \(dialect.text(names[0]))"
      : "\(column) IN (\(names.map { dialect.text($0) }.joined(separator: ", ")))"
  }

  private func terms(
    _ classes: [LeafSet], _ step: DecisionTables.Step, _ open: Int?
  ) -> String {
    let facet = step.variable.facet
    guard let taxonomy = vocabulary.taxonomy(of: facet) else { return "NULL" }
    let column = column(facet)
    // Inner terms whose leaves are all of one class are that class; others have codes of their own,
    // if there are any.
    var names = Array(repeating: [String](), count: step.codeCount)
    for (code, leaves) in classes.enumerated() {
      names[code] = leaves.leaves.map { taxonomy.leafName($0) }
    }
    for term in taxonomy.terms where !term.isLeaf {
      let met = classes.indices.filter { !classes[$0].isDisjoint(with: term.leaves) }
      if met.count == 1 {
        names[met[0]].append(term.name)
      } else if let position = step.openClasses.firstIndex(of: met) {
        names[step.variable.arity + (step.mayBeOpen ? 1 : 0) + position].append(term.name)
      }
    }
    var branches = names.enumerated().filter { !$0.element.isEmpty }
      .map { (when: isOneOf(column, $0.element), then: String($0.offset)) }
    if let open { branches.append((isUnknown(column), String(open))) }
    return cases(branches)
  }

  private func flag(_ facet: FacetID, _ open: Int?) -> String {
    let text = dialect.asText(column(facet))
    var branches = [
      (when: isOneOf(text, ["yes", "true", "1"]), then: "1"),
      (when: isOneOf(text, ["no", "false", "0"]), then: "0"),
    ]
    if let open { branches.append((isUnknown(text), String(open))) }
    return cases(branches)
  }

  private func block(_ leaves: LeafSet, _ facet: FacetID, _ open: Int?) -> String {
    guard let taxonomy = vocabulary.taxonomy(of: facet) else { return "NULL" }
    let column = setColumn(facet)
    let some = leaves.leaves.map { dialect.contains(column, " \(taxonomy.leafName($0)) ") }
    let unknown = "\(column) = \(dialect.text(Self.unknownSet))"
    var branches = [(when: some.joined(separator: " OR "), then: "1")]
    branches.insert((unknown, open.map(String.init) ?? "NULL"), at: 0)
    branches.append(("\(column) IS NOT NULL", "0"))
    return cases(branches)
  }

  private func number(
    _ cuts: [Cut], _ domain: Facet.Quantity, _ facet: FacetID, _ open: Int?
  ) -> String {
    let column = column(facet)
    var branches: [(when: String, then: String)] = []
    if dialect == .sqlite {
      // A text is greater than every number there.
      if let open { branches.append((isUnknown(column), String(open))) }
      branches.append(("typeof(\(column)) NOT IN ('integer', 'real')", "NULL"))
    } else {
      branches.append(("\(column) IS NULL", open.map(String.init) ?? "NULL"))
    }
    // First of all, because some engines cannot take the whole part of infinity; NaN is greater
    // than all numbers.
    let limit = "1" + String(repeating: "0", count: ExactDecimal.digitLimit)
    branches.append(("\(column) <= -\(limit) OR \(column) >= \(limit)", "NULL"))
    if domain.isWhole {
      let whole = dialect == .sqlite ? "CAST(\(column) AS INTEGER)" : "floor(\(column))"
      branches.append(("\(column) <> \(whole)", "NULL"))
    }
    if let minimum = domain.minimum { branches.append(("\(column) < \(minimum)", "NULL")) }
    let tree = tree(cuts.count, 0) { index in
      "\(column) \(cuts[index].isBehind ? ">" : ">=") \(cuts[index].value)"
    }
    return otherwise(branches, tree)
  }

  private func day(_ days: [Day], _ facet: FacetID, _ open: Int?) -> String {
    let column = column(facet)
    var branches: [(when: String, then: String)] = []
    if dialect == .sqlite {
      branches.append((isUnknown(column), open.map(String.init) ?? "NULL"))
      // A day that the month does not have becomes one of the next.
      branches.append(("date(\(column), '+0 days') IS NOT \(column)", "NULL"))
    } else {
      branches.append(("\(column) IS NULL", open.map(String.init) ?? "NULL"))
    }
    let (first, last) = (dialect.day("0001-01-01"), dialect.day("9999-12-31"))
    branches.append(("\(column) < \(first) OR \(column) > \(last)", "NULL"))
    let tree = tree(days.count, 0) { "\(column) >= \(dialect.day("\(days[$0])"))" }
    return otherwise(branches, tree)
  }

  private func otherwise(_ branches: [(when: String, then: String)], _ last: String) -> String {
    let all = branches.map { "WHEN \($0.when) THEN \($0.then)" }.joined(separator: " ")
    return "CASE \(all) ELSE \(last) END"
  }

  /// The number of the interval between cuts, by halves; `isBehind` says whether a row is behind
  /// a cut.
  private func tree(_ count: Int, _ start: Int, _ isBehind: (Int) -> String) -> String {
    if count == 0 { return String(start) }
    let middle = count / 2
    let upper = tree(count - middle - 1, start + middle + 1, isBehind)
    let lower = tree(middle, start, isBehind)
    return "CASE WHEN \(isBehind(start + middle)) THEN \(upper) ELSE \(lower) END"
  }

  /// The text of a set with spaces around each of its terms, which may stand in quotes yet; `?` if
  /// it is not known.
  func cleanedSet(_ facet: FacetID) -> String {
    let text = "trim(\(dialect.asText(column(facet))))"
    let lists = dialect.brackets.map { open, close in
      (
        when: "\(text) LIKE '\(open)%\(close)'", then: "substr(\(text), 2, length(\(text)) - 2)"
      )
    }
    let plain = dialect.spaced(otherwise(lists, text), at: ",;")
    return "CASE WHEN \(isUnknown(text)) THEN \(dialect.text(Self.unknownSet)) "
      + "ELSE ' ' || replace(\(plain), ' ', '  ') || ' ' END"
  }

  /// The same, and NULL if it holds anything but terms, each once.
  ///
  /// In that case the letters of the terms that it holds are not all of its letters. Either all of
  /// them stand in quotes, or none.
  func checkedSet(_ facet: FacetID) -> String {
    guard let taxonomy = vocabulary.taxonomy(of: facet) else { return "NULL" }
    let column = setColumn(facet)
    func letters(_ quote: String) -> String {
      let counts = (0..<taxonomy.leafCount).map { leaf in
        let name = quote + taxonomy.leafName(leaf) + quote
        return "CASE WHEN \(dialect.contains(column, " \(name) ")) "
          + "THEN \(name.utf8.count) ELSE 0 END"
      }
      return counts.isEmpty ? "0" : counts.joined(separator: " + ")
    }
    let length = "length(replace(\(column), ' ', ''))"
    return cases([
      ("\(column) = \(dialect.text(Self.unknownSet))", column),
      (
        dialect.contains(column, "\""),
        "CASE WHEN \(length) = \(letters("\"")) THEN replace(\(column), '\"', '') END"
      ),
      ("\(length) = \(letters(""))", column),
    ])
  }
}

import TenureModel

/// A condition over the variables of a proof: a number in its store.
struct Condition: Hashable, Sendable {
  let number: Int32

  /// It holds nowhere.
  static let never = Condition(number: 0)
  /// It holds everywhere.
  static let always = Condition(number: 1)
}

/// Conditions, each kept once, and what is left of them where a variable is known.
final class ConditionStore {
  enum Form: Hashable {
    case never, always
    /// A variable has one of the classes.
    case isIn(Int, ClassSet)
    case all([Condition])
    case any([Condition])
    case not(Condition)
  }

  /// A test in a condition.
  struct Atom: Hashable {
    let variable: Int
    let classes: ClassSet
  }

  private struct Split: Hashable {
    let condition: Condition
    let variable: Int
    let classes: ClassSet
  }

  private(set) var forms: [Form] = [.never, .always]
  /// The tests in each condition, by variable.
  private(set) var atoms: [[Atom]] = [[], []]
  private var numbers: [Form: Condition] = [.never: .never, .always: .always]
  private var restricted: [Split: Condition] = [:]
  private var satisfiable: [Condition: Bool] = [:]
  private let classCount: (Int) -> Int

  /// - Parameter classCount: How many classes a variable has.
  init(classCount: @escaping (Int) -> Int) { self.classCount = classCount }

  func form(_ condition: Condition) -> Form { forms[Int(condition.number)] }

  /// The tests in a condition, by variable.
  func tests(_ condition: Condition) -> [Atom] { atoms[Int(condition.number)] }

  private func make(_ form: Form, _ atoms: @autoclosure () -> [Atom]) -> Condition {
    if let known = numbers[form] { return known }
    let condition = Condition(number: Int32(forms.count))
    forms.append(form)
    self.atoms.append(atoms())
    numbers[form] = condition
    return condition
  }

  func isIn(_ variable: Int, _ classes: ClassSet) -> Condition {
    if classes.isEmpty { return .never }
    if classes == .all(classCount(variable)) { return .always }
    return make(.isIn(variable, classes), [Atom(variable: variable, classes: classes)])
  }

  func not(_ condition: Condition) -> Condition {
    switch form(condition) {
    case .never: return .always
    case .always: return .never
    case .not(let part): return part
    case .isIn(let variable, let classes):
      return isIn(variable, ClassSet.all(classCount(variable)).subtracting(classes))
    case .all, .any: return make(.not(condition), tests(condition))
    }
  }

  func all(_ parts: some Sequence<Condition>) -> Condition {
    join(parts, absorbing: .never, neutral: .always)
  }

  func any(_ parts: some Sequence<Condition>) -> Condition {
    join(parts, absorbing: .always, neutral: .never)
  }

  private func join(
    _ parts: some Sequence<Condition>, absorbing: Condition, neutral: Condition
  ) -> Condition {
    let isAll = absorbing == .never
    var joined: Set<Condition> = []
    var sets: [Int: ClassSet] = [:]
    var rest = Array(parts)
    while let part = rest.popLast() {
      if part == absorbing { return absorbing }
      if part == neutral { continue }
      switch form(part) {
      case .all(let inner) where isAll: rest += inner
      case .any(let inner) where !isAll: rest += inner
      case .isIn(let variable, let classes):
        let former = sets[variable]
        sets[variable] =
          former.map { isAll ? $0.intersection(classes) : $0.union(classes) } ?? classes
      default: joined.insert(part)
      }
    }
    for (variable, classes) in sets {
      let part = isIn(variable, classes)
      if part == absorbing { return absorbing }
      joined.insert(part)
    }
    for part in joined {
      if case .not(let inner) = form(part), joined.contains(inner) { return absorbing }
    }
    let sorted = joined.sorted { $0.number < $1.number }
    if sorted.count <= 1 { return sorted.first ?? neutral }
    return make(isAll ? .all(sorted) : .any(sorted), union(sorted))
  }

  private func union(_ parts: [Condition]) -> [Atom] {
    var seen: Set<Atom> = []
    return parts.flatMap(tests).filter { seen.insert($0).inserted }
      .sorted { $0.variable < $1.variable }
  }

  /// What is left of a condition where a variable has one of some classes.
  ///
  /// A test that some of the classes pass and others fail stays as it is, and unsettled: the
  /// variable is not asked for again.
  func restrict(_ condition: Condition, _ variable: Int, to classes: ClassSet) -> Condition {
    guard tests(condition).contains(where: { $0.variable == variable }) else { return condition }
    let split = Split(condition: condition, variable: variable, classes: classes)
    if let known = restricted[split] { return known }
    let result: Condition
    switch form(condition) {
    case .never, .always: result = condition
    case .isIn(_, let wanted):
      if classes.isSubset(of: wanted) {
        result = .always
      } else {
        result = classes.isDisjoint(with: wanted) ? .never : condition
      }
    case .all(let parts): result = all(parts.map { restrict($0, variable, to: classes) })
    case .any(let parts): result = any(parts.map { restrict($0, variable, to: classes) })
    case .not(let part): result = not(restrict(part, variable, to: classes))
    }
    restricted[split] = result
    return result
  }

  /// The condition with one variable in the place of another.
  func rename(_ condition: Condition, _ variable: Int, to other: Int) -> Condition {
    guard tests(condition).contains(where: { $0.variable == variable }) else { return condition }
    switch form(condition) {
    case .never, .always: return condition
    case .isIn(_, let classes): return isIn(other, classes)
    case .all(let parts): return all(parts.map { rename($0, variable, to: other) })
    case .any(let parts): return any(parts.map { rename($0, variable, to: other) })
    case .not(let part): return not(rename(part, variable, to: other))
    }
  }

  /// The classes of a variable, within some, in groups that none of the conditions tells apart.
  func groups(
    of variable: Int, in conditions: some Sequence<Condition>, within classes: ClassSet
  ) -> [ClassSet] {
    var seen: Set<ClassSet> = []
    var groups = [classes]
    for condition in conditions {
      for atom in tests(condition)
      where atom.variable == variable && seen.insert(atom.classes).inserted {
        groups = groups.flatMap { group in
          [group.intersection(atom.classes), group.subtracting(atom.classes)].filter {
            !$0.isEmpty
          }
        }
      }
    }
    return groups
  }

  /// Whether a condition holds in some case.
  func isSatisfiable(_ condition: Condition) -> Bool {
    if condition == .never { return false }
    guard let variable = tests(condition).first?.variable else { return true }
    if let known = satisfiable[condition] { return known }
    let groups = groups(
      of: variable, in: CollectionOfOne(condition), within: .all(classCount(variable)))
    let result = groups.contains { isSatisfiable(restrict(condition, variable, to: $0)) }
    satisfiable[condition] = result
    return result
  }
}

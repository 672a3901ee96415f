import Tenure
import TenureHistory

/// A regime that could not be read, with all that is wrong in it.
struct Refused: Error { let findings: [Finding] }

/// The regimes of a policy repository, at any revision.
struct Law {
  let repository: PolicyRepository
  /// What is the same in two revisions is read once.
  let cache = DocumentCache()

  /// A regime at a revision, as git spells it: `main`, `HEAD~3`, `main@{2024-05-01}`.
  func engine(
    _ name: String, at revision: String, in vocabulary: Vocabulary? = nil
  ) throws -> RegimeEngine {
    let snapshot = try repository.snapshot(at: repository.resolve(revision))
    let loader = RegimeLoader(
      source: SnapshotSource(snapshot), plugins: Plugins.builtIn, cache: cache)
    let loaded = try loader.regime(name, under: vocabulary)
    guard let value = loaded.value else { throw Refused(findings: loaded.findings) }
    return RegimeEngine(value.regime)
  }
}

/// A situation from facts, each as on the command line.
func situation(_ facts: String, in engine: RegimeEngine) throws -> Situation {
  let read = SituationReader(vocabulary: engine.regime.vocabulary)
    .read(arguments: facts.split(separator: " ").map(String.init))
  guard let situation = read.value else { throw Refused(findings: read.findings) }
  return situation
}

let folder = CommandLine.arguments.dropFirst().first ?? "."
let law = Law(repository: try PolicyRepository.open(at: folder))
// Two revisions are compared in one vocabulary.
let after = try law.engine("cn", at: "cac-2024")
let before = try law.engine("cn", at: "cac-2024~1", in: after.regime.vocabulary)

// Rule: may these customers' records go abroad, and which clause says so?
let export = try situation(
  """
  action=export actor=company standing=controller data=personal recipient=enterprise \
  destination=other consent=separate transfer-mechanism=standard-contract persons=150000 \
  date=2024-03-22
  """, in: after)
for (name, engine) in [("before", before), ("after", after)] {
  let ruling = engine.ruling(in: export)
  let clauses = ruling.deciding.map { engine.clauses[$0].clause.id }.joined(separator: ", ")
  print("\(name): \(ruling.outcome.verdict.rawValue) by \(clauses)")
}

// Split: who gets what of an income, by which clause?
let sale = try situation(
  "action=sell actor=company data=personal stage=processed date=2024-03-22", in: after)
let waterfall = try MoneyQuestion(after).waterfall(in: sale)
let claims = Claims(
  contributions: [
    Payee("contributor"): 1, Payee("processor"): 2, Payee("holder"): 3, Payee("source"): 1,
  ].mapValues { Rational($0) })
let payout = try waterfall.payout(of: Money("1000.00 CNY"), claims: claims)
for case (.step(_, let clause), let entry) in payout.entries.map({ ($0.subject, $0) }) {
  for move in entry.moves {
    let amount = Money(minorUnits: move.amount, payout.income.currency)
    print("\(move.to.name) gets \(amount) by \(after.clauses[clause].clause.id)")
  }
}

// Diff: in how many situations do the two revisions answer differently?
let diff = try RegimeDiff.compare(before, after, at: Day("2024-03-22"))
print("\(diff.relation): \(diff.differing) of \(diff.total) situations differ")
for shift in diff.shifts.prefix(3) {
  if case .verdict(let former, let latter) = shift.subject {
    print("\(shift.count) from \(former.rawValue) to \(latter.rawValue)")
  }
}

import Glibc
import LargeRegimes
import Tenure

// What a ruling costs when its facts are coded already. A step of a walk is a load that waits for
// the one before: seven of them from the second cache take about 30 ns, from the third 100 ns. In a
// batch the loads of sixteen rows wait together.

func seconds(_ body: () -> Void) -> Double {
  var best = Double.infinity
  for _ in 0..<7 {
    var start = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start)
    body()
    var end = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end)
    let spent = Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) * 1e-9
    best = min(best, spent)
  }
  return best
}

func line(_ name: String, _ text: String) {
  print(name + String(repeating: " ", count: max(1, 44 - name.count)) + text)
}

func table(_ situations: [TotalSituation]) -> SituationTable {
  SituationTable(
    rowCount: situations.count,
    columns: (0..<7).map { position in
      let facet = FacetID(position)
      var numbers: [FacetValue: UInt32] = [:]
      var facts: [Situation.Fact] = []
      let codes = situations.map { situation in
        if let known = numbers[situation[facet]] { return known }
        numbers[situation[facet]] = UInt32(facts.count)
        facts.append(.known(situation[facet]))
        return UInt32(facts.count - 1)
      }
      return SituationTable.Column(facet: facet, facts: facts, codes: codes)
    })
}

let rows = 1 << 18
for count in [100, 1_000, 10_000] {
  var random = SplitMix64(seed: 3)
  let engine = RegimeEngine(SevenFacets.make(seed: 1, clauses: count))
  for namesClauses in [false, true] {
    var made: BatchRuling?
    let preparing = seconds { made = BatchRuling(engine, namesClauses: namesClauses) }
    guard let batch = made else { preconditionFailure("nothing was made") }
    let situations = (0..<rows).map { _ in SevenFacets.situation(using: &random) }
    let name = "\(count) clauses, \(namesClauses ? "verdict and clause" : "verdict")"
    line(
      name + ": made ready",
      "\(Int(preparing * 1e3)) ms, \(batch.cellCount * 4 / 1024) KiB")
    let codes = situations.map { batch.codes(of: $0) }
    var permitted = 0
    let single = seconds {
      permitted = 0
      for codes in codes where batch.ruling(on: codes).verdict == .permitted { permitted += 1 }
    }
    line(name + ": one by one", "\(Int(single / Double(rows) * 1e10) / 10) ns a ruling")
    let columns = table(situations)
    var counted = 0
    let whole = seconds { counted = batch.rulings(of: columns).counts()[.permitted] ?? 0 }
    line(
      name + ": batch",
      "\(Int(whole / Double(rows) * 1e10) / 10) ns a ruling, "
        + "\(Int(Double(rows) / whole / 1e5) / 10) million a second")
    precondition(counted == permitted, "the batch must rule as single rulings do")
  }
}

// Whole rulings of real law: verdict, rights and duties. The folder of the example is given.
if let folder = CommandLine.arguments.dropFirst().first {
  for engine in try RealRegimes(folder).engines {
    var random = SplitMix64(seed: 5)
    guard let ready = CodedRuling(engine, at: RealRegimes.day) else {
      preconditionFailure("a regime of the example is too large")
    }
    let vocabulary = engine.regime.vocabulary
    let codes = (0..<1 << 14).map { _ in
      ready.codes(of: RealRegimes.situation(in: vocabulary, using: &random))
    }
    var answer = ready.emptyAnswer
    var permitted = 0
    let spent = seconds {
      permitted = 0
      for codes in codes {
        ready.rule(codes, into: &answer)
        if answer.verdict == .permitted { permitted += 1 }
      }
    }
    line(
      "\(engine.regime.name): verdict, rights, duties",
      "\(Int(spent / Double(codes.count) * 1e9)) ns a ruling, \(ready.walkCount) walks, "
        + "\(ready.cellCount * 4 / 1024) KiB, \(permitted * 100 / codes.count) % permitted")
  }
}

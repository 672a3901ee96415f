import LargeRegimes
import Tenure

/// The engine alone, on random regimes of nineteen facets.
enum EngineFigures {
  /// A regime made ready for questions.
  static func ready(clauses count: Int, runs: Int) -> Sample {
    let regime = LargeRegime.make(seed: 1, clauses: count)
    return Sample.of(runs: runs) { _ in consume(RegimeEngine(regime).clauses.count) }
  }

  /// One clause turned into its opposite, another one in each run, between regimes made ready.
  ///
  /// The cost follows the clauses near the amendment, so it differs much from run to run.
  static func amendment(of count: Int, runs: Int) throws -> Sample {
    let regime = LargeRegime.make(seed: 1, clauses: count)
    let before = RegimeEngine(regime)
    let after = (0...runs).map { RegimeEngine(LargeRegime.amended(regime, clause: $0 * 37)) }
    return try Sample.of(runs: runs) { run in
      consume(try RegimeDiff.compare(before, after[run]).differing)
    }
  }

  /// Two regimes that have nothing in common.
  static func unrelated(clauses count: Int, runs: Int) throws -> Sample {
    let engines = (0...runs + 1).map {
      RegimeEngine(LargeRegime.make(seed: UInt64(10 + $0), clauses: count))
    }
    return try Sample.of(runs: runs) { run in
      consume(try RegimeDiff.compare(engines[run], engines[run + 1]).differing)
    }
  }

  /// Two regimes over seven facets that say the same in other words: proved to be equivalent.
  static func restructured(clauses count: Int, runs: Int) throws -> Sample {
    let regime = SevenFacets.make(seed: 1, clauses: count)
    let before = RegimeEngine(regime)
    let after = RegimeEngine(SevenFacets.restructured(regime, seed: 2))
    return try Sample.of(runs: runs) { _ in
      let diff = try RegimeDiff.compare(before, after)
      precondition(diff.relation == .equivalent && diff.differing == 0 && diff.total > 0)
    }
  }

  /// The diagram of all verdicts over seven facets.
  static func diagram(clauses count: Int, runs: Int) -> Sample {
    let engine = RegimeEngine(SevenFacets.make(seed: 1, clauses: count))
    return Sample.of(runs: runs) { _ in consume(RulingDiagram(engine)) }
  }

  /// The diagram of all verdicts.
  static func wholeDiagram(clauses count: Int, runs: Int) -> Sample {
    let engines = (0...runs).map {
      RegimeEngine(LargeRegime.make(seed: UInt64(50 + $0), clauses: count))
    }
    return Sample.of(runs: runs) { run in consume(RulingDiagram(engines[run]).nodeCount) }
  }

  /// Documents of 4 KiB, like those of a real regime.
  static func parsing(documents count: Int, runs: Int) -> Sample {
    var text = "defaults: {rank: law}\nclauses:\n"
    var number = 0
    while text.utf8.count < 4_000 {
      number += 1
      text += """
          - id: clause-\(number)
            prohibit: export
            data: personal
            persons: {at-least: \(number)000}
            unless: {security-assessment: passed}
            cites: "Act, art. \(number)"

        """
    }
    let bytes = Array(text.utf8)
    return Sample.of(runs: runs) { _ in
      for _ in 0..<count {
        consume(DocumentParser.parse(bytes, file: "export.yaml").findings.count)
      }
    }
  }

  /// Keeps a result from being optimised away.
  @inline(never) private static func consume(_ value: some Any) {}
}

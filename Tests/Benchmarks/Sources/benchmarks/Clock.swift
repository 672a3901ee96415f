import Glibc

/// The processor time that this process has used, in seconds.
func processorSeconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

/// Median, least and most of some runs, in seconds.
struct Sample {
  let median: Double
  let least: Double
  let most: Double

  init(_ runs: [Double]) {
    let sorted = runs.sorted()
    median = sorted[sorted.count / 2]
    least = sorted.first ?? .nan
    most = sorted.last ?? .nan
  }

  /// Measures the processor time of a piece of work; the first run is not counted.
  static func of(runs count: Int, _ work: (Int) throws -> Void) rethrows -> Sample {
    try work(0)
    return Sample(
      try (1...count).map { run in
        let start = processorSeconds()
        try work(run)
        return processorSeconds() - start
      })
  }
}

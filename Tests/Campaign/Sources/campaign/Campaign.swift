import TenureModel
import TenureTestSupport

/// A run of many trials.
struct Campaign: Sendable {
  /// The seed of the first trial; the next one has the next seed.
  var seed: UInt64 = 1
  /// How many trials.
  var regimes: UInt64 = 1_000
  /// How long at most, if anything is said.
  var minutes: Int?
  /// How many trials run side by side.
  var jobs = 1
  /// The paths that are tried.
  var paths = Path.allCases
  /// How much of everything a trial has.
  var size = Trial.Size()
  /// The other programs, if they are there.
  var solver: SolverProcess?
  /// The kind of fault that is put into what the paths are given.
  var fault: Fault.Kind?

  /// The trials that one job takes at once.
  private static let chunk: UInt64 = 50

  /// Runs the trials.
  ///
  /// - Parameter progress: Told about the tally now and then.
  /// - Returns: What came of them.
  func run(progress: (Tally) -> Void = { _ in }) async -> Tally {
    let clock = ContinuousClock()
    let start = clock.now
    let deadline = minutes.map { start + .seconds(60 * $0) }
    return await withTaskGroup(of: Tally.self) { group in
      var tally = Tally()
      var next: UInt64 = 0
      func addJob() {
        guard next < regimes, deadline.map({ clock.now < $0 }) ?? true else { return }
        let seeds = seed &+ next..<seed &+ min(next + Self.chunk, regimes)
        next += Self.chunk
        group.addTask { @concurrent in self.run(seeds) }
      }
      for _ in 0..<jobs { addJob() }
      while let part = await group.next() {
        tally.add(part)
        progress(tally)
        addJob()
      }
      return tally
    }
  }

  private func run(_ seeds: Range<UInt64>) -> Tally {
    var tally = Tally()
    for seed in seeds {
      let trial = Trial(seed: seed, size: size)
      tally.countTrial()
      let plain = Examination(trial, solver: solver)
      for path in paths where seed % path.interval == 0 {
        let planted = fault.map { plant($0, in: trial, for: path) }
        let examination = planted.map {
          Examination(
            trial, fault: $0, inSecond: path.comparesRegimes, solver: solver)
        }
        let result = path.check(examination ?? plain)
        tally.count(path, result)
        guard case .differs(let words, let situation) = result else { continue }
        tally.report(
          MinimalTrial(
            trial, path, fault: planted ?? nil, solver, words, situation
          ).text)
      }
    }
    return tally
  }

  /// The fault of a trial; nil where it cannot be planted.
  func plant(_ kind: Fault.Kind, in trial: Trial, for path: Path) -> Fault? {
    var random = SplitMix64(seed: trial.seed &+ 2)
    return Fault(kind, in: trial.regimes[path.comparesRegimes ? 1 : 0], using: &random)
  }
}

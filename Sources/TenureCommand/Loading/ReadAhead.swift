import TenureDocuments
import TenureHistory
import TenureModel
import TenureThreads

/// Reads the regimes that a command line seems to name while its arguments are still taken apart,
/// which takes milliseconds.
///
/// What was read lies in a cache, where the command finds it if it asks for the same content.
/// Nothing else depends on it: what cannot be read, or is no regime, the command tells about.
struct ReadAhead {
  /// The most words that are tried, and regimes that are read.
  private static let limits = (words: 8, regimes: 2)

  private let cache = DocumentCache()
  private let work: Errand<Void>

  /// Begins to read; nil if no argument looks like a regime.
  ///
  /// The folders of `-C` count from the folder of the process, which must not change before the
  /// end.
  ///
  /// - Parameters:
  ///   - arguments: The arguments, the command first.
  ///   - plugins: The plugins that documents may name.
  init?(_ arguments: [String], _ plugins: [Plugin]) {
    let (folder, named) = Self.read(arguments)
    guard !named.isEmpty else { return nil }
    work = Errand { [cache] in
      guard let repository = try? PolicyRepository.open(at: folder) else { return }
      var count = 0
      for reference in named where count < Self.limits.regimes {
        guard let revision = try? repository.revision(of: reference),
          let snapshot = try? repository.snapshot(at: revision)
        else { continue }
        let loader = RegimeLoader(
          source: SnapshotSource(snapshot), plugins: plugins, cache: cache)
        if (try? loader.prepare(reference.name)) == true { count += 1 }
      }
    }
  }

  /// Where the command will run, and the regimes that it may ask.
  private static func read(
    _ arguments: [String]
  ) -> (folder: String, named: [RegimeReference]) {
    var folder = "."
    var named: [RegimeReference] = []
    var isFolder = false
    func enter(_ name: String) {
      if !name.isEmpty { folder = name.hasPrefix("/") ? name : "\(folder)/\(name)" }
    }
    for word in arguments.dropFirst() {
      if isFolder {
        enter(word)
        isFolder = false
      } else if word.hasPrefix("-") {
        isFolder = word == "-C"
        if word.hasPrefix("-C") { enter(String(word.dropFirst(2))) }
      } else if named.count < limits.words, let reference = try? RegimeReference(parsing: word) {
        named.append(reference)
      }
    }
    return (folder, named)
  }

  /// Waits until all is read.
  ///
  /// - Returns: What was read.
  func finish() -> DocumentCache {
    work.finish()
    return cache
  }
}

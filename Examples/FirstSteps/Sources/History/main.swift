import Tenure
import TenureHistory

/// The documents of a revision, for the loader of regimes.
struct RevisionSource: DocumentSource {
  let snapshot: Snapshot

  func bytes(of path: String) throws -> [UInt8]? {
    try snapshot.exists(path) ? snapshot.bytes(at: path) : nil
  }

  func names(in folder: String) throws -> [String] {
    let names = try snapshot.paths(under: folder).compactMap { path in
      path.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init)
    }
    return Set(names).sorted()
  }
}

// The folder is a policy repository; the working tree is a revision, too.
let folder = CommandLine.arguments.dropFirst().first ?? "Examples/PolicyRepository"
let repository = try PolicyRepository.open(at: folder)
let snapshot = try repository.snapshot(at: repository.currentRevision())
let loader = RegimeLoader(
  source: RevisionSource(snapshot: snapshot), plugins: Plugins.builtIn)
for name in try loader.regimeNames() {
  let loaded = try loader.regime(name)
  print(name, "has", loaded.value?.regime.clauses.count ?? 0, "clauses")
}

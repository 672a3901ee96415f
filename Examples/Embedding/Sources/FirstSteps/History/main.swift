import Tenure
import TenureHistory

// The folder is a policy repository; the working tree is a revision, too.
let folder = CommandLine.arguments.dropFirst().first ?? "Examples/PolicyRepository"
let repository = try PolicyRepository.open(at: folder)
let snapshot = try repository.snapshot(at: repository.currentRevision())
let loader = RegimeLoader(source: SnapshotSource(snapshot), plugins: Plugins.builtIn)
for name in try loader.regimeNames() {
  let loaded = try loader.regime(name)
  print(name, "has", loaded.value?.regime.clauses.count ?? 0, "clauses")
}

import ArgumentParser
import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

/// What `--swap PILLAR=REGIME|PLUGIN` asks for: one pillar taken from elsewhere.
struct PillarSwap: Equatable {
  let pillar: Pillar
  /// A regime, `NAME` or `REV:NAME`, or the name of a plugin, whose default document is taken.
  let donor: String

  /// Reads `PILLAR=REGIME|PLUGIN`; nil if it is not of that form.
  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, let pillar = Pillar(rawValue: String(parts[0]))
    else { return nil }
    self.pillar = pillar
    donor = String(parts[1])
  }

  /// What it does to a regime, behind its name.
  var text: String { " with \(pillar.rawValue) of \(donor)" }

  /// Refuses what is not of the form.
  static func validate(_ text: String) throws {
    guard PillarSwap(text) == nil else { return }
    let pillars = Pillar.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError(
      """
      `--swap` takes PILLAR=REGIME or PILLAR=PLUGIN, not `\(text.printable)`
      the pillars are \(pillars)
      """)
  }
}

extension Session {
  /// A version with one pillar taken from elsewhere; both versions in one vocabulary.
  func swapped(
    _ version: LoadedVersion, _ swap: PillarSwap
  ) throws -> (before: LoadedVersion, after: LoadedVersion) {
    let names = try loader(at: version.snapshot.revision).regimeNames()
    let plugin = plugins.first { $0.name == swap.donor && $0.pillar == swap.pillar }
    if let plugin, !names.contains(swap.donor) {
      return (version, try version.taking(swap, from: defaultRegime(of: plugin, beside: version)))
    }
    guard swap.donor.contains(":") || names.contains(swap.donor) else {
      let known = names + plugins.filter { $0.pillar == swap.pillar }.map(\.name)
      throw CommandFailure(
        "there is neither a regime nor a plugin `\(swap.donor.printable)` for the "
          + "\(swap.pillar.rawValue) pillar",
        help: Suggestion.help(for: swap.donor, among: known)
          ?? "`tenure show` lists the regimes, `tenure plugin list` the plugins")
    }
    let donor = try load(swap.donor)
    let union = try self.union(version.vocabulary, donor.vocabulary)
    let before = try reload(version, under: union.vocabulary).understanding(union.vocabulary)
    let giving = try reload(donor, under: union.vocabulary)
    var after = try before.taking(swap, from: giving.loaded.regime)
    after.donorSnapshot = giving.snapshot
    return (before, after)
  }

  /// A regime that consists of nothing but the default document of a plugin.
  private func defaultRegime(of plugin: Plugin, beside version: LoadedVersion) throws -> Regime {
    guard !plugin.defaultDocument.isEmpty else {
      throw CommandFailure(
        "plugin `\(plugin.name)` has no default document",
        help: "take the pillar from a regime that uses it")
    }
    let regime = version.loaded.regime
    let (tree, findings) = DocumentParser.parse(
      Array(plugin.defaultDocument.utf8), file: "the default document of \(plugin.name)")
    guard let root = tree?.root else { throw CommandFailure(findings) }
    let lowered = plugin.lower(
      [root], LoweringContext(vocabulary: regime.vocabulary, ranks: []))
    guard let document = lowered.first, !document.findings.containsError else {
      throw CommandFailure(
        "the default document of `\(plugin.name)` does not fit the vocabulary of `\(version.name)`",
        help: lowered.first?.findings.first.map { $0.message })
    }
    var distribution = DistributionDeclarations()
    var governance = GovernanceDeclarations()
    switch document.declarations {
    case .none: break
    case .distribution(let own): distribution = own
    case .governance(let own): governance = own
    }
    return Regime(
      name: plugin.name, vocabulary: regime.vocabulary, doctrine: .none,
      layers: [
        Regime.Layer(
          name: plugin.name, clauses: document.clauses, distribution: distribution,
          governance: governance)
      ])
  }
}

extension LoadedVersion {
  /// The same version with one pillar of another regime, which has no documents of its own here.
  ///
  /// - Throws: A clause of the one has the id of a clause of the other.
  fileprivate func taking(_ swap: PillarSwap, from other: Regime) throws -> LoadedVersion {
    let regime = loaded.regime.taking(swap.pillar, from: other)
    var seen: Set<String> = []
    for entry in regime.clauses where !seen.insert(entry.clause.id).inserted {
      throw CommandFailure(
        "clause id `\(entry.clause.id)` stands in `\(name)` and in what is taken from "
          + "`\(swap.donor.printable)`",
        help: "give one of them another id")
    }
    var swapped = understanding(regime.vocabulary)
    swapped.loaded = LoadedRegime(regime: regime, documents: loaded.documents)
    swapped.swap = swap
    return swapped
  }

  /// The same version, which is said to know a vocabulary as its own.
  fileprivate func understanding(_ vocabulary: Vocabulary) -> LoadedVersion {
    var version = self
    version.vocabulary = vocabulary
    return version
  }
}

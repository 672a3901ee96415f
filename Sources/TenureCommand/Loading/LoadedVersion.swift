import TenureDocuments
import TenureHistory
import TenureModel

/// A regime at a revision, as a user named it, loaded.
struct LoadedVersion {
  /// How the user named it.
  let reference: String
  /// The name of the regime.
  let name: String
  /// Where it was read.
  let snapshot: Snapshot
  /// The vocabulary of its own revision.
  var vocabulary: Vocabulary
  /// The bytes of that vocabulary.
  let vocabularyBytes: [UInt8]?
  /// The regime with its documents.
  var loaded: LoadedRegime
  /// What is worth saying of its documents; no errors.
  let findings: [Finding]
  /// The commit, where it is one.
  let commit: Commit?
  /// The pillar that was taken from elsewhere, if one was.
  var swap: PillarSwap?
  /// Where that pillar was read, if it is a regime's.
  var donorSnapshot: Snapshot?

  /// The name for people.
  var displayName: String { name + (swap?.text ?? "") }
  /// How the user named it, for people.
  var displayReference: String { reference + (swap?.text ?? "") }

  /// Whether the revision has no such regime: it is silent on everything.
  var isAbsent: Bool { loaded.documents.isEmpty }

  /// The same version under a larger vocabulary, if it is absent.
  func silent(under vocabulary: Vocabulary) -> LoadedVersion {
    let regime = Regime(
      name: name, vocabulary: vocabulary, doctrine: .none,
      layers: [Regime.Layer(name: name, clauses: [])])
    return LoadedVersion(
      reference: reference, name: name, snapshot: snapshot, vocabulary: self.vocabulary,
      vocabularyBytes: vocabularyBytes, loaded: LoadedRegime(regime: regime, documents: []),
      findings: [], commit: commit)
  }

  /// The revision for people.
  var revisionText: String {
    (snapshot.revision.commit == nil ? "working tree" : snapshot.revision.spelling)
      + (isAbsent && vocabularyBytes == nil ? ", which has no such regime" : "")
  }

  /// The revision for people, with what else it is asked under.
  func revisionText(_ asking: AskingOptions) -> String {
    revisionText + (asking.words.map { ", " + $0 } ?? "")
  }

  /// Whether two versions have the same vocabulary, layers and documents, byte for byte.
  func isIdentical(to other: LoadedVersion) -> Bool {
    guard swap == other.swap, vocabularyBytes == other.vocabularyBytes,
      loaded.documents.count == other.loaded.documents.count
    else { return false }
    return zip(loaded.documents, other.loaded.documents).allSatisfy { first, second in
      first.path == second.path && first.layer == second.layer && first.pillar == second.pillar
        && first.plugin == second.plugin && first.tree.source == second.tree.source
    }
  }
}

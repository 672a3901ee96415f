internal import TenureHistory
internal import TenureModel

/// What a verifier knows at one commit: the law that judges the next.
struct ChainPoint {
  let commit: ObjectID
  let tree: ObjectID
  let folder: ObjectID
  /// The date of the last commit that changed the policy folder, in seconds.
  let seconds: Int
  let law: Law
  let documents: DocumentPillars
  let announcements: Announcements
}

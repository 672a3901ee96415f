import Foundation
import TenureModel
import TenureTestSupport

/// The vocabulary of the example policy repository, under which default documents must lower.
func standardVocabulary(from source: String = #filePath) throws -> Vocabulary {
  let root = URL(filePath: source).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try PolicyCase.vocabulary(
    at: root.appending(path: "Examples/PolicyRepository/vocabulary.yaml"))
}

import TenureDocuments
public import TenureModel

extension Vocabulary {
  /// The standard vocabulary, with which `tenure init` begins a policy repository.
  ///
  /// It is compiled in and always there; nil would be a fault of this library.
  public static let standard: Vocabulary? = DocumentParser.parse(
    Array(StandardVocabulary.text.utf8), file: "vocabulary.yaml"
  ).tree.flatMap { VocabularyDocument.read($0.root).value }
}

/// One pack of a repository, read for walks.
final class PackFile {
  let index: PackIndex
  private let file: MappedFile
  private var objects = PackObjects()

  /// Maps a pack and its index; nil if either is of a form that is not understood.
  init?(index path: String) {
    guard path.hasSuffix(".idx"), let index = PackIndex(path),
      let file = MappedFile(path.dropLast(4) + ".pack"),
      file.word(at: 0) == 0x5041_434B, file.word(at: 4) == 2
    else { return nil }
    self.index = index
    self.file = file
  }

  /// Looks for an object.
  func look(for id: ObjectID, using inflater: borrowing Inflater) -> ObjectLookup {
    guard let offset = index.offset(of: id) else { return .absent }
    return objects.object(at: offset, in: file, index, using: inflater)
  }
}

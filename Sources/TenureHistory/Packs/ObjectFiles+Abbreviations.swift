extension ObjectFiles {
  /// The objects whose ids begin with the digits, of which there are 2 to 40: none, one, or two if
  /// there are more than one; nil if not all objects can be seen here.
  func objects(abbreviatedBy digits: String) -> Set<ObjectID>? {
    let (lowest, highest) = (padded(digits, with: "0"), padded(digits, with: "f"))
    guard !hasOtherPacks, digits.utf8.count >= 2, let lowest, let highest else { return nil }
    var found: Set<ObjectID> = []
    for pack in packs where found.count < 2 {
      found.formUnion(pack.index.ids(from: lowest, through: highest, limit: 2))
    }
    let bucket = lowest.description.prefix(2)
    for folder in folders where found.count < 2 {
      let path = "\(folder)/\(bucket)"
      guard FileSystem.kind(of: path) != nil else { continue }
      guard let handle = try? FileSystem.openFolder(path), let names = try? handle.names(path)
      else { return nil }
      let ids = names.compactMap { ObjectID(bucket + String(decoding: $0, as: UTF8.self)) }
      found.formUnion(ids.filter { lowest <= $0 && $0 <= highest })
    }
    return found
  }

  private func padded(_ digits: String, with digit: Character) -> ObjectID? {
    let missing = 2 * ObjectID.byteCount - digits.utf8.count
    return missing < 0 ? nil : ObjectID(digits + String(repeating: digit, count: missing))
  }
}

/// The layouts of the versions of documents that were met last.
struct RecentLayouts {
  private var layouts = RecentValues<ObjectID, ProvisionLayout>()
  private var byteCount = 0

  /// How many bytes of documents are kept with their layouts, in each of two halves.
  private static let keptBytes = 8 << 20

  /// The layout of a version of a document; nil if it was not met lately.
  subscript(_ id: ObjectID) -> ProvisionLayout? { layouts[id] }

  /// Keeps the layout of a version of a document.
  mutating func keep(_ layout: ProvisionLayout, of id: ObjectID) {
    if byteCount + layout.bytes.count > Self.keptBytes {
      layouts.turn()
      byteCount = 0
    }
    byteCount += layout.bytes.count
    layouts[id] = layout
  }
}

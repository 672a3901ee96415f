/// What is read of a repository at most.
///
/// Git itself sets none of these: a few megabytes on disk can hold a blob of gigabytes or folders
/// nested without end. All are far above what a body of law needs.
public enum HistoryLimits {
  /// The size of one document.
  public static let documentBytes = 1 << 20
  /// The size of all documents of one regime together.
  public static let regimeBytes = 64 << 20
  /// How deep folders nest.
  public static let folderDepth = 16
  /// The number of entries in one folder, and in all folders of one listing.
  public static let folderEntries = 20_000
  /// The size of one tree object.
  public static let treeBytes = 8 << 20
  /// The size of one commit or tag object.
  public static let commitBytes = 1 << 20
  /// The number of parents of one commit.
  public static let commitParents = 16
  /// How often a tag may point to a tag.
  public static let tagDepth = 16
  /// The length of a revision as it is spelled.
  public static let spellingBytes = 1_024
  /// The number of commits that one walk visits.
  public static let walkedCommits = 10_000_000
  /// The number of references that are searched for a name like the one that was not found.
  public static let suggestedReferences = 10_000
  /// The size of the file that lists where a shallow clone ends.
  public static let shallowFileBytes = 16 << 20
  /// The number of fingerprints, and of entries of trees, that are remembered.
  public static let rememberedObjects = 100_000
  /// The number of commits whose tree, parents and date are remembered, some 150 bytes each.
  public static let rememberedNodes = 1 << 17
  /// How often an object of a pack may be made from one that is made from another.
  public static let deltaDepth = 4_096
  /// The bytes of objects that a walk keeps of each pack, to make others from.
  public static let keptPackBytes = 2 << 20
  /// From how many objects in packs on commits are read before anybody asks for them.
  static let longHistoryObjects = 1 << 14
  /// The size of an object that is inflated again as fast as it is kept and found.
  static let cheapObjectBytes = 128
  /// The room for deltas that is kept from one object to the next.
  static let keptRoomBytes = 1 << 20
  /// The bytes of loose objects that are kept.
  static let keptLooseBytes = 8 << 20
  /// The size of an object that others are made from.
  public static let deltaBaseBytes = 16 << 20
  /// How many folders of objects a repository may borrow from.
  public static let borrowedFolders = 8
  /// The size of a configuration that is looked at before the library is asked.
  static let plainConfigurationBytes = 1 << 16
  /// The length of a reference's name that is looked for before the library is asked.
  static let plainReferenceBytes = 255
  /// The size of the file of one reference.
  static let referenceFileBytes = 1 << 10
  /// The size of the file that lists many references.
  static let packedReferencesBytes = 64 << 20
  /// How often a reference may stand for another.
  static let referenceDepth = 5
  /// How much of a loose object is inflated to learn its size; most are no larger.
  static let looseHeadBytes = 1 << 13
}

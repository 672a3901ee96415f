internal import Glibc

/// A file seen as memory, given back with the value.
@safe struct MappedFile: ~Copyable {
  private let bytes: UnsafeRawBufferPointer

  /// The number of bytes.
  var count: Int { unsafe bytes.count }

  /// Maps a file; nil if it cannot be read, is empty or is not a regular file.
  init?(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    let file = FileHandle(owning: descriptor)
    guard let status = try? file.status(path), FileSystem.kind(status) == .file,
      status.st_size > 0
    else { return nil }
    self.init(mapping: file, Int(status.st_size))
  }

  /// Maps a file that is open, by its size; nil if there is no room.
  init?(mapping file: borrowing FileHandle, _ size: Int) {
    guard let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, file.descriptor, 0),
      unsafe start != MAP_FAILED
    else { return nil }
    unsafe bytes = unsafe UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  /// A byte; zero beyond the end.
  func byte(at offset: Int) -> UInt8 {
    guard offset >= 0, offset < count else { return 0 }
    return unsafe bytes[offset]
  }

  /// A big-endian number of four bytes; zero beyond the end.
  func word(at offset: Int) -> Int {
    guard offset >= 0, offset <= count - 4 else { return 0 }
    return Int(unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).bigEndian)
  }

  /// Three words of an id; nil beyond the end.
  func id(at offset: Int) -> ObjectID? {
    guard offset >= 0, offset <= count - ObjectID.byteCount else { return nil }
    return unsafe ObjectID(
      first: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian,
      second: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self).bigEndian,
      third: bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self).bigEndian)
  }

  /// Calls `body` with the bytes from an offset to the end; none beyond it.
  func withBytes<Result>(
    from offset: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let start = min(max(0, offset), count)
    return unsafe body(UnsafeRawBufferPointer(rebasing: bytes[start...]))
  }
}

extension MappedFile {
  /// The place of an id among sorted ids; nil if it is not there.
  ///
  /// Ids are spread evenly, so from the first and the last of some it can be told about where
  /// another one stands. After some such guesses what is left is halved, lest somebody makes ids
  /// that are not.
  ///
  /// - Parameters:
  ///   - id: The id.
  ///   - low: The first place where it may stand. All ids from there on begin with its first byte.
  ///   - high: The place behind the last one.
  ///   - start: Where the ids begin in the file.
  /// - Returns: The place.
  ///
  /// Complexity: logarithmic in the number of places; mostly it takes three or four looks, each of
  /// which may be at a page of the file that is in no cache.
  func place(of id: ObjectID, in low: Int, _ high: Int, ofIDsAt start: Int) -> Int? {
    var (low, high) = (low, high)
    var first = UInt64(id.firstByte) << 56
    var last = first | (1 << 56 - 1)
    var guesses = 0
    while low < high {
      var middle = low + (high - low) / 2
      if guesses < Self.guessLimit, first < last {
        let share = Double(id.firstWord - first) / Double(last - first)
        middle = min(high - 1, low + Int(share * Double(high - low)))
      }
      guard let candidate = self.id(at: start + middle * ObjectID.byteCount) else { return nil }
      if candidate == id { return middle }
      // A list that is not sorted has words beyond those that were seen.
      let word = min(max(candidate.firstWord, first), last)
      if candidate < id {
        low = middle + 1
        first = min(word, id.firstWord)
      } else {
        high = middle
        last = max(word, id.firstWord)
      }
      guesses += 1
    }
    return nil
  }

  /// How often it is guessed where an id stands.
  private static let guessLimit = 8
}

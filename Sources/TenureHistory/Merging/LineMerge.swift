internal import CLibgit2

/// A merge of three texts line by line, as git does it: for what cannot be merged by what it says.
public struct LineMerge: Sendable {
  /// The merged text, with markers around what is in conflict.
  public let text: [UInt8]
  /// Whether nothing is in conflict.
  public let isClean: Bool

  /// Merges two versions of a text that both come from a third.
  ///
  /// - Parameters:
  ///   - base: What both began with.
  ///   - ours: Our version.
  ///   - theirs: Their version.
  ///   - names: What the two sides are called in markers.
  ///   - width: How many characters a marker has.
  /// - Throws: Git cannot be started, or refuses.
  public init(
    base: [UInt8], ours: [UInt8], theirs: [UInt8], names: (ours: String, theirs: String),
    width: Int = 7
  ) throws(HistoryError) {
    try Libgit2.start()
    var options = unsafe git_merge_file_options()
    unsafe git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION))
    unsafe options.marker_size = UInt16(clamping: width)
    var result = unsafe git_merge_file_result()
    defer { unsafe git_merge_file_result_free(&result) }
    let status: Int32 = unsafe names.ours.withCString { ourName in
      unsafe names.theirs.withCString { theirName in
        unsafe options.our_label = unsafe ourName
        unsafe options.their_label = unsafe theirName
        return unsafe Self.merge(base, ours, theirs, options, &result)
      }
    }
    guard status == 0 else {
      throw .git("the texts cannot be merged", Libgit2Failure.last(status))
    }
    isClean = unsafe result.automergeable != 0
    text = unsafe Array(
      UnsafeRawBufferPointer(start: unsafe result.ptr, count: unsafe result.len))
  }

  private static func merge(
    _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], _ options: git_merge_file_options,
    _ result: inout git_merge_file_result
  ) -> Int32 {
    var options = unsafe options
    return unsafe base.withUnsafeBytes { base in
      unsafe ours.withUnsafeBytes { ours in
        unsafe theirs.withUnsafeBytes { theirs in
          var inputs = unsafe [base, ours, theirs].map { bytes in
            var input = unsafe git_merge_file_input()
            unsafe git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
            unsafe input.ptr = unsafe bytes.bindMemory(to: CChar.self).baseAddress
            unsafe input.size = bytes.count
            return unsafe input
          }
          return unsafe inputs.withUnsafeMutableBufferPointer { inputs in
            unsafe git_merge_file(&result, &inputs[0], &inputs[1], &inputs[2], &options)
          }
        }
      }
    }
  }
}

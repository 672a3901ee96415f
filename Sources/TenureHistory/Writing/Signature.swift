internal import CLibgit2

/// Who commits, and when: a name, a mail address and the present time.
@safe struct Signature: ~Copyable {
  let pointer: UnsafeMutablePointer<git_signature>

  private init(owning pointer: UnsafeMutablePointer<git_signature>) {
    unsafe self.pointer = unsafe pointer
  }

  deinit {
    unsafe git_signature_free(pointer)
  }

  /// The name and the mail address, as git writes them in commits.
  var identity: String {
    let name = unsafe pointer.pointee.name.map { unsafe String(cString: $0) } ?? ""
    let mail = unsafe pointer.pointee.email.map { unsafe String(cString: $0) } ?? ""
    return "\(name) <\(mail)>"
  }

  /// The person that the configuration names: the repository's, or the user's own if there is no
  /// repository yet.
  static func configured(in repository: OpaquePointer?) throws(HistoryError) -> Signature {
    var configuration: OpaquePointer?
    let status =
      if let repository = unsafe repository {
        unsafe git_repository_config_snapshot(&configuration, repository)
      } else {
        unsafe git_config_open_default(&configuration)
      }
    guard status == 0 else {
      throw .git("git's configuration cannot be read", Libgit2Failure.last(status))
    }
    defer { unsafe git_config_free(configuration) }
    let name = unsafe setting("user.name", in: configuration)
    let mail = unsafe setting("user.email", in: configuration)
    guard let name, let mail else {
      throw HistoryError(
        .noIdentity, "git does not know who commits",
        help: "run `git config --global user.name NAME` and "
          + "`git config --global user.email MAIL`")
    }
    var signature: UnsafeMutablePointer<git_signature>?
    let made = unsafe git_signature_now(&signature, name, mail)
    guard made == 0, let signature = unsafe signature else {
      throw .git("`\(name.singleLine)` cannot commit", Libgit2Failure.last(made))
    }
    return unsafe Signature(owning: signature)
  }

  static func setting(_ name: String, in configuration: OpaquePointer?) -> String? {
    var value = unsafe git_buf()
    defer { unsafe git_buf_dispose(&value) }
    guard unsafe git_config_get_string_buf(&value, configuration, name) == 0,
      let text = unsafe value.ptr
    else { return nil }
    let setting = unsafe String(cString: text)
    return setting.isEmpty ? nil : setting
  }
}

/// Which clauses a commit changed, document by document, without what that means.
package struct ClauseLogEntry: Sendable {
  /// A document that a commit changed.
  package struct Document: Sendable {
    let path: String
    let added: [String]
    let removed: [String]
    let amended: [String]
    let settings: Bool
    let isReadable: Bool

    /// Creates what a commit did to a document.
    package init(
      path: String, added: [String], removed: [String], amended: [String], settings: Bool,
      isReadable: Bool
    ) {
      self.path = path
      self.added = added
      self.removed = removed
      self.amended = amended
      self.settings = settings
      self.isReadable = isReadable
    }

    var isTextAlone: Bool {
      isReadable && !settings && added.isEmpty && removed.isEmpty && amended.isEmpty
    }
  }

  let commit: CommitLine
  let documents: [Document]

  /// Creates an entry.
  package init(commit: CommitLine, documents: [Document]) {
    self.commit = commit
    self.documents = documents
  }

  /// The entry in JSON.
  package var json: JSONValue {
    .members(
      commit.members + [
        ("text-only", .flag(documents.allSatisfy(\.isTextAlone))),
        (
          "documents",
          .list(
            documents.map { document in
              [
                "file": .text(document.path), "added": .texts(document.added),
                "removed": .texts(document.removed), "amended": .texts(document.amended),
                "settings": .flag(document.settings), "readable": .flag(document.isReadable),
              ]
            })
        ),
      ])
  }
}

/// Which clauses commits changed, in words.
package struct ClauseLogText {
  let ink: Ink

  /// Writes entries.
  package init(ink: Ink) { self.ink = ink }

  /// The text of an entry.
  package func text(_ entry: ClauseLogEntry) -> String {
    var text = entry.commit.text(ink: ink) + "\n"
    for document in entry.documents {
      text += "  " + document.path.printable + "  " + words(document) + "\n"
    }
    return text
  }

  private func words(_ document: ClauseLogEntry.Document) -> String {
    guard document.isReadable else { return ink("not understood", .bad) }
    guard !document.isTextAlone else { return ink("text only", .faint) }
    var words: [String] = []
    for (word, ids) in [
      ("added", document.added), ("removed", document.removed), ("amended", document.amended),
    ] where !ids.isEmpty {
      words.append(ink(word, .faint) + " " + ids.joined(separator: ", ").printable)
    }
    if document.settings { words.append(ink("settings", .faint)) }
    return words.joined(separator: "; ")
  }
}

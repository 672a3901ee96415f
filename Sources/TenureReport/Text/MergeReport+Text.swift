import BigInt
import TenureDocuments
import TenureEngine
import TenureModel

extension MergeReport {
  /// The merge in words: the sides, the documents, each regime with its proof, what is in conflict.
  ///
  /// - Parameters:
  ///   - ink: How it is marked.
  ///   - limit: The most clashes of a regime that are shown.
  /// - Returns: The text.
  package func text(ink: Ink, limit: Int) -> String {
    var versions = Table(ink)
    for (word, version) in [("base", base), ("ours", ours), ("theirs", theirs)] {
      versions.add(
        (word, .faint), (version.reference, .strong), (version.commit ?? "", .faint))
    }
    var lines = versions.lines(indent: 0)
    if !documents.isEmpty {
      var table = Table(ink)
      for (path, fate) in documents { table.add((path, .name), (Self.words(fate), .faint)) }
      lines += ["", ink("documents", .strong)] + table.lines(indent: 2)
    }
    for conflict in textConflicts { lines += [""] + conflict.lines(ink) }
    for finding in findings {
      lines += [
        "", ink("together the documents are wrong: ", .bad) + finding.message.printable,
      ]
      if let place = finding.location { lines.append("  at \(place.file):\(place.line)") }
      if let help = finding.help { lines.append("  " + help.printable) }
    }
    for regime in regimes { lines += [""] + regime.lines(ink, limit: limit) }
    return (lines + ["", conclusion(ink)]).joined(separator: "\n") + "\n"
  }

  private static func words(_ fate: Fate) -> String {
    switch fate {
    case .merged: "merged by id"
    case .theirs: "as theirs has it"
    case .removed: "removed, as in theirs"
    }
  }

  private func conclusion(_ ink: Ink) -> String {
    guard isClean else {
      return ink("conflict", .bad) + ": \(NumberText.counted(conflictCount, "conflict"))"
        + ", nothing is written"
    }
    guard !documents.isEmpty else {
      return ink("clean", .good) + ": ours has all that theirs has"
    }
    let count = NumberText.counted(documents.count, "document")
    return ink("clean", .good) + ": \(count) "
      + (isWritten
        ? "written to the working tree"
        : documents.count == 1 ? "would change" : "would change, written with --write")
  }
}

extension MergeReport.TextConflict {
  fileprivate func lines(_ ink: Ink) -> [String] {
    let part = conflict.path.joined(separator: " › ")
    var lines = [
      ink("conflict in the text: ", .bad)
        + (part.isEmpty ? file : "\(file): \(part)").printable + ", "
        + (reason.map { $0.printable } ?? Self.words(conflict.kind))
    ]
    var table = Table(ink)
    for (word, place) in [
      ("base", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs),
    ] {
      guard let place else { continue }
      table.add((word, .faint), ("\(place.file):\(place.line)", nil))
    }
    lines += table.lines(indent: 2)
    return lines
  }

  private static func words(_ kind: DocumentConflict.Kind) -> String {
    switch kind {
    case .changedByBoth: "changed by both sides, differently"
    case .addedByBoth: "added by both sides, differently"
    case .removedByUs: "removed by ours, changed by theirs"
    case .removedByThem: "changed by ours, removed by theirs"
    case .renamedByBoth: "moved by both sides, to different places"
    case .unreadable: "cannot be understood"
    case .unwritable: "both sides together cannot be written as one document"
    }
  }
}

extension MergeReport.Regime {
  fileprivate func lines(_ ink: Ink, limit: Int) -> [String] {
    var lines = [ink(name, .strong)]
    var table = Table(ink)
    for (word, relation, count) in [
      ("ours", relations.ours, proof.differing.ours),
      ("theirs", relations.theirs, proof.differing.theirs),
      ("merged", relations.merged, proof.differing.merged),
    ] {
      let share = PercentText.rounded(PercentText.share(count, of: proof.total))
      table.add(
        (word, .faint), (relation.rawValue, nil),
        (count == 0 ? "" : "\(NumberText.grouped(count)) cases differ, \(share)", nil))
    }
    lines += table.lines(indent: 2)
    if proof.holds {
      lines.append("  " + ink("proved", .good) + ": " + Self.proved(proof))
      return lines
    }
    lines.append(
      "  " + ink("not proved", .bad)
        + ": \(NumberText.grouped(proof.clashing)) of \(NumberText.grouped(proof.total)) cases "
        + "do not take the side that changed them")
    for clash in proof.clashes.prefix(limit) { lines += [""] + self.lines(clash, ink) }
    let rest = proof.clashes.count - limit
    if rest > 0 {
      lines += ["", "  … and \(rest) more (--limit N shows more)"]
    }
    return lines
  }

  private static func proved(_ proof: MergeProof) -> String {
    let parts = [
      (proof.takenFromOurs, "ours"), (proof.takenFromTheirs, "theirs"),
      (proof.changedAlike, "both alike"),
    ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
    let all = "each of \(NumberText.grouped(proof.total)) cases takes the side that changed it"
    return parts.isEmpty ? all : all + " (\(parts.joined(separator: ", ")))"
  }

  private func lines(_ clash: MergeProof.Clash, _ ink: Ink) -> [String] {
    let vocabulary = sides.merged.book.vocabulary
    let count = clash.change.count
    let cases = NumberText.grouped(count) + (count == 1 ? " case" : " cases")
    var lines = [
      "  " + ink("conflict in meaning: ", .bad) + Self.words(clash.kind)
        + ink("   \(cases)", .faint)
    ]
    let shift = ShiftText(vocabulary: vocabulary, ink: ink)
    func row(_ label: String, _ text: String) {
      let padded = label + String(repeating: " ", count: max(1, 9 - label.count))
      lines.append("    " + ink(padded, .faint) + text)
    }
    for (word, subject) in [
      ("ours", clash.ours), ("theirs", clash.theirs), ("merged", clash.merged),
    ] {
      row(word, subject.map { shift.text([$0]) } ?? "unchanged")
    }
    if let box = clash.change.region.first {
      row("such as", RegionText(vocabulary).text(box))
    }
    let causes = causes(clash)
    for (word, side, positions) in [
      ("base", sides.base, causes.base), ("ours", sides.ours, causes.ours),
      ("theirs", sides.theirs, causes.theirs),
    ] {
      for (position, line) in ClauseText(side.book, ink: ink).lines(positions, indent: 0)
        .enumerated()
      {
        row(position == 0 ? word : "", line)
      }
    }
    let isOfAnyDay = clash.change.region.first?.facets[vocabulary.date] == nil
    let facts = RegionText(vocabulary).arguments(
      clash.change.witness, leavingOut: isOfAnyDay ? [vocabulary.date] : [])
    row("witness", ShellText.command(facts))
    return lines
  }

  private static func words(_ kind: MergeProof.Kind) -> String {
    switch kind {
    case .contested: "contested together, by neither side alone"
    case .rightLost: "a right disappears that neither side took away"
    case .changedByBoth: "both sides changed it, differently"
    case .changeLost: "what one side changed has no effect"
    case .flipped: "an answer that neither side changed it to"
    }
  }
}

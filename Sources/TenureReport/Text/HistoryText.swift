import BigInt
import Tenure
import TenureEngine
import TenureModel

/// What commits changed in meaning, in words: a line for the commit, then the regimes.
package struct HistoryText {
  let ink: Ink

  /// Writes entries.
  package init(ink: Ink) { self.ink = ink }

  /// The text of an entry.
  package func text(_ entry: HistoryEntry) -> String {
    var lines = [entry.commit.text(ink: ink)]
    let width = entry.regimes.map(\.name.count).max() ?? 0
    for regime in entry.regimes {
      let name = regime.name + String(repeating: " ", count: width - regime.name.count)
      let all = self.lines(regime)
      for (row, line) in all.enumerated() {
        let label = row == 0 ? ink(name, .strong) : String(repeating: " ", count: width)
        lines.append("  " + label + "  " + line)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ regime: HistoryEntry.Regime) -> [String] {
    var lines: [String] = []
    switch regime.state {
    case .amended: break
    case .founded: lines.append("new; compared with no regime, which is silent on everything")
    case .repealed: lines.append("gone; no regime is compared with what it said")
    case .mended: lines.append("understood again; compared with what it last said")
    case .broken(let message, let file, let line):
      let place = [file, line.map(String.init)].compactMap { $0 }.joined(separator: ":")
      lines.append(
        ink("not understood", .bad) + ": " + (place.isEmpty ? "" : place + ": ") + message.printable
      )
    }
    guard let meaning = regime.meaning else { return lines }
    guard !meaning.isTextAlone else {
      let names = meaning.changes.map(\.name)
      return lines + [
        ink("text only", .faint) + (names.isEmpty ? "" : ": " + short(names) + " reworded")
      ]
    }
    lines.append(relation(meaning))
    if !meaning.changes.isEmpty { lines.append(changes(meaning.changes)) }
    for (word, parties) in [("gain", meaning.parties.gaining), ("lose", meaning.parties.losing)] {
      let text = Pillar.allCases.compactMap { pillar in
        parties[pillar].map { "\(short($0)) (\(pillar.rawValue))" }
      }
      if !text.isEmpty { lines.append(ink(word, .faint) + "  " + text.joined(separator: "; ")) }
    }
    return lines
  }

  private func relation(_ meaning: HistoryEntry.Meaning) -> String {
    let word = ink(meaning.relation.rawValue, Self.style(meaning.relation))
    guard meaning.differing > 0 else { return word + ": the same answer in every case" }
    func share(_ count: BigUInt) -> String {
      PercentText.rounded(PercentText.share(count, of: meaning.total))
    }
    let pillars = Pillar.allCases.compactMap { pillar in
      meaning.differingByPillar[pillar].map { "\(pillar.rawValue) \(share($0))" }
    }
    return word + ": \(share(meaning.differing)) of cases: " + pillars.joined(separator: ", ")
  }

  private func changes(_ changes: [RegimeChange]) -> String {
    RegimeChange.Kind.allCases.compactMap { kind in
      let names = changes.filter { $0.kind == kind }.map(\.name)
      return names.isEmpty ? nil : ink(kind.rawValue, .faint) + " " + short(names)
    }.joined(separator: "; ")
  }

  /// How many names are told.
  private static let shownNames = 6

  private func short(_ names: [String]) -> String {
    names.prefix(Self.shownNames).joined(separator: ", ").printable
      + (names.count > Self.shownNames ? " and \(names.count - Self.shownNames) more" : "")
  }

  static func style(_ relation: Relation) -> Ink.Style {
    switch relation {
    case .identical, .equivalent, .wider: .good
    case .narrower: .bad
    case .incomparable: .doubtful
    }
  }
}

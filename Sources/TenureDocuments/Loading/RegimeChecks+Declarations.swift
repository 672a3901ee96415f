internal import TenureModel

extension RegimeChecks {
  /// Reports what two documents declare differently.
  ///
  /// Within a layer that is an error, for nothing says which one counts. In an upper layer it is a
  /// warning: its word counts, and its author may not know.
  func checkDeclarations(_ findings: inout [Finding]) {
    let declaring = parts.filter { part in
      if case .none = part.lowered?.declarations ?? .none { false } else { true }
    }
    // Mostly one document declares what a pillar declares, and a document declares a name once.
    guard Set(declaring.map(\.plugin.pillar)).count < declaring.count else { return }
    var seen: [Name: (value: Value, part: RegimeAssembly.Part)] = [:]
    for part in declaring {
      for (name, value) in declarations(of: part) {
        guard let first = seen.updateValue((value, part), forKey: name), first.value != value else {
          continue
        }
        let isLayered = first.part.layer != part.layer
        let place = part.document.tree?.place(of: name.name, inSection: name.section)
        let before = first.part.document.tree?.place(of: name.name, inSection: name.section)
        findings.append(
          Finding(
            "declared-differently", severity: isLayered ? .warning : .error,
            "\(name) is declared differently in two documents", at: place,
            notes: [.init("and here", at: before)],
            help: isLayered
              ? "the upper layer's word counts" : "declare it once, or twice in the same way"))
      }
    }
  }

  /// Something that a document declares.
  struct Name: Hashable, CustomStringConvertible {
    let section: String
    /// The name within the section; nil if the section is one thing.
    let name: String?

    var description: String { name.map { "`\($0)` under `\(section)`" } ?? "`\(section)`" }
  }

  /// What is declared of it.
  private enum Value: Equatable {
    case word(String)
    case amount(ExactDecimal)
    case seats([GovernanceDeclarations.Seats])
    case steps([ProcedureStep])
  }

  private func declarations(of part: RegimeAssembly.Part) -> [(Name, Value)] {
    switch part.lowered?.declarations ?? .none {
    case .none: return []
    case .distribution(let own):
      var names: [(Name, Value)] = []
      if let currency = own.currency {
        names.append((Name(section: "currency", name: nil), .word(currency)))
      }
      if let unit = own.roundingUnit {
        names.append((Name(section: "rounding", name: "unit"), .amount(unit)))
      }
      if let rule = own.roundingRule {
        names.append((Name(section: "rounding", name: "split"), .word(rule.rawValue)))
      }
      if let rule = own.shortfall {
        names.append((Name(section: "shortfall", name: nil), .word(rule.rawValue)))
      }
      return names
    case .governance(let own):
      return own.bodies.sorted { $0.key < $1.key }
        .map { (Name(section: "bodies", name: $0.key), .seats($0.value)) }
        + own.procedures.sorted { $0.key < $1.key }
        .map { (Name(section: "procedures", name: $0.key), .steps($0.value)) }
    }
  }
}

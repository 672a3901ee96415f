public import TenureModel

extension RegimeLoader {
  /// The folder of the scenarios.
  public static let scenariosFolder = "scenarios"

  /// The scenarios of the repository, in the order of their documents.
  ///
  /// - Parameter vocabulary: What can be said; the repository's own vocabulary if left out.
  /// - Returns: The scenarios, or all that is wrong with their documents.
  /// - Throws: What the source throws if it cannot be read.
  public func scenarios(under vocabulary: Vocabulary? = nil) throws -> Loaded<[Scenario]> {
    var reader = DocumentReader(self)
    var known = vocabulary
    if known == nil {
      let own = try self.vocabulary()
      known = own.value
      reader.findings += own.findings
    }
    let regimes = try regimeNames()
    var scenarios: [Scenario] = []
    for name in try source.names(in: Self.scenariosFolder).sorted() where name.hasSuffix(".yaml") {
      let document = try reader.read(Self.scenariosFolder + "/" + name)
      guard let root = document?.tree?.root, let known else { continue }
      scenarios += ScenarioDocument.read(
        root, vocabulary: known, regimes: regimes, &reader.findings)
    }
    var places: [String: SourceLocation] = [:]
    for scenario in scenarios {
      guard let first = places.updateValue(scenario.id.location, forKey: scenario.id.value) else {
        continue
      }
      reader.findings.append(
        Finding(
          "duplicate-id", "scenario id `\(scenario.id.value)` stands twice",
          at: scenario.id.location, notes: [.init("first here", at: first)],
          help: "choose another id"))
    }
    return Loaded(scenarios, findings: reader.findings)
  }
}

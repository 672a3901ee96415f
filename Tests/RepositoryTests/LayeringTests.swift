import Testing

/// Dependencies point to the model, and no library reaches for more than it may.
@Suite struct LayeringTests {
  let repository: Repository

  init() throws {
    repository = try Repository.current.get()
  }

  /// What the sources of each module may import.
  ///
  /// A new module, or a new import, is decided here. What is pure names no Foundation and nothing
  /// of the system.
  static let allowed: [String: Set<String>] = [
    "TenureModel": [],
    "TenureReference": ["TenureModel", "BigInt"],
    "TenureEngine": ["TenureModel", "BigInt"],
    "TenureMeasures": ["TenureModel", "BigInt"],
    "TenureDocuments": ["TenureModel", "TenureMeasures"],
    "TenureThreads": ["CProcess", "Glibc"],
    "TenureHistory": [
      "TenureModel", "TenureDocuments", "TenureEngine", "TenureThreads", "CLibgit2", "Glibc",
    ],
    "TenureConstitution": [
      "Tenure", "TenureModel", "TenureEngine", "TenureMeasures", "TenureDocuments",
      "TenureHistory", "TenureThreads", "Crypto", "Glibc",
    ],
    "TenureSQLite": ["CSQLite"],
    "TenurePopulation": [
      "TenureModel", "TenureEngine", "TenureMeasures", "TenureDocuments", "TenureSQLite",
      "TenureThreads", "Glibc",
    ],
    "TenureReport": [
      "Tenure", "TenureModel", "TenureEngine", "TenureMeasures", "TenureDocuments",
      "TenurePopulation", "BigInt",
    ],
    "TenureTesting": ["TenureModel", "TenureDocuments", "TenureMeasures"],
    "Tenure": [
      "TenureModel", "TenureEngine", "TenureMeasures", "TenureDocuments", "RulebookPlugin",
      "CollectorTitlePlugin", "CommonsTitlePlugin", "PublicDomainPlugin", "SubjectTitlePlugin",
      "ThreeRightsPlugin", "ConsentGatePlugin", "ExchangePlugin", "GradedExportPlugin",
      "OpenByDefaultPlugin",
      "WaterfallPlugin", "ContributionPlugin", "DividendPlugin",
      "AssemblyPlugin", "AuthorityPlugin", "PolycentricPlugin", "PilotPlugin", "BigInt",
    ],
    "TenureCommand": [
      "Tenure", "TenureModel", "TenureEngine", "TenureMeasures", "TenureDocuments",
      "TenureConstitution", "TenureHistory", "TenurePopulation", "TenureReport",
      "TenureReference", "TenureThreads", "ArgumentParser", "BigInt", "Glibc",
    ],
    "TenureTool": ["Tenure", "TenureCommand"],
  ]

  /// Part of the standard library, and everybody's.
  static let standard: Set = ["Synchronization"]

  @Test func `each module imports only what lies below it`() throws {
    var violations: [String] = []
    for path in repository.paths(under: ["Sources"], endingIn: [".swift"]) {
      let module = String(path.split(separator: "/")[1])
      let own = try #require(Self.allowed[module], "\(module) is not in the table")
      let allowed = own.union(Self.standard)
      let names = imports(in: try repository.text(path)).filter { !allowed.contains($0) }
      violations += names.map { "\(path) imports \($0)" }
    }
    #expect(violations == [])
  }

  @Test func `a plugin depends on the model alone`() throws {
    let paths = repository.paths(under: ["Plugins"], endingIn: [".swift"])
    let violations = try paths.filter { path in
      try imports(in: repository.text(path)).contains { $0 != "TenureModel" }
    }
    #expect(violations == [])
  }

  /// The modules that a file imports.
  private func imports(in text: String) -> [String] {
    SwiftSource(text).lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index + 1 < words.count else { return nil }
      let isImport = words[..<index].allSatisfy {
        $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0)
      }
      return isImport ? words[index + 1].split(separator: ".").first.map(String.init) : nil
    }
  }
}

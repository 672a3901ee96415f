import Foundation
import TenureEngine
import TenureModel
import TenurePopulation
import TenureSQLite
import TenureTestSupport
import Testing

/// The file of the rows never costs another: not the population, and not an earlier result.
@Suite struct RowsFileTests {
  private let engine = RegimeEngine(
    SmallLaw.regime([SmallLaw.clause("ban", SmallLaw.conduct(.prohibit, "sell"))]))

  private func compare(_ facts: String, rows: String, key: String? = nil) throws {
    var options = PopulationComparison.Options()
    options.rowsFile = rows
    options.key = key
    _ = try PopulationComparison(before: engine, after: engine)
      .compare(PopulationFacts(facts), options: options)
  }

  private func names(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test(arguments: ["facts", "./facts", "link", "hard"])
  func `the population is never written to`(_ name: String) throws {
    let folder = try TemporaryFolder()
    let text = "action\nsell\n"
    let file = try folder.write("facts", text)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link", withDestinationPath: file)
    try FileManager.default.linkItem(atPath: file, toPath: "\(folder.path)/hard")
    let error = try #require(throws: PopulationError.self) {
      try compare(file, rows: "\(folder.path)/\(name)")
    }
    #expect(error.message.hasSuffix("is the population itself"))
    #expect(try folder.read("facts") == text)
    #expect(try names(in: folder) == ["facts", "hard", "link"])
  }

  @Test func `where rows cannot be written it is said what helps`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("facts", "action\nsell\n")
    let error = try #require(throws: PopulationError.self) {
      try compare(file, rows: "\(folder.path)/nowhere/rows")
    }
    #expect(error.message.hasSuffix("nowhere/rows`: no such file or directory"))
    #expect(error.help == "name a file in a folder that is there and may be written to")
  }

  @Test func `nor is a database`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.database("CREATE TABLE t (action TEXT); INSERT INTO t VALUES ('sell')")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    let error = try #require(throws: PopulationError.self) {
      try compare("sqlite:\(file)?table=t", rows: file)
    }
    #expect(error.message.hasSuffix("is the population itself"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == bytes)
  }

  @Test(arguments: [("action\nsell\n", "nope"), ("action\nsell\nselling\n", "action")])
  func `an earlier result stays where there is no other`(_ text: String, _ key: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("facts", text)
    let rows = try folder.write("rows", "as it was")
    #expect(throws: PopulationError.self) { try compare(file, rows: rows, key: key) }
    #expect(try folder.read("rows") == "as it was")
    #expect(try names(in: folder) == ["facts", "rows"])
  }

  @Test func `a result takes the place and the rights of an earlier one, behind a link too`() throws
  {
    let folder = try TemporaryFolder()
    let file = try folder.write("facts", "action\nsell\n")
    let rows = try folder.write("rows", "as it was")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: rows)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link", withDestinationPath: rows)
    try compare(file, rows: "\(folder.path)/link")
    #expect(
      try folder.read("rows")
        == "row,before,before-clause,after,after-clause\n1,prohibited,ban,prohibited,ban\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: rows)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try names(in: folder) == ["facts", "link", "rows"])
  }

  @Test func `a key that is no plain word stands in quotes above its column, too`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("facts", "\"id, of \"\"it\"\"\",action\n\"a,b\",sell\n")
    let rows = "\(folder.path)/rows"
    try compare(file, rows: rows, key: "id, of \"it\"")
    #expect(
      try folder.read("rows")
        == "\"id, of \"\"it\"\"\",before,before-clause,after,after-clause\n"
        + "\"a,b\",prohibited,ban,prohibited,ban\n")
  }

  @Test func `what is no plain file is written to as it is`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("facts", "action\nsell\n")
    try compare(file, rows: "/dev/null")
    #expect(try names(in: folder) == ["facts"])
  }
}

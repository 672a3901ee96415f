import Testing

/// `tenure impact` and `tenure compile`: populations, ruled here or by an engine.
@Suite struct ImpactTests {
  private static let sales = """
    sale,action,actor,standing,tags,consent,persons,price,note
    1,sell,shop,holder,health,yes,1000,1.50,x
    2,export,shop,holder,,no,1000,1.50,x
    3,export,broker,,"health,location",no,2000000,0,x
    4,export,broker,[],[],,50000,0,
    5,export,person,subject,health,no,99999,0,
    6,sell,company,holder,location,no,1,,
    7,sell,broker,holder,location,no,1,,

    """

  private func repository() throws -> LawRepository {
    let repository = try LawRepository.amended()
    try repository.write([
      "sales.csv": Self.sales,
      "wrong.csv": Self.sales.replacing("broker,,", with: "borker,,"),
    ])
    return repository
  }

  @Test(arguments: [
    (["impact", "v1:land", "v2:land", "--facts", "sales.csv"], "impact"),
    (["impact", "v1:land", "v1:land", "--facts", "sales.csv", "--by", "consent"], "impact-same"),
    (["impact", "v1:land", "v2:land", "--facts", "wrong.csv"], "impact-wrong-cell"),
    (["impact", "v1:land", "v2:land", "--facts", "none.csv"], "impact-no-file"),
    (
      ["impact", "v1:land", "v2:land", "--facts", "sales.csv", "--income", "price"], "impact-money"
    ),
    (["impact", "v1:land", "v2:land", "--facts", "wrong.csv", "--skip-bad"], "impact-skip-bad"),
    (
      ["impact", "v1:land", "v2:land", "--facts", "sales.csv", "--income", "cost"],
      "impact-no-income"
    ),
    (["impact", "v1:land", "v2:land"], "impact-no-facts"),
    (["compile", "v2:land", "--to", "sql", "--dialect", "sqlite"], "compile-sqlite"),
    (["compile", "v2:land", "--to", "sql", "--dialect", "postgresql"], "compile-postgresql"),
    (["compile", "v2:land", "--to", "sql", "--dialect", "duckdb"], "compile-duckdb"),
    (["compile", "v2:land", "--to", "sql", "--dialect", "spark"], "compile-spark"),
    (
      [
        "compile", "v2:land", "--dialect", "duckdb", "--columns", "action,actor", "--table",
        "main.sales", "--key", "sale", "--view", "ruled", "--verdict-only",
      ], "compile-view"
    ),
    (["compile", "v2:land", "--dialect", "duckdb", "--columns", "acton"], "compile-no-facet"),
  ])
  func `the text that people read`(_ arguments: [String], _ name: String) throws {
    let run = try repository().tenure(arguments + ["--at", "2024-06-01"])
    try expectSnapshot(run.transcript, named: name)
  }

  @Test func `JSON counts every row once`() throws {
    let run = try repository().tenure([
      "impact", "v1:land", "v2:land", "--facts", "sales.csv", "--at", "2024-06-01", "--rows",
      "rows.csv", "--key", "sale", "--format", "json",
    ])
    let json = try run.json
    #expect(json["verdicts"].items.count > 0)
    let ignored = json["ignored"].items.map(\.text)
    #expect(ignored == ["note"])
    let rows = try repository().text("sales.csv").split(separator: "\n").count - 1
    #expect(run.output.contains("\"rows\": \(rows)"))
  }

  @Test(arguments: [
    (
      ["impact", "v1:land", "v2:land", "--facts", "sales.csv", "--rows", "-"],
      "write `--rows FILE`"
    ),
    (
      ["impact", "v1:land", "v2:land", "--facts", "sales.csv", "--rows", "sales.csv"],
      "`sales.csv` is the population itself"
    ),
    (
      [
        "impact", "v1:land", "v2:land", "--facts", "sales.csv", "--rows", "rows.csv", "--key",
        "sale,action",
      ], "name one column of the table after `--key`"
    ),
    (
      [
        "impact", "v1:land", "v2:land", "--emit-sql", "sqlite", "--columns", "action,date", "--at",
        "2024-06-01",
      ], "`--columns` names `date`, and `--at` says 2024-06-01"
    ),
    (
      [
        "compile", "v2:land", "--dialect", "sqlite", "--columns", "action,date", "--at",
        "2024-06-01",
      ], "`--columns` names `date`, and `--at` says 2024-06-01"
    ),
    (
      ["certify", "none.jsonl", "v1:land", "v2:land"],
      "give a file that `tenure diff X Y --certificate FILE` wrote"
    ),
  ])
  func `what cannot be done is refused with a way out`(
    _ arguments: [String], _ words: String
  ) throws {
    let repository = try repository()
    let run = try repository.tenure(arguments)
    #expect(run.status == 2)
    #expect(run.transcript.contains(words), "\(run.transcript)")
    #expect(try repository.text("sales.csv") == Self.sales)
  }
}

import Tenure

let text = """
  clauses:
    - id: ask-first   # a comment stays where it is
      prohibit: sell
      unless: {consent: }
  """
let parsed = DocumentParser.parse(Array(text.utf8), file: "rules.yaml")
for finding in parsed.findings { print(finding.message, finding.help ?? "") }
if let tree = parsed.tree {
  print(String(decoding: DocumentFormatter.format(tree), as: UTF8.self))
}

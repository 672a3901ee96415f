/// What the command is asked to do.
struct Arguments {
  /// What is wrong with the arguments, in a sentence.
  struct Problem: Error { let text: String }

  /// The campaign.
  var campaign = Campaign()
  /// Whether faults are planted instead, to see that they are caught.
  var isSelfTest = false
  /// A Python with the packages `duckdb` and `z3-solver`; without, these paths are left out.
  var python: String?
  /// The program that it runs.
  var script = "Tests/Campaign/solvers.py"

  static let help = """
    usage: campaign [options]

      --regimes N        how many random regimes (1000)
      --seed N           the seed of the first; the next has the next (1)
      --situations N     how many situations for each (100)
      --minutes N        stop after so long
      --jobs N           how many run side by side (1)
      --paths A,B        only these: \(Path.allCases.map(\.rawValue).joined(separator: ", "))
      --plant FAULT      give the paths a faulty regime, and see it caught:
                         \(Fault.Kind.allCases.map(\.rawValue).joined(separator: ", "))
      --self-test        plant every fault in every path; fails if one is not caught
      --python FILE      a Python with the packages duckdb and z3-solver, for these two paths
      --script FILE      what it runs (Tests/Campaign/solvers.py)
    """

  init(_ arguments: [String]) throws(Problem) {
    var rest = arguments[...]
    func value(_ name: String) throws(Problem) -> String {
      guard let text = rest.popFirst() else { throw Problem(text: "\(name) wants a value") }
      return text
    }
    func number<Number: FixedWidthInteger>(_ name: String) throws(Problem) -> Number {
      let text = try value(name)
      guard let number = Number(text), number >= 0 else {
        throw Problem(text: "\(name) wants a whole number, not `\(text)`")
      }
      return number
    }
    var named: [Path] = []
    while let name = rest.popFirst() {
      switch name {
      case "--regimes": campaign.regimes = try number(name)
      case "--seed": campaign.seed = try number(name)
      case "--situations": campaign.size.situations = try number(name)
      case "--minutes": campaign.minutes = try number(name)
      case "--jobs": campaign.jobs = max(1, try number(name))
      case "--paths": named = try Self.list(try value(name), name)
      case "--plant": campaign.fault = try Self.list(try value(name), name)[0]
      case "--self-test": isSelfTest = true
      case "--python": python = try value(name)
      case "--script": script = try value(name)
      default: throw Problem(text: "`\(name)` is no option\n\n\(Self.help)")
      }
    }
    try startSolver(for: named)
    if !named.isEmpty { campaign.paths = named }
  }

  /// Starts the other programs, or leaves out the paths that need them; but not one that was named.
  private mutating func startSolver(for named: [Path]) throws(Problem) {
    guard let python else {
      if let path = named.first(where: \.needsSolver) {
        throw Problem(text: "`--paths \(path.rawValue)` needs --python")
      }
      campaign.paths.removeAll(where: \.needsSolver)
      return
    }
    do {
      campaign.solver = try SolverProcess(python: python, script: script)
    } catch {
      throw Problem(text: error.text)
    }
  }

  private static func list<Choice: RawRepresentable & CaseIterable>(
    _ text: String, _ name: String
  ) throws(Problem) -> [Choice] where Choice.RawValue == String {
    var choices: [Choice] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let choice = Choice(rawValue: String(word)) else {
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(text: "\(name) knows \(known), and not `\(word)`")
      }
      choices.append(choice)
    }
    return choices
  }
}

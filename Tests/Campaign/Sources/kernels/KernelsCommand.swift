/// `kernels KERNEL ROUNDS`: one kernel, so many times; without arguments, their names.
///
/// `.ci/instructions` counts what a round costs: the instructions of many rounds less those of few.
@main
struct KernelsCommand {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let name = arguments.first else {
      for kernel in Kernel.allCases { print(kernel.rawValue, kernel.rounds) }
      return
    }
    guard let kernel = Kernel(rawValue: name), let rounds = arguments.last.flatMap({ Int($0) })
    else {
      preconditionFailure("kernels must be given a kernel and a number of rounds")
    }
    var sum = 0
    let work = try kernel.prepared()
    for round in 0..<rounds { sum &+= try work(round) }
    // What is printed was worked out.
    print(sum)
  }
}

import CLibFuzzer
import Glibc

/// `fuzz PARSER [options of libFuzzer] [folders of inputs]`: feeds a parser with what breaks it;
/// `fuzz --list` names the parsers.
@main
struct FuzzCommand {
  /// The parser that is named.
  static let parser = CommandLine.arguments.dropFirst().first.flatMap { Parser(rawValue: $0) }

  static func main() {
    if Array(CommandLine.arguments.dropFirst()) == ["--list"] {
      for parser in Parser.allCases { print(parser.rawValue) }
      return
    }
    guard parser != nil else {
      print("usage: fuzz PARSER [options of libFuzzer] [folders of inputs]\n\nparsers:")
      for parser in Parser.allCases { print("  \(parser.rawValue)") }
      exit(2)
    }
    // libFuzzer reads the rest of the arguments and calls back with one input after another.
    var arguments = CommandLine.unsafeArgv
    arguments[1] = arguments[0]
    arguments += 1
    var count = CommandLine.argc - 1
    var start: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = arguments
    exit(
      LLVMFuzzerRunDriver(&count, &start) { start, count in
        FuzzCommand.parser?.read(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
      })
  }
}

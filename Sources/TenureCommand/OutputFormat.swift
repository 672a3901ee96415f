import ArgumentParser

/// For whom answers are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }
  // Said here, for every command has the option, and the parser's own way looks up what the type
  // can do, to find that these are the words themselves.
  static var allValueDescriptions: [String: String] { [:] }
  var defaultValueDescription: String { rawValue }

  /// For people.
  case text
  /// For programs.
  case json
}

internal import TenureModel

/// What can be wrong with the form of a document.
///
/// The words that a user reads for each stand in `Problem+Wording.swift`.
enum Problem {
  // Not in the subset.
  case anchor
  case alias
  case tag
  case mergeKey
  case complexKey
  case directive
  case severalDocuments
  case documentEnd
  case textBehindMarker
  case tab
  case tabIndentation

  // Lines.
  case indentation(Int)
  case behindDocument
  case itemInMap
  case entryInList
  case listBehindKey
  case textOverSeveralLines
  case severalLines
  case blockHeader
  case wideBlankLine
  case tooDeep

  // Keys.
  case missingColon(hasTightColon: Bool)
  case tightColon
  case duplicateKey(String, first: SourceLocation)

  // Texts.
  case badStart(UInt8)
  case colonInText
  case openQuote
  case badEscape
  case unexpectedText
  case tightComment

  // Between brackets.
  case openBrace
  case openBracket
  case missingItem
  case trailingComma
  case pairInList
  case keyWithoutValue(isFirst: Bool)
  case bracketInText
}
